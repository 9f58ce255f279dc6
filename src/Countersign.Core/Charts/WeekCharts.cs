namespace Countersign.Core.Charts;

/// <summary>A team's week in three charts.</summary>
/// <param name="Title">Whose week, and which: "Payments, 16–22 November".</param>
/// <param name="Zone">The time zone of the days, which a picture has to name: a reader's own may be another.</param>
public sealed record WeekCharts(string Title, string Zone, Chart.DecisionTimes Times, Chart.Loads Loads, Chart.Flow Flow)
{
    /// <summary>In the order in which they are read.</summary>
    public IEnumerable<Chart> All => [Times, Loads, Flow];
}
