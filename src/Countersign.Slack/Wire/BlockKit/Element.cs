using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>Something in a block that a person can act on.</summary>
public abstract record Element
{
    private protected Element(string type, string actionId) => (Type, ActionId) = (type, actionId);

    [JsonPropertyOrder(-2)]
    public string Type { get; }

    [JsonPropertyOrder(-1)]
    public string ActionId { get; init; }
}

/// <summary>A small image in a section or context. Nobody acts on it, so it has no id.</summary>
public sealed record ImageElement(Uri ImageUrl, string AltText) : IAccessory, IContextElement
{
    [JsonPropertyOrder(-1)]
    public string Type { get; } = "image";
}
