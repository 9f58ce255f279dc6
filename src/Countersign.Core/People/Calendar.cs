using System.Collections.Immutable;
using NodaTime;

namespace Countersign.Core.People;

/// <summary>
/// When one person can be asked: their working hours in their zone, less their absences. Local times that daylight saving
/// skips or doubles are resolved leniently (NodaTime's <c>AtLeniently</c>), so that a day is never lost.
/// </summary>
public sealed record Calendar(DateTimeZone Zone, WorkingHours Hours, ImmutableArray<Interval> Absences)
{
    // A year without a single working hour means nobody to wait for.
    private const int HorizonDays = 400;

    public bool IsOpen(Instant at) => NextOpen(at) == at;

    /// <summary>The absence that covers <paramref name="at"/>, the one that ends last when several do.</summary>
    public Interval? AbsenceAt(Instant at)
    {
        Interval? found = null;
        foreach (var absence in Absences)
            if (absence.Contains(at) && (found is null || absence.End > found.Value.End))
                found = absence;
        return found;
    }

    /// <summary>The first instant at or after <paramref name="from"/> when this person works; null when none comes within 400 days.</summary>
    public Instant? NextOpen(Instant from)
    {
        foreach (var shift in Shifts(from))
        {
            var at = Instant.Max(shift.Start, from);
            while (AbsenceAt(at) is { } away)
                at = away.End;
            if (at < shift.End)
                return at;
        }

        return null;
    }

    /// <summary>The instant when <paramref name="work"/> of this person's working time has passed from <paramref name="from"/>.</summary>
    /// <returns>Null when it does not fit within 400 days.</returns>
    public Instant? Advance(Instant from, Duration work)
    {
        var left = work;
        foreach (var shift in Shifts(from))
        {
            var at = Instant.Max(shift.Start, from);
            while (at < shift.End)
            {
                if (AbsenceAt(at) is { } away)
                {
                    at = away.End;
                    continue;
                }

                var until = NextAbsenceStart(at, shift.End);
                if (until - at >= left)
                    return at + left;
                left -= until - at;
                at = until;
            }
        }

        return null;
    }

    /// <summary>The working time of this person in [from, until), in order, absences taken out; at most 400 days of it.</summary>
    public IEnumerable<Interval> Free(Instant from, Instant until)
    {
        foreach (var shift in Shifts(from))
        {
            if (shift.Start >= until)
                yield break;
            var end = Instant.Min(shift.End, until);
            for (var at = Instant.Max(shift.Start, from); at < end;)
            {
                if (AbsenceAt(at) is { } away)
                {
                    at = away.End;
                    continue;
                }

                var piece = new Interval(at, NextAbsenceStart(at, end));
                yield return piece;
                at = piece.End;
            }
        }
    }

    private Instant NextAbsenceStart(Instant at, Instant end)
    {
        foreach (var absence in Absences)
            if (absence.Start > at && absence.Start < end)
                end = absence.Start;
        return end;
    }

    // Begins a day early: a shift that began "yesterday" in UTC terms may still run.
    private IEnumerable<Interval> Shifts(Instant from)
    {
        var day = from.InZone(Zone).Date.PlusDays(-1);
        for (var i = 0; i < HorizonDays; i++, day = day.PlusDays(1))
        {
            if (!Hours.WorksOn(day.DayOfWeek))
                continue;
            var start = Zone.AtLeniently(day + Hours.From).ToInstant();
            var end = Zone.AtLeniently(day + Hours.To).ToInstant();
            // A zone that skipped the whole day (Apia, 30 December 2011) would double the day after.
            var skipped = start.InZone(Zone).Date != day;
            if (end > from && end > start && !skipped)
                yield return new Interval(start, end);
        }
    }
}
