using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>Formatted text without markup: people's words in it can't become a link or a mention.</summary>
public sealed record RichText(IReadOnlyList<RichTextGroup> Elements) : Block("rich_text"), ITableCell;

/// <summary>A paragraph, quotation, listing or list.</summary>
[JsonDerivedType(typeof(RichTextSection))]
[JsonDerivedType(typeof(RichTextPreformatted))]
[JsonDerivedType(typeof(RichTextQuote))]
[JsonDerivedType(typeof(RichTextList))]
public abstract record RichTextGroup
{
    private protected RichTextGroup(string type) => Type = type;

    [JsonPropertyOrder(-1)]
    public string Type { get; }
}

public sealed record RichTextSection(IReadOnlyList<RichTextRun> Elements) : RichTextGroup("rich_text_section");

/// <summary>A listing in fixed width; it takes text and links only.</summary>
public sealed record RichTextPreformatted(IReadOnlyList<RichTextRun> Elements) : RichTextGroup("rich_text_preformatted");

public sealed record RichTextQuote(IReadOnlyList<RichTextRun> Elements) : RichTextGroup("rich_text_quote");

public sealed record RichTextList(IReadOnlyList<RichTextSection> Elements, RichTextListStyle Style)
    : RichTextGroup("rich_text_list");

[JsonConverter(typeof(JsonStringEnumConverter<RichTextListStyle>))]
public enum RichTextListStyle
{
    [JsonStringEnumMemberName("bullet")]
    Bullet,

    [JsonStringEnumMemberName("ordered")]
    Ordered,
}
