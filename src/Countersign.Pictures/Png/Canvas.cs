using System.Text;
using Countersign.Pictures.Geometry;
using SkiaSharp;

namespace Countersign.Pictures.Png;

/// <summary>Puts marks on a bitmap.</summary>
internal sealed class Canvas(SKCanvas canvas, Typefaces typefaces)
{
    public void Draw(Drawing drawing, double x, double y)
    {
        canvas.Save();
        canvas.Translate((float)x, (float)y);
        foreach (var shape in drawing.Shapes)
            Draw(shape);
        canvas.Restore();
    }

    public void Draw(Shape shape)
    {
        switch (shape)
        {
            case Shape.Box box:
                Draw(box);
                break;
            case Shape.Stroke line:
                using (var paint = Paint(line.Ink, SKPaintStyle.Stroke, line.Width))
                    canvas.DrawLine((float)line.X1, (float)line.Y1, (float)line.X2, (float)line.Y2, paint);
                break;
            case Shape.Label label:
                Draw(label);
                break;
        }
    }

    /// <summary>Pixels that a text really takes.</summary>
    public static double Measure(string text, double size, bool bold, Typefaces typefaces)
    {
        using var font = typefaces.Font(size, bold);
        return Runs(text, typefaces).Sum(run => run.Typeface is { } other ? Width(run.Text, other, size) : font.MeasureText(run.Text));
    }

    private void Draw(Shape.Box box)
    {
        using var fill = Paint(box.Fill, SKPaintStyle.Fill);
        canvas.DrawRect(SKRect.Create((float)box.X, (float)box.Y, (float)box.Width, (float)box.Height), fill);
        if (box.Edge is not { } edge)
            return;
        // Within the box, so that a line doesn't make the bar longer than its number.
        using var line = Paint(edge, SKPaintStyle.Stroke, 1);
        canvas.DrawRect(SKRect.Create((float)box.X + .5f, (float)box.Y + .5f, Math.Max(0, (float)box.Width - 1), Math.Max(0, (float)box.Height - 1)), line);
    }

    private void Draw(Shape.Label label)
    {
        using var font = typefaces.Font(label.Size, label.Bold);
        using var paint = Paint(label.Ink, SKPaintStyle.Fill);
        var width = Measure(label.Text, label.Size, label.Bold, typefaces);
        var x = label.X - (label.Anchor switch { Anchor.Start => 0, Anchor.Middle => width / 2, _ => width });
        foreach (var (text, other) in Runs(label.Text, typefaces))
        {
            using var foreign = other is null ? null : new SKFont(other, (float)label.Size);
            canvas.DrawText(text, (float)x, (float)label.Baseline, SKTextAlign.Left, foreign ?? font, paint);
            x += (foreign ?? font).MeasureText(text);
        }
    }

    private static double Width(string text, SKTypeface typeface, double size)
    {
        using var font = new SKFont(typeface, (float)size);
        return font.MeasureText(text);
    }

    private static IEnumerable<(string Text, SKTypeface? Typeface)> Runs(string text, Typefaces typefaces)
    {
        var own = new StringBuilder();
        foreach (var letter in text.EnumerateRunes())
        {
            if (typefaces.Has(letter.Value) || Typefaces.Other(letter.Value) is not { } other)
            {
                own.Append(letter);
                continue;
            }

            if (own.Length > 0)
                yield return (own.ToString(), null);
            own.Clear();
            yield return (letter.ToString(), other);
        }

        if (own.Length > 0)
            yield return (own.ToString(), null);
    }

    private static SKPaint Paint(Ink ink, SKPaintStyle style, double width = 0) => new()
    {
        Color = new SKColor(0xFF000000 | Palette.Light(ink)),
        Style = style,
        StrokeWidth = (float)width,
        IsAntialias = true,
    };
}
