using System.Collections.Immutable;

namespace Countersign.Pictures.Geometry;

/// <summary>What a drawing is put together on, from top to bottom.</summary>
internal sealed class Sheet(double width)
{
    private const double Gap = 10;
    private const double Swatch = 10;

    private readonly ImmutableArray<Shape>.Builder _shapes = ImmutableArray.CreateBuilder<Shape>();

    public double Width => width;

    /// <summary>How far down it is filled.</summary>
    public double Y { get; private set; }

    public void Down(double by) => Y += by;

    public void Add(Shape shape) => _shapes.Add(shape);

    /// <summary>Two texts on one line. The right one is whole; the left one gets what is left.</summary>
    public void Line(string left, string right, Ink ink, double size = Letters.Size, bool bold = false)
    {
        var room = width - (right.Length == 0 ? 0 : TextWidth.Of(right, size) + Gap);
        Down(size);
        Add(new Shape.Label(0, Y, TextWidth.Fit(left, size, room), ink, size, bold));
        if (right.Length > 0)
            Add(new Shape.Label(width, Y, right, Ink.Words, size, Anchor: Anchor.End));
        Down(size * .35);
    }

    /// <summary>A text on as many lines as it needs, broken between words; what is left then is cut.</summary>
    public void Wrapped(string text, int mostLines, Ink ink, double size, bool bold = false)
    {
        var rest = text;
        for (var left = mostLines; left > 1 && TextWidth.Of(rest, size) > width && TextWidth.BreakAt(rest, size, width) is > 0 and var at; left--)
        {
            Line(rest[..at].TrimEnd(), "", ink, size, bold);
            rest = rest[at..].TrimStart();
        }

        Line(rest, "", ink, size, bold);
    }

    /// <summary>What marks mean, each beside its mark, on as many lines as they need.</summary>
    public void Legend(params ReadOnlySpan<(Ink Ink, string Words)> entries)
    {
        var x = 0.0;
        Down(Letters.Small);
        foreach (var (ink, words) in entries)
        {
            var needs = Swatch + 5 + TextWidth.Of(words, Letters.Small);
            if (x > 0 && x + needs > width)
            {
                x = 0;
                Down(Letters.Small * 1.4);
            }

            Bars.Fill(this, x, Y - Swatch + 1, Swatch, Swatch, ink);
            Add(new Shape.Label(x + Swatch + 5, Y, words, Ink.Quiet, Letters.Small));
            x += needs + Gap;
        }

        Down(Letters.Small * .35);
    }

    public Drawing Done() => new(width, Math.Ceiling(Y), _shapes.ToImmutable());
}
