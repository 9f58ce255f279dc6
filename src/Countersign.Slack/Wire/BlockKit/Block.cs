using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>One block of a message or view.</summary>
[JsonDerivedType(typeof(Section))]
[JsonDerivedType(typeof(Header))]
[JsonDerivedType(typeof(Context))]
[JsonDerivedType(typeof(Actions))]
[JsonDerivedType(typeof(Divider))]
[JsonDerivedType(typeof(Input))]
[JsonDerivedType(typeof(Image))]
[JsonDerivedType(typeof(FilePicture))]
[JsonDerivedType(typeof(RichText))]
[JsonDerivedType(typeof(Table))]
public abstract record Block
{
    private protected Block(string type) => Type = type;

    [JsonPropertyOrder(-2)]
    public string Type { get; }

    /// <summary>Unique in its message or view.</summary>
    [JsonPropertyOrder(-1)]
    public string? BlockId { get; init; }
}
