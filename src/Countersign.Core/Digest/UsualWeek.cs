using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>
/// The mean of the weeks before, four at most. A week before the first request of the record is none: nothing was there to count. Of times the
/// mean is over the weeks that had any.
/// </summary>
/// <param name="Weeks">How many weeks it is the mean of, from 1 to 4.</param>
public sealed record UsualWeek(
    int Weeks, double Requests, double Decisions, double Broken, double Escalations, double HandOvers,
    Duration? FirstResponseHalf, Duration? FirstResponseNineOfTen, Duration? DecisionHalf, Duration? DecisionNineOfTen)
{
    public const int MostWeeks = 4;

    /// <summary>Which weeks those are, the earliest first.</summary>
    /// <param name="first">When the record's first request was submitted; null when there is none.</param>
    public static IEnumerable<DigestWeek> WeeksBefore(DigestWeek week, DateTimeZone zone, Instant? first) =>
        Enumerable.Range(-MostWeeks, MostWeeks).Select(week.Plus).Where(w => first < w.Span(zone).End);

    /// <returns>Null when there is no week before.</returns>
    public static UsualWeek? Of(IReadOnlyCollection<WeekFigures> before) => before.Count == 0 ? null : new UsualWeek(
        before.Count,
        before.Average(w => w.Requests), before.Average(w => w.Decisions), before.Average(w => w.Broken),
        before.Average(w => w.Escalations), before.Average(w => w.HandOvers),
        Mean(before.Select(w => w.FirstResponse.Half)), Mean(before.Select(w => w.FirstResponse.NineOfTen)),
        Mean(before.Select(w => w.ToDecision.Half)), Mean(before.Select(w => w.ToDecision.NineOfTen)));

    private static Duration? Mean(IEnumerable<Duration?> times)
    {
        var known = times.OfType<Duration>().ToList();
        return known.Count == 0 ? null : Duration.FromTicks(known.Sum(t => t.BclCompatibleTicks) / known.Count);
    }
}
