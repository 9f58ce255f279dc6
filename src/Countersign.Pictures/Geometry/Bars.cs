namespace Countersign.Pictures.Geometry;

/// <summary>Bars from zero. What stands for a second quantity, or lies beyond a limit, is hatched, so that it is told apart without colour.</summary>
internal static class Bars
{
    private const double Spacing = 4;

    /// <summary>A length on the page for a number, from zero; numbers beyond <paramref name="Most"/> are cut.</summary>
    internal readonly record struct Scale(double Most, double Pixels)
    {
        public double Of(double number) => Most <= 0 ? 0 : Math.Min(number, Most) / Most * Pixels;

        public bool Cuts(double number) => number > Most;
    }

    /// <summary>A horizontal bar. Beyond the limit it is another colour, and hatched; where the scale ends before it does, it is torn.</summary>
    /// <param name="limit">Null for none.</param>
    public static void Horizontal(Sheet sheet, double y, double height, double number, double? limit, Scale scale, (Ink Within, Ink Beyond) inks)
    {
        var (whole, within) = (scale.Of(number), scale.Of(Math.Min(number, limit ?? number)));
        if (within > 0)
            Fill(sheet, 0, y, within, height, inks.Within);
        if (whole > within)
            Fill(sheet, within, y, whole - within, height, inks.Beyond);
        if (scale.Cuts(number))
            Tear(sheet, whole, y, height);
    }

    public static void Fill(Sheet sheet, double x, double y, double width, double height, Ink ink)
    {
        switch (ink)
        {
            // Thinner than its own edge.
            case var any when Math.Min(width, height) < 2:
                sheet.Add(new Shape.Box(x, y, width, height, Strong(any)));
                break;
            case Ink.Second:
                Hatched(sheet, new Shape.Box(x, y, width, height, Ink.SecondPale, Ink.Second), Ink.Second);
                break;
            case Ink.OverPale:
                Hatched(sheet, new Shape.Box(x, y, width, height, Ink.OverPale, Ink.Over), Ink.Over);
                break;
            case Ink.Over:
                Hatched(sheet, new Shape.Box(x, y, width, height, Ink.Over, Ink.Over), Ink.Paper);
                break;
            case Ink.FirstPale:
                sheet.Add(new Shape.Box(x, y, width, height, Ink.FirstPale, Ink.First));
                break;
            default:
                sheet.Add(new Shape.Box(x, y, width, height, ink));
                break;
        }
    }

    private static Ink Strong(Ink ink) => ink switch
    {
        Ink.FirstPale => Ink.First,
        Ink.OverPale => Ink.Over,
        _ => ink,
    };

    // Lines x + y = c, each cut off at the box.
    private static void Hatched(Sheet sheet, Shape.Box box, Ink ink)
    {
        sheet.Add(box);
        var (right, bottom) = (box.X + box.Width, box.Y + box.Height);
        for (var c = box.X + box.Y + Spacing; c < right + bottom; c += Spacing)
        {
            var (x1, x2) = (Math.Max(box.X, c - bottom), Math.Min(right, c - box.Y));
            sheet.Add(new Shape.Stroke(x1, c - x1, x2, c - x2, ink));
        }
    }

    private static void Tear(Sheet sheet, double end, double y, double height)
    {
        foreach (var x in (ReadOnlySpan<double>)[end - 14, end - 9])
            sheet.Add(new Shape.Stroke(x, y + height, x + 4, y, Ink.Paper, 2.5));
    }
}
