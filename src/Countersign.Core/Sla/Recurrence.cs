using System.Collections.Immutable;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>What comes again and again at a time of the day.</summary>
public enum RecurringTask
{
    /// <summary>What nobody needs any more is removed.</summary>
    CleanUp,

    /// <summary>A copy of the record is made, where the settings name a folder.</summary>
    Backup,

    /// <summary>The operators hear of requests that are open though the last step of their ladder is taken.</summary>
    StillOpen,
}

/// <summary>
/// When it comes, by the clock on the wall. An hour that daylight saving skips is made up for as much later as the clock was put ahead; of
/// an hour that comes twice only the first counts.
/// </summary>
/// <param name="MostLate">An occurrence that passed while the process was down is made up for once, unless so much has passed since.</param>
public sealed record Recurrence(RecurringTask Task, LocalTime At, ImmutableArray<IsoDayOfWeek> Days, Duration MostLate)
{
    private static readonly ImmutableArray<IsoDayOfWeek> Daily = [.. Enumerable.Range(1, 7).Select(day => (IsoDayOfWeek)day)];
    private static readonly ImmutableArray<IsoDayOfWeek> Weekdays = [.. Daily.Take(5)];

    /// <summary>
    /// Everything that recurs, in the zone of the policy's first operator. (Who is on in a rotation changes by the rotation's own times and
    /// zone: those are rows too, and a hand-over that was missed is told once, late, as it stands then. Digests come by each team's time and zone: <see cref="DigestRules"/>.)
    /// </summary>
    public static ImmutableArray<Recurrence> All { get; } =
    [
        // A night left out is made up for by the next one.
        new(RecurringTask.CleanUp, new LocalTime(3, 10), Daily, Duration.FromHours(6)),
        // A copy is worth having whenever it is made.
        new(RecurringTask.Backup, new LocalTime(2, 30), Daily, Duration.FromDays(365)),
        // Later than the working day nobody reads it.
        new(RecurringTask.StillOpen, new LocalTime(9, 0), Weekdays, Duration.FromHours(8)),
    ];

    public static Recurrence Of(RecurringTask task) => All.Single(r => r.Task == task);

    /// <summary>The first occurrence after an instant.</summary>
    public Instant NextAfter(Instant after, DateTimeZone zone)
    {
        // From the day before: an occurrence that a zone skips may have come after that day.
        for (var day = after.InZone(zone).Date.PlusDays(-1); ; day = day.PlusDays(1))
            if (Days.Contains(day.DayOfWeek) && (day + At).InZoneLeniently(zone).ToInstant() is var at && at > after)
                return at;
    }

    /// <summary>The last occurrence up to an instant.</summary>
    public Instant LastUpTo(Instant until, DateTimeZone zone)
    {
        for (var day = until.InZone(zone).Date.PlusDays(1); ; day = day.PlusDays(-1))
            if (Days.Contains(day.DayOfWeek) && (day + At).InZoneLeniently(zone).ToInstant() is var at && at <= until)
                return at;
    }

    /// <summary>Whether what was missed is still to be made up for: of several occurrences the last counts.</summary>
    public bool IsWorth(Instant due, Instant now, DateTimeZone zone) => now - Instant.Max(due, LastUpTo(now, zone)) <= MostLate;
}
