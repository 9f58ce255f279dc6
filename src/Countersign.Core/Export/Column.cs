namespace Countersign.Core.Export;

/// <summary>A column of an export.</summary>
/// <param name="Name">As the header and JSON have it.</param>
/// <param name="Says">What stands in it: a phrase for the document.</param>
/// <param name="Of">A text, a number, a yes or no, an instant, a list of texts, or null.</param>
public sealed record Column<T>(string Name, string Says, Func<T, object?> Of)
{
    /// <summary>The same of something that has one.</summary>
    public Column<TWhole> In<TWhole>(Func<TWhole, T> part) => new(Name, Says, whole => Of(part(whole)));
}
