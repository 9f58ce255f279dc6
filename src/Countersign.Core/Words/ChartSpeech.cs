using Countersign.Core.Charts;

namespace Countersign.Core.Words;

/// <summary>A chart as sentences with every number in them, for a screen reader: "12 decided", never "a chart". Plain text.</summary>
public static class ChartSpeech
{
    public static string Of(Chart chart) => $"{ChartWords.Title(chart)}. {Numbers(chart)}";

    /// <summary>The same where the title stands beside it already.</summary>
    public static string Numbers(Chart chart) => ChartWords.Nothing(chart) ?? string.Join(' ', Rows(chart));

    /// <summary>All charts of a picture. Where everybody would be too long, people are added up rather than cut off.</summary>
    /// <param name="maxUtf16">A text that is longer for all that is cut between what a reader sees as characters.</param>
    public static string Of(WeekCharts week, int maxUtf16)
    {
        var whole = Say(week, Of(week.Loads));
        return whole.Length <= maxUtf16 ? whole : Graphemes.Clip(Say(week, Together(week.Loads)), maxUtf16);
    }

    private static string Say(WeekCharts week, string loads) =>
        $"{CleanText.Line(week.Title)}: {CleanText.Line(week.When)}. {Of(week.Times)} {loads} {Of(week.Flow)} Days in {CleanText.Line(week.Zone)}.";

    private static IEnumerable<string> Rows(Chart chart) => chart switch
    {
        Chart.DecisionTimes times => times.Tiers.Select(Row),
        Chart.Loads loads => loads.Each.Select(Row),
        Chart.Flow flow => flow.Days.Select(d => $"{ChartWords.DayName(d.Day)}: {ChartWords.Count(d.In)} in, {ChartWords.Count(d.Out)} out."),
        _ => throw new InvalidOperationException($"No words for {chart.GetType().Name}."),
    };

    private static string Row(TierTimes tier)
    {
        var allowed = tier.Allowed is null ? "" : $", SLA {ChartWords.Time(tier.Allowed)}";
        return tier.Decided == 0
            ? $"{ChartWords.Name(tier.Tier)}: nothing decided{allowed}."
            : $"{ChartWords.Name(tier.Tier)}: {ChartWords.Count(tier.Decided)} decided, half within {ChartWords.Time(tier.Half)}, "
                + $"nine of ten within {ChartWords.Time(tier.NineOfTen)}{allowed}.";
    }

    private static string Row(PersonLoad load) =>
        $"{ChartWords.Name(load)}: {ChartWords.Load(load)}{(ChartWords.Share(load) is { } share ? $", {share}" : "")}.";

    private static string Together(Chart.Loads loads)
    {
        var all = new PersonLoad($"{ChartWords.Count(loads.Each.Sum(l => l.People))} people together", 1, loads.Each.Sum(l => l.Minutes), loads.Each.Sum(l => l.Capacity));
        return $"{ChartWords.Title(loads)}. {Row(all)}";
    }
}
