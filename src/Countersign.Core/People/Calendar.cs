using System.Collections.Immutable;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>
/// When one person can be asked: their working hours in their zone, less public holidays, absences and busy times. A minute is worked when
/// the clock on their wall shows a time within a shift: an hour that daylight saving skips is not there, and one that comes twice is worked
/// twice.
/// </summary>
public sealed record Calendar(DateTimeZone Zone, WorkingHours Hours, ImmutableArray<Interval> Absences)
{
    // A year without a single working hour means nobody to wait for.
    private static readonly Duration Horizon = Duration.FromDays(400);

    public HolidayList Holidays { get; init; } = HolidayList.None;

    /// <summary>Meetings, do not disturb: where they are known. Not free, and no absence: whoever is busy is at work.</summary>
    public ImmutableArray<Interval> Busy { get; init; } = [];

    public bool IsOpen(Instant at) => Free(at, at + Duration.Epsilon).Any();

    /// <summary>The absence that covers <paramref name="at"/>, the one that ends last when several do.</summary>
    public Interval? AbsenceAt(Instant at) => LastAt(Absences, at);

    /// <summary>The busy time that covers <paramref name="at"/>, the one that ends last when several do.</summary>
    public Interval? BusyAt(Instant at) => LastAt(Busy, at);

    /// <summary>The first instant at or after <paramref name="from"/> when this person works; null when none comes within 400 days.</summary>
    public Instant? NextOpen(Instant from)
    {
        foreach (var free in Free(from, from + Horizon))
            return free.Start;
        return null;
    }

    /// <summary>The instant when <paramref name="work"/> of this person's working time has passed from <paramref name="from"/>.</summary>
    /// <returns>Null when it does not fit within 400 days.</returns>
    public Instant? Advance(Instant from, Duration work)
    {
        foreach (var free in Free(from, from + Horizon))
        {
            if (free.Duration >= work)
                return free.Start + work;
            work -= free.Duration;
        }

        return null;
    }

    /// <summary>The working time of this person in [from, until) with holidays, absences and busy times taken out: in order, apart or touching.</summary>
    public IEnumerable<Interval> Free(Instant from, Instant until)
    {
        var taken = Taken(from, until);
        var next = 0;
        foreach (var worked in Worked(from, until))
        {
            var at = worked.Start;
            for (; next < taken.Count && taken[next].Start < worked.End; next++)
            {
                if (taken[next].Start > at)
                    yield return new Interval(at, taken[next].Start);
                at = Instant.Max(at, taken[next].End);
                // It may reach into the next stretch of work as well.
                if (at >= worked.End)
                    break;
            }

            if (at < worked.End)
                yield return new Interval(at, worked.End);
        }
    }

    private static Interval? LastAt(ImmutableArray<Interval> intervals, Instant at)
    {
        Interval? found = null;
        foreach (var interval in intervals)
            if (interval.Contains(at) && (found is null || Until(interval) > Until(found.Value)))
                found = interval;
        return found;
    }

    private static Instant Until(Interval interval) => interval.HasEnd ? interval.End : Instant.MaxValue;

    // In order of their starts; they may overlap.
    private List<(Instant Start, Instant End)> Taken(Instant from, Instant until)
    {
        var taken = new List<(Instant Start, Instant End)>();
        foreach (var intervals in (ReadOnlySpan<ImmutableArray<Interval>>)[Absences, Busy])
            foreach (var interval in intervals)
                if (Until(interval) > from && (!interval.HasStart || interval.Start < until))
                    taken.Add((interval.HasStart ? interval.Start : from, Until(interval)));
        taken.Sort();
        return taken;
    }

    // Between two changes of the zone's clock, local time is the instant and a constant.
    private IEnumerable<Interval> Worked(Instant from, Instant until)
    {
        foreach (var steady in Zone.GetZoneIntervals(from, until))
        {
            var start = steady.HasStart ? Instant.Max(steady.Start, from) : from;
            var end = steady.HasEnd ? Instant.Min(steady.End, until) : until;
            var last = end.WithOffset(steady.WallOffset).Date;
            for (var day = start.WithOffset(steady.WallOffset).Date; day <= last; day = day.PlusDays(1))
                foreach (var shift in Holidays.Contains(day) ? [] : Hours.Shifts)
                    if (shift.WorksOn(day.DayOfWeek) && Within(shift, day, steady.WallOffset, start, end) is { } worked)
                        yield return worked;
        }
    }

    private static Interval? Within(Shift shift, LocalDate day, Offset offset, Instant from, Instant until)
    {
        var start = Instant.Max(shift.StartOn(day).WithOffset(offset).ToInstant(), from);
        var end = Instant.Min(shift.EndOn(day).WithOffset(offset).ToInstant(), until);
        return start < end ? new Interval(start, end) : null;
    }
}
