using Countersign.Core.Charts;
using Countersign.Core.Policy;
using Countersign.Core.Words;

namespace Countersign.Core.Digest;

/// <summary>A digest's numbers as charts: for the picture, for a platform that draws its own, and for the dashboard.</summary>
public static class DigestCharts
{
    /// <returns>Null for a quiet week: one line says it all.</returns>
    public static WeekCharts? Of(WeeklyDigest digest, PolicyBook book) => digest.IsQuiet ? null : new WeekCharts(
        DigestWords.Name(digest), DigestWords.When(digest), digest.Zone.Id,
        new Chart.DecisionTimes([.. digest.Figures.Times.Select(t => new Charts.TierTimes(t.Tier, t.ToDecision.Count, t.ToDecision.Half, t.ToDecision.NineOfTen, t.Allowed))]),
        new Chart.Loads([.. digest.Loads.Rows.Select(l => new PersonLoad(NameOf(l, book), l.People, l.Minutes, l.Capacity))]),
        new Chart.Flow([.. digest.Figures.Days.Select(d => new DayCounts(d.Day, d.In, d.Out))]));

    private static string? NameOf(Load load, PolicyBook book) => load.Person is { } person ? book.Roster.NameOf(person)
        : load.Idle ? DigestWords.Nameless(load)
        : null;
}
