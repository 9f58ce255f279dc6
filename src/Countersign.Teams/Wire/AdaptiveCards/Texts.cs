namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>Text in Teams' Markdown, with dates and mentions.</summary>
/// <param name="Text">What people wrote enters it only by <see cref="CardText.Literal(string)"/>.</param>
public sealed record TextBlock(string Text) : CardElement
{
    /// <summary>False cuts it at the end of the line.</summary>
    public bool Wrap { get; init; } = true;

    /// <summary>What a screen reader announces as a heading.</summary>
    public bool Heading { get; init; }

    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public bool IsSubtle { get; init; }
}

/// <summary>Text without Markdown, run by run.</summary>
public sealed record RichTextBlock(IReadOnlyList<TextRun> Inlines) : CardElement;

/// <summary>Words as they are, with their line ends. Only dates are expanded in it, which <see cref="CardText.Plain(string)"/> prevents.</summary>
public sealed record TextRun(string Text)
{
    public TextSize? Size { get; init; }

    public TextWeight? Weight { get; init; }

    public TextColor? Color { get; init; }

    public bool IsSubtle { get; init; }

    public bool Italic { get; init; }
}

public enum TextSize
{
    Small,
    Medium,
    Large,
    ExtraLarge,
}

public enum TextWeight
{
    Lighter,
    Bolder,
}

/// <summary>Never the only bearer of a meaning.</summary>
public enum TextColor
{
    Accent,
    Good,
    Warning,
    Attention,
}
