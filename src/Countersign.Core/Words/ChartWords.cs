using System.Collections.Immutable;
using System.Globalization;
using Countersign.Core.Charts;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Words;

/// <summary>Charts in words: their headings, their numbers as rows, and what a screen reader says of them. All plain text.</summary>
public static class ChartWords
{
    public static string Title(Chart chart) => chart switch
    {
        Chart.DecisionTimes => "Time to decision against the SLA",
        Chart.Loads => "Review time given, against capacity",
        _ => "In and out by day",
    };

    /// <summary>Stands in place of a chart that has nothing to show; null when it has.</summary>
    public static string? Nothing(Chart chart) => chart switch
    {
        Chart.DecisionTimes times when times.Tiers.All(t => t.Decided == 0) => "Nothing was decided this week.",
        Chart.Loads loads when loads.Each.IsEmpty => "Nobody reviews for this team.",
        Chart.Flow flow when flow.Days.All(d => d.In + d.Out == 0) => "Nothing came in and nothing went out.",
        _ => null,
    };

    public static ChartTable Table(Chart chart) => chart switch
    {
        Chart.DecisionTimes times => new ChartTable(
            ["Tier", "Decided", "Half within", "Nine of ten within", "SLA"],
            [.. times.Tiers.Select(t => ImmutableArray.Create(Name(t.Tier), Count(t.Decided), Time(t.Half), Time(t.NineOfTen), Time(t.Allowed)))]),
        Chart.Loads loads => new ChartTable(
            ["Reviewer", "Reviews", "Capacity", "Share"],
            [.. loads.Each.Select(l => ImmutableArray.Create(Name(l), Hours.Of(l.Minutes), Hours.Of(l.Capacity), Share(l) ?? "–"))]),
        Chart.Flow flow => new ChartTable(
            ["Day", "In", "Out"], [.. flow.Days.Select(d => ImmutableArray.Create(DayName(d.Day), Count(d.In), Count(d.Out)))]),
        _ => throw new InvalidOperationException($"No table for {chart.GetType().Name}."),
    };

    public static string Name(Tier tier)
    {
        var word = tier.Word();
        return char.ToUpperInvariant(word[0]) + word[1..];
    }

    public static string Name(PersonLoad load) => load.Name is { } name ? CleanText.Line(name)
        : load.People == 1 ? "1 person, not named"
        : $"{Count(load.People)} people, not named";

    /// <summary>"2 h 30 min of 5 h".</summary>
    public static string Load(PersonLoad load) => load.Capacity == 0
        ? $"{Hours.Of(load.Minutes)}, no time declared"
        : $"{Hours.Of(load.Minutes)} of {Hours.Of(load.Capacity)}";

    public static string Weekday(LocalDate day) => day.DayOfWeek.ToString()[..3];

    public static string DayName(LocalDate day) => $"{Weekday(day)} {Count(day.Day)}";

    public static string Time(Duration? time) => time is { } known ? Hours.Of(known) : "–";

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    internal static string? Share(PersonLoad load) =>
        load.Capacity == 0 ? null : $"{Count((long)Math.Round(100.0 * load.Minutes / load.Capacity))}%";
}
