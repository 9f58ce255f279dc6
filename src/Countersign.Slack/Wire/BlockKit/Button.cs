using System.Text.Json.Serialization;

namespace Countersign.Slack.Wire;

/// <summary>A button. With <see cref="Url"/> it opens the page and still sends its action.</summary>
public sealed record Button(PlainText Text, string ActionId) : Element("button", ActionId), IAccessory, IActionsElement
{
    public string? Value { get; init; }

    public Uri? Url { get; init; }

    /// <summary>At most one primary button a set, danger sparingly.</summary>
    public ButtonStyle? Style { get; init; }

    public Confirm? Confirm { get; init; }

    /// <summary>What a screen reader says instead of the text.</summary>
    public string? AccessibilityLabel { get; init; }
}

[JsonConverter(typeof(JsonStringEnumConverter<ButtonStyle>))]
public enum ButtonStyle
{
    [JsonStringEnumMemberName("primary")]
    Primary,

    [JsonStringEnumMemberName("danger")]
    Danger,
}
