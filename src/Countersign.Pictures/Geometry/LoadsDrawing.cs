using System.Collections.Immutable;
using Countersign.Core.Charts;
using Countersign.Core.Words;

namespace Countersign.Pictures.Geometry;

/// <summary>A bar for each person in the order given, on one scale of minutes from zero, with a mark at each one's capacity.</summary>
internal static class LoadsDrawing
{
    /// <summary>More than this many would make the picture endless: the rest are one bar.</summary>
    public const int MostPeople = 30;

    private const double Height = 8;

    public static void Draw(Sheet sheet, Chart.Loads chart)
    {
        sheet.Legend((Ink.First, "reviews"), (Ink.Over, "beyond capacity"));
        var rows = chart.AtMost(MostPeople).Each;
        var scale = new Bars.Scale(Longest(rows), sheet.Width - 1);
        foreach (var load in rows)
            Row(sheet, load, scale);
    }

    // One bar of several people has the scale to itself: beside it everybody else's would vanish.
    private static void Row(Sheet sheet, PersonLoad load, Bars.Scale scale)
    {
        var own = load.People > 1 ? new Bars.Scale(Math.Max(load.Minutes, load.Capacity), scale.Pixels) : scale;
        sheet.Down(7);
        sheet.Line(ChartWords.Name(load), ChartWords.Load(load), Ink.Words);
        // The mark stands out above the bar, and letters hang below their line.
        sheet.Down(1);
        sheet.Add(new Shape.Stroke(0, sheet.Y + Height, sheet.Width, sheet.Y + Height, Ink.Rule));
        Bars.Horizontal(sheet, sheet.Y, Height, load.Minutes, load.Capacity, own, (Ink.First, Ink.Over));
        if (load.Capacity > 0)
        {
            var limit = Math.Max(1, own.Of(load.Capacity));
            sheet.Add(new Shape.Stroke(limit, sheet.Y - 1, limit, sheet.Y + Height + 2, Ink.Limit, 2));
        }

        sheet.Down(Height + 2);
    }

    // One who did far more than anybody has time for would leave nothing of the others: such a bar is torn, and says its number.
    private static double Longest(ImmutableArray<PersonLoad> rows)
    {
        var single = rows.Where(r => r.People == 1).DefaultIfEmpty(rows[0]).ToList();
        var (most, capacity) = (single.Max(r => r.Minutes), single.Max(r => r.Capacity));
        return capacity == 0 ? most : Math.Max(capacity, Math.Min(most, 2 * capacity));
    }
}
