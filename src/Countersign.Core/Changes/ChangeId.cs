using System.Globalization;

namespace Countersign.Core.Changes;

/// <summary>A request's number; people write it <c>CR-12</c>.</summary>
public readonly record struct ChangeId(long Number)
{
    private const string Prefix = "CR-";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Number}");

    /// <summary>Reads <c>CR-12</c>, <c>cr12</c>, <c>#12</c> or <c>12</c>.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out ChangeId id)
    {
        text = text.Trim();
        if (text.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            text = text[Prefix.Length..];
        else if (text.StartsWith("CR", StringComparison.OrdinalIgnoreCase) || text.StartsWith("#"))
            text = text[(text[0] == '#' ? 1 : 2)..];
        var valid = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
        id = new ChangeId(valid ? number : 0);
        return valid;
    }
}
