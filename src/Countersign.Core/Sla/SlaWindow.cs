using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>The time within which a decision is due, and the clock that counts it.</summary>
/// <param name="Due">When it is due.</param>
/// <param name="Length">The whole of it, on its clock.</param>
/// <param name="Clock">The hours that count; null counts every hour.</param>
public sealed record SlaWindow(Instant Due, Duration Length, FreeTime? Clock = null)
{
    /// <summary>How much of the clock passes from one instant to a later one, as a share of the whole; negative when it is earlier.</summary>
    public double Share(Instant from, Instant to) =>
        (to < from ? -Passed(to, from) : Passed(from, to)) / Math.Max(1, Length.TotalMinutes);

    /// <summary>
    /// The same for ranking people: while the clock stands still, the hours until it runs again count as well. Somebody who can decide
    /// tonight is sooner than somebody who can tomorrow, though both are in time.
    /// </summary>
    public double Wait(Instant from, Instant to)
    {
        if (Clock is null || to <= from || Clock.IsFree(from))
            return Share(from, to);
        var runs = Instant.Min(Clock.NextFree(from) ?? to, to);
        return ((runs - from).TotalMinutes + Passed(runs, to)) / Math.Max(1, Length.TotalMinutes);
    }

    /// <summary>When so much of the clock has passed since <paramref name="from"/>; null when that lies beyond what it was prepared for.</summary>
    public Instant? After(Instant from, Duration passed) => Clock is null ? from + passed : Clock.Advance(from, passed);

    private double Passed(Instant from, Instant to) => (Clock is null ? to - from : Clock.Between(from, to)).TotalMinutes;
}
