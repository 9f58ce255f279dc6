namespace Countersign.Slack.Wire;

/// <summary>A list to choose one from: either <see cref="Options"/> or <see cref="OptionGroups"/>.</summary>
public sealed record StaticSelect(string ActionId)
    : Element("static_select", ActionId), IAccessory, IActionsElement, IInputElement
{
    public PlainText? Placeholder { get; init; }

    public IReadOnlyList<Option>? Options { get; init; }

    public IReadOnlyList<OptionGroup>? OptionGroups { get; init; }

    /// <summary>Equal, field by field, to one of the options.</summary>
    public Option? InitialOption { get; init; }

    public Confirm? Confirm { get; init; }

    public bool? FocusOnLoad { get; init; }
}

/// <inheritdoc cref="StaticSelect"/>
public sealed record MultiStaticSelect(string ActionId)
    : Element("multi_static_select", ActionId), IAccessory, IActionsElement, IInputElement
{
    public PlainText? Placeholder { get; init; }

    public IReadOnlyList<Option>? Options { get; init; }

    public IReadOnlyList<OptionGroup>? OptionGroups { get; init; }

    public IReadOnlyList<Option>? InitialOptions { get; init; }

    public int? MaxSelectedItems { get; init; }

    public Confirm? Confirm { get; init; }

    public bool? FocusOnLoad { get; init; }
}

public sealed record UsersSelect(string ActionId)
    : Element("users_select", ActionId), IAccessory, IActionsElement, IInputElement
{
    public PlainText? Placeholder { get; init; }

    public string? InitialUser { get; init; }

    public Confirm? Confirm { get; init; }

    public bool? FocusOnLoad { get; init; }
}

public sealed record MultiUsersSelect(string ActionId)
    : Element("multi_users_select", ActionId), IAccessory, IActionsElement, IInputElement
{
    public PlainText? Placeholder { get; init; }

    public IReadOnlyList<string>? InitialUsers { get; init; }

    public int? MaxSelectedItems { get; init; }

    public Confirm? Confirm { get; init; }

    public bool? FocusOnLoad { get; init; }
}
