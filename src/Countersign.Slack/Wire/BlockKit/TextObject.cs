using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>Text in a block: <see cref="PlainText"/>, shown as it is, or <see cref="Mrkdwn"/>, which can link and mention.</summary>
[JsonDerivedType(typeof(PlainText))]
[JsonDerivedType(typeof(Mrkdwn))]
public abstract record TextObject : IContextElement
{
    private protected TextObject(string type, string text) => (Type, Text) = (type, text);

    [JsonPropertyOrder(-2)]
    public string Type { get; }

    [JsonPropertyOrder(-1)]
    public string Text { get; init; }
}

/// <summary>Text in which nothing is parsed, save emoji codes when <see cref="Emoji"/> is true.</summary>
/// <param name="Emoji">False for people's words: <c>:white_check_mark:</c> in a title must not look like a verdict.</param>
public sealed record PlainText(string Text, bool Emoji = false) : TextObject("plain_text", Text);

/// <summary>Text in Slack's markup. What people wrote enters it only through <see cref="Literal(string)"/>.</summary>
public sealed partial record Mrkdwn(string Text) : TextObject("mrkdwn", Text)
{
    /// <summary>True: Slack processes our own markup but makes no links or mentions out of plain words.</summary>
    public bool Verbatim { get; init; } = true;
}
