namespace Countersign.Slack.Wire;

/// <summary>The three dots beside a section.</summary>
public sealed record Overflow(string ActionId, IReadOnlyList<Option> Options)
    : Element("overflow", ActionId), IAccessory, IActionsElement
{
    public Confirm? Confirm { get; init; }
}

public sealed record RadioButtons(string ActionId, IReadOnlyList<Option> Options)
    : Element("radio_buttons", ActionId), IAccessory, IActionsElement, IInputElement
{
    /// <summary>Equal, field by field, to one of the options.</summary>
    public Option? InitialOption { get; init; }

    public Confirm? Confirm { get; init; }

    public bool? FocusOnLoad { get; init; }
}

public sealed record Checkboxes(string ActionId, IReadOnlyList<Option> Options)
    : Element("checkboxes", ActionId), IAccessory, IActionsElement, IInputElement
{
    public IReadOnlyList<Option>? InitialOptions { get; init; }

    public Confirm? Confirm { get; init; }

    public bool? FocusOnLoad { get; init; }
}
