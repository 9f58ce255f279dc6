namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>One labelled field. Its value arrives under its id, beside the button's data.</summary>
/// <param name="Id">Unique in the card.</param>
/// <param name="Label">Plain text.</param>
public abstract record CardInput(string Id, string Label) : CardElement
{
    public bool IsRequired { get; init; }

    /// <summary>Said when it is required and empty, or does not match. Without it Teams shows nothing.</summary>
    public string? ErrorMessage { get; init; }
}

public sealed record TextInput(string Id, string Label) : CardInput(Id, Label)
{
    public bool IsMultiline { get; init; }

    /// <summary>In UTF-16 units.</summary>
    public int? MaxLength { get; init; }

    public string? Placeholder { get; init; }

    /// <summary>What stands in it at first: people's own words, unaltered.</summary>
    public string? Value { get; init; }

    /// <summary>A regular expression of JavaScript.</summary>
    public string? Regex { get; init; }
}

public sealed record ChoiceSetInput(string Id, string Label, IReadOnlyList<Choice> Choices) : CardInput(Id, Label)
{
    public ChoiceStyle Style { get; init; }

    /// <summary>The chosen values then arrive in one text, with commas between them.</summary>
    public bool IsMultiSelect { get; init; }

    public string? Placeholder { get; init; }

    /// <summary>The values that are chosen at first.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];
}

/// <param name="Title">Read as Markdown by some clients: people's words enter it by <see cref="CardText.Literal(string)"/>.</param>
/// <param name="Value">Without a comma, which separates several.</param>
public sealed record Choice(string Title, string Value);

public enum ChoiceStyle
{
    Compact,
    Expanded,

    /// <summary>Compact, and searched by typing.</summary>
    Filtered,
}

/// <param name="Title">Beside the box.</param>
public sealed record ToggleInput(string Id, string Label, string Title) : CardInput(Id, Label)
{
    /// <summary>Arrives as <c>true</c> or <c>false</c>, in a text.</summary>
    public bool IsOn { get; init; }
}
