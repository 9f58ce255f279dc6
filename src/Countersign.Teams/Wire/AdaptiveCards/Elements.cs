namespace Countersign.Teams.Wire.AdaptiveCards;

public abstract record CardElement
{
    private protected CardElement()
    {
    }

    public Spacing? Spacing { get; init; }

    /// <summary>A line above.</summary>
    public bool Separator { get; init; }
}

public enum Spacing
{
    None,
    Small,
    Medium,
    Large,
    ExtraLarge,
    Padding,
}

public sealed record Container(IReadOnlyList<CardElement> Items) : CardElement
{
    public ContainerStyle? Style { get; init; }
}

public enum ContainerStyle
{
    Emphasis,
    Good,
    Attention,
    Warning,
    Accent,
}

public sealed record FactSet(IReadOnlyList<Fact> Facts) : CardElement;

/// <summary>Both are Markdown: people's words enter them only by <see cref="CardText.Literal(string)"/>.</summary>
public sealed record Fact(string Title, string Value);

public sealed record ColumnSet(IReadOnlyList<Column> Columns) : CardElement;

/// <param name="Stretch">True takes the room that is left; else what its content needs.</param>
public sealed record Column(IReadOnlyList<CardElement> Items, bool Stretch = true);

/// <summary>Buttons within the card.</summary>
public sealed record ActionSet(IReadOnlyList<CardAction> Actions) : CardElement;
