using Countersign.Core.Charts;
using Countersign.Core.Words;

namespace Countersign.Pictures.Geometry;

/// <summary>
/// A bar for each tier as a share of its own SLA, so that one line is the SLA of all of them and four hours don't vanish beside three days.
/// The hours stand in words under each.
/// </summary>
internal static class DecisionTimesDrawing
{
    private const double Height = 12;
    private const double Least = 1.25;
    private const double Most = 3;

    public static void Draw(Sheet sheet, Chart.DecisionTimes chart)
    {
        sheet.Legend((Ink.First, "half"), (Ink.FirstPale, "nine of ten"), (Ink.OverPale, "beyond the SLA"));
        var scale = new Bars.Scale(Math.Clamp(chart.Tiers.Max(Share), Least, Most), sheet.Width - 1);
        Axis(sheet, scale);
        foreach (var tier in chart.Tiers)
            Row(sheet, tier, scale);
    }

    private static void Row(Sheet sheet, TierTimes tier, Bars.Scale scale)
    {
        var sla = tier.Allowed is null ? "no SLA" : $"SLA {ChartWords.Time(tier.Allowed)}";
        sheet.Down(9);
        sheet.Line(ChartWords.Name(tier.Tier), $"{ChartWords.Count(tier.Decided)} decided, {sla}", Ink.Words, bold: true);
        if (tier is { Decided: > 0, Allowed: not null })
            Bar(sheet, tier, scale);
        if (tier.Decided > 0)
            sheet.Line($"half {ChartWords.Time(tier.Half)}, nine of ten {ChartWords.Time(tier.NineOfTen)}", "", Ink.Quiet, Letters.Small);
    }

    private static void Bar(Sheet sheet, TierTimes tier, Bars.Scale scale)
    {
        var (half, nine) = (tier.Half!.Value / tier.Allowed!.Value, tier.NineOfTen!.Value / tier.Allowed.Value);
        sheet.Down(2);
        sheet.Add(new Shape.Stroke(0, sheet.Y + Height, sheet.Width, sheet.Y + Height, Ink.Rule));
        Bars.Horizontal(sheet, sheet.Y, Height, nine, 1, scale, (Ink.FirstPale, Ink.OverPale));
        Bars.Horizontal(sheet, sheet.Y + 3, Height - 6, half, 1, scale, (Ink.First, Ink.Over));
        var limit = scale.Of(1);
        sheet.Add(new Shape.Stroke(limit, sheet.Y - 2, limit, sheet.Y + Height + 2, Ink.Limit, 2));
        sheet.Down(Height + 4);
    }

    private static void Axis(Sheet sheet, Bars.Scale scale)
    {
        sheet.Down(4 + Letters.Small);
        sheet.Add(new Shape.Label(0, sheet.Y, "0", Ink.Quiet, Letters.Small));
        for (var times = 1; times <= scale.Most; times++)
        {
            var words = times == 1 ? "SLA" : $"{times} × SLA";
            var half = TextWidth.Of(words, Letters.Small) / 2;
            sheet.Add(new Shape.Label(Math.Min(sheet.Width - half, scale.Of(times)), sheet.Y, words, Ink.Quiet, Letters.Small, Anchor: Anchor.Middle));
        }

        sheet.Down(Letters.Small * .35);
    }

    private static double Share(TierTimes tier) => tier is { NineOfTen: { } nine, Allowed: { } allowed } ? nine / allowed : 0;
}
