using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>A piece of a line of rich text.</summary>
[JsonDerivedType(typeof(RichTextText))]
[JsonDerivedType(typeof(RichTextLink))]
[JsonDerivedType(typeof(RichTextUser))]
[JsonDerivedType(typeof(RichTextEmoji))]
[JsonDerivedType(typeof(RichTextDate))]
public abstract record RichTextRun
{
    private protected RichTextRun(string type) => Type = type;

    [JsonPropertyOrder(-1)]
    public string Type { get; }

    [JsonPropertyOrder(1)]
    public TextStyle? Style { get; init; }
}

public sealed record RichTextText(string Text) : RichTextRun("text");

public sealed record RichTextLink(Uri Url, string? Text = null) : RichTextRun("link");

/// <summary>A mention of a person; it notifies.</summary>
public sealed record RichTextUser(string UserId) : RichTextRun("user");

/// <param name="Name">Without colons.</param>
public sealed record RichTextEmoji(string Name) : RichTextRun("emoji");

/// <summary>A time in the reader's zone.</summary>
/// <param name="Timestamp">Unix seconds.</param>
/// <param name="Format">Slack's tokens, such as <c>{date_short_pretty} at {time}</c>.</param>
public sealed record RichTextDate(long Timestamp, string Format, string? Fallback = null) : RichTextRun("date");

public sealed record TextStyle(bool? Bold = null, bool? Italic = null, bool? Strike = null, bool? Code = null);
