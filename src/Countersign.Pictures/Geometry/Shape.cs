using System.Collections.Immutable;

namespace Countersign.Pictures.Geometry;

/// <summary>What a mark is for. A page and a picture each have their own colours for it, light and dark; no meaning hangs on the colour alone.</summary>
public enum Ink
{
    Paper,
    Words,
    Quiet,
    Rule,

    /// <summary>A limit: the SLA, somebody's capacity.</summary>
    Limit,

    /// <summary>The main quantity.</summary>
    First,

    /// <summary>The same, further out.</summary>
    FirstPale,

    /// <summary>A second quantity beside the first; hatched as well.</summary>
    Second,
    SecondPale,

    /// <summary>What lies beyond a limit; hatched as well.</summary>
    Over,
    OverPale,
}

/// <summary>One thing on a drawing, in pixels of a screen that is not magnified, from the upper left corner.</summary>
public abstract record Shape
{
    private Shape()
    {
    }

    /// <param name="Edge">A line around it, one pixel wide; null for none.</param>
    public sealed record Box(double X, double Y, double Width, double Height, Ink Fill, Ink? Edge = null) : Shape;

    public sealed record Stroke(double X1, double Y1, double X2, double Y2, Ink Ink, double Width = 1) : Shape;

    /// <param name="X">Of its start, middle or end.</param>
    /// <param name="Baseline">On which the letters stand.</param>
    public sealed record Label(
        double X, double Baseline, string Text, Ink Ink, double Size = Letters.Size, bool Bold = false, Anchor Anchor = Anchor.Start) : Shape
    {
        /// <summary>At least as wide as any usual typeface draws it.</summary>
        public double Width => TextWidth.Of(Text, Size);

        public double Left => Anchor switch
        {
            Anchor.Start => X,
            Anchor.Middle => X - (Width / 2),
            _ => X - Width,
        };
    }
}

public enum Anchor
{
    Start,
    Middle,
    End,
}

/// <summary>A chart as it is to be drawn.</summary>
public sealed record Drawing(double Width, double Height, ImmutableArray<Shape> Shapes);

/// <summary>Sizes of letters, in pixels: readable on a telephone, where pictures are shown a little smaller.</summary>
public static class Letters
{
    public const double Size = 13;
    public const double Small = 12;
    public const double Heading = 15;
    public const double Title = 17;
}
