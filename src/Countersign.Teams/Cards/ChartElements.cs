using System.Collections.Immutable;
using Countersign.Core.Charts;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;
using NodaTime;

namespace Countersign.Teams.Cards;

/// <summary>A week's charts as Teams draws them, each with the same numbers in words where it can't.</summary>
public static class ChartElements
{
    private const int NameMax = 60;

    // Names in a chart and in its words, and a card has 25 KB for everything.
    private const int MostPeople = 30;

    public static IReadOnlyList<CardElement> Of(WeekCharts week) => [.. week.All.Select(Of)];

    public static CardElement Of(Chart chart)
    {
        if (ChartWords.Nothing(chart) is { } nothing)
            return new TextBlock(nothing) { IsSubtle = true };
        return chart switch
        {
            Chart.DecisionTimes times => Times(times),
            Chart.Loads loads => Loads(loads.AtMost(MostPeople)),
            Chart.Flow flow => Flow(flow),
            _ => throw new InvalidOperationException($"No drawing for {chart.GetType().Name}."),
        };
    }

    // In hours, with the SLA as a bar of its own: this chart of Teams' has no line to hold them against.
    private static GroupedBars Times(Chart.DecisionTimes chart)
    {
        var tiers = chart.Tiers.Where(t => t.Decided > 0).ToList();
        return new GroupedBars(
            $"{ChartWords.Title(chart)}, in hours rounded to a tenth", "hours of the tier's clock",
            [
                Series("half within", ChartColor.CategoricalBlue, t => t.Half),
                Series("nine of ten within", ChartColor.CategoricalLightBlue, t => t.NineOfTen),
                .. tiers.Any(t => t.Allowed is not null) ? [Series("SLA", ChartColor.Neutral, t => t.Allowed)] : Array.Empty<ChartSeries>(),
            ],
            InWords(chart));

        ChartSeries Series(string legend, ChartColor color, Func<TierTimes, Duration?> of) =>
            new(legend, color, [.. tiers.Where(t => of(t) is not null).Select(t => new ChartPoint(ChartWords.Name(t.Tier), Math.Round(of(t)!.Value.TotalHours, 1)))]);
    }

    private static StackedBars Loads(Chart.Loads chart) => new(
        $"{ChartWords.Title(chart)}, in minutes",
        [.. chart.Each.Select(l => new ChartRow(CardText.Plain(ChartWords.Name(l), NameMax), Parts(l)))],
        InWords(chart));

    // Parts of nothing are left out: a bar of no length still has its name in the legend.
    private static List<ChartPart> Parts(PersonLoad load)
    {
        ChartPart[] parts =
        [
            new("reviews", ChartColor.CategoricalBlue, Math.Min(load.Minutes, load.Capacity)),
            new("beyond capacity", ChartColor.Attention, Math.Max(0, load.Minutes - load.Capacity)),
            new("free", ChartColor.Neutral, Math.Max(0, load.Capacity - load.Minutes)),
        ];
        return parts.Any(p => p.Value > 0) ? [.. parts.Where(p => p.Value > 0)] : [parts[0]];
    }

    private static GroupedBars Flow(Chart.Flow chart) => new(
        ChartWords.Title(chart), "rounds",
        [
            new ChartSeries("in", ChartColor.CategoricalBlue, [.. chart.Days.Select(d => new ChartPoint(ChartWords.DayName(d.Day), d.In))]),
            new ChartSeries("out", ChartColor.CategoricalMarigold, [.. chart.Days.Select(d => new ChartPoint(ChartWords.DayName(d.Day), d.Out))]),
        ],
        InWords(chart));

    /// <summary>What a client without charts shows: a row for each row, its cells with their headings.</summary>
    private static Container InWords(Chart chart)
    {
        var table = ChartWords.Table(chart);
        return new Container(
        [
            Blocks.Heading(ChartWords.Title(chart)),
            new FactSet([.. table.Rows.Select(row => new Fact(Blocks.Line(row[0], NameMax), Cells(table.Columns, row)))]),
        ]);
    }

    private static string Cells(ImmutableArray<string> columns, ImmutableArray<string> row) =>
        string.Join(", ", row.Skip(1).Select((cell, i) => $"{Within(columns[i + 1])} {cell}"));

    // A heading within a sentence; SLA stays as it is.
    private static string Within(string heading) => char.IsUpper(heading[1]) ? heading : char.ToLowerInvariant(heading[0]) + heading[1..];
}
