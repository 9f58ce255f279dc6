using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>The question before a press counts.</summary>
public sealed record Confirm(
    PlainText Title,
    TextObject Text,
    [property: JsonPropertyName("confirm")] PlainText ConfirmLabel,
    [property: JsonPropertyName("deny")] PlainText DenyLabel)
{
    public ButtonStyle? Style { get; init; }
}

/// <param name="Text">Lists and overflow menus take plain text only.</param>
/// <param name="Value">What comes back in the payload.</param>
public sealed record Option(TextObject Text, string Value)
{
    public PlainText? Description { get; init; }
}

public sealed record OptionGroup(PlainText Label, IReadOnlyList<Option> Options);
