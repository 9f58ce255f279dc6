using Countersign.Core.Charts;
using Countersign.Core.Words;

namespace Countersign.Pictures.Geometry;

/// <summary>Two bars a day, side by side, each with its number above it.</summary>
internal static class FlowDrawing
{
    private const double Tall = 84;
    private const double Between = 2;
    private const double MostWidth = 28;
    private const double Crowded = 11;

    public static void Draw(Sheet sheet, Chart.Flow chart)
    {
        sheet.Legend((Ink.First, "in"), (Ink.Second, "out"));
        var scale = new Bars.Scale(chart.Days.Max(d => Math.Max(d.In, d.Out)), Tall);
        var each = sheet.Width / chart.Days.Length;
        sheet.Down(6 + Letters.Small + Tall + 2);
        for (var i = 0; i < chart.Days.Length; i++)
            Day(sheet, chart.Days[i], i * each, each, scale);
        sheet.Add(new Shape.Stroke(0, sheet.Y, sheet.Width, sheet.Y, Ink.Rule));
        sheet.Down((Letters.Small * 2.6) + 4);
    }

    private static void Day(Sheet sheet, DayCounts day, double x, double each, Bars.Scale scale)
    {
        var wide = Math.Min(MostWidth, (each - 4) / 2);
        var left = x + (each / 2) - wide - (Between / 2);
        Bar(sheet, day.In, left, wide, scale, Ink.First);
        Bar(sheet, day.Out, left + wide + Between, wide, scale, Ink.Second);
        Middle(sheet, x + (each / 2), sheet.Y + Letters.Small + 3, ChartWords.Weekday(day.Day), Ink.Words);
        Middle(sheet, x + (each / 2), sheet.Y + (Letters.Small * 2.2) + 3, $"{day.Day.Day}", Ink.Quiet);
    }

    private static void Bar(Sheet sheet, int count, double x, double wide, Bars.Scale scale, Ink ink)
    {
        var tall = scale.Of(count);
        if (tall > 0)
            Bars.Fill(sheet, x, sheet.Y - tall, wide, tall, ink);
        Middle(sheet, x + (wide / 2), sheet.Y - tall - 4, Short(count), count == 0 ? Ink.Quiet : Ink.Words, count < 100 ? Letters.Small : Crowded);
    }

    // A label is as wide as its bar; four figures would run into the neighbour's.
    private static string Short(int count) => count < 1000 ? $"{count}" : $"{Math.Min(9, count / 1000)}k+";

    private static void Middle(Sheet sheet, double x, double baseline, string text, Ink ink, double size = Letters.Small) =>
        sheet.Add(new Shape.Label(x, baseline, text, ink, size, Anchor: Anchor.Middle));
}
