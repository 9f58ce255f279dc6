namespace Countersign.Core.Charts;

/// <summary>A team's week in three charts.</summary>
/// <param name="Title">Whose week: "Payments".</param>
/// <param name="When">Which: "week 2026-W47, Mon 16 Nov to Sun 22 Nov".</param>
/// <param name="Zone">The time zone of the days, which a picture has to name: a reader's own may be another.</param>
public sealed record WeekCharts(string Title, string When, string Zone, Chart.DecisionTimes Times, Chart.Loads Loads, Chart.Flow Flow)
{
    /// <summary>In the order in which they are read.</summary>
    public IEnumerable<Chart> All => [Times, Loads, Flow];
}
