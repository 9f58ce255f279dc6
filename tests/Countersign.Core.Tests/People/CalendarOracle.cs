using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Tests.People;

/// <summary>A calendar, minute by minute: which minutes of some days are open. Slow and plain.</summary>
internal sealed class CalendarOracle
{
    private readonly List<Instant> _open = [];

    public CalendarOracle(Calendar calendar, Instant from, int days)
    {
        for (var at = from; at < from + Duration.FromDays(days); at += Duration.FromMinutes(1))
            if (IsOpen(calendar, at))
                _open.Add(at);
    }

    public bool IsOpen(Instant at) => _open.BinarySearch(at) >= 0;

    public Instant? NextOpen(Instant from)
    {
        var i = _open.BinarySearch(from);
        i = i < 0 ? ~i : i;
        return i < _open.Count ? _open[i] : null;
    }

    /// <summary>The end of the n-th open minute from then on.</summary>
    public Instant? Advance(Instant from, int minutes)
    {
        var i = _open.BinarySearch(from);
        i = (i < 0 ? ~i : i) + minutes - 1;
        return i < _open.Count ? _open[i] + Duration.FromMinutes(1) : null;
    }

    private static bool IsOpen(Calendar c, Instant at)
    {
        if (c.Absences.Any(a => a.Start <= at && at < a.End))
            return false;
        var today = at.InZone(c.Zone).Date;
        foreach (var day in (LocalDate[])[today.PlusDays(-1), today, today.PlusDays(1)])
        {
            if (!Works(c.Hours.Days, day.DayOfWeek) || c.Zone.AtLeniently(day.At(LocalTime.Noon)).Date != day)
                continue;
            // Where daylight saving skips or doubles an end of the shift, it is resolved leniently; that is the documented rule.
            if (c.Zone.AtLeniently(day + c.Hours.From).ToInstant() <= at && at < c.Zone.AtLeniently(day + c.Hours.To).ToInstant())
                return true;
        }

        return false;
    }

    private static bool Works(WeekDays days, IsoDayOfWeek day) => days.ToString() == "Weekdays"
        ? day < IsoDayOfWeek.Saturday
        : days.ToString().Replace("Weekdays", "Monday, Tuesday, Wednesday, Thursday, Friday").Contains(day.ToString());

    public static ImmutableArray<Interval> Absences(Random random, Instant from, int days)
    {
        var absences = new List<Interval>();
        for (var i = random.Next(5); i > 0; i--)
        {
            var start = from + Duration.FromMinutes(random.Next(days * 1440));
            var end = start + Duration.FromMinutes(random.Next(3) * random.Next(2000) + random.Next(300));
            absences.Add(new Interval(start, end));
            switch (random.Next(3))
            {
                case 0: absences.Add(new Interval(end, end + Duration.FromMinutes(90))); break;
                case 1: absences.Add(new Interval(start, start + (end - start) / 2)); break;
            }
        }

        return [.. absences];
    }
}
