using System.Collections.Immutable;
using NodaTime;

namespace Countersign.Core.Tests.People;

/// <summary>Which minutes of some days are open, and what follows from that by counting them. Slow and plain.</summary>
internal sealed class CalendarOracle
{
    private readonly Instant _from;
    private readonly ImmutableArray<bool> _open;

    // How many open minutes come before each.
    private readonly int[] _before;

    /// <param name="open">Of each minute from <paramref name="from"/> on.</param>
    public CalendarOracle(Instant from, ImmutableArray<bool> open)
    {
        (_from, _open, _before) = (from, open, new int[open.Length + 1]);
        for (var minute = 0; minute < open.Length; minute++)
            _before[minute + 1] = _before[minute] + (open[minute] ? 1 : 0);
    }

    public bool IsOpen(int minute) => _open[minute];

    public Instant? NextOpen(int minute)
    {
        while (minute < _open.Length && !_open[minute])
            minute++;
        return minute < _open.Length ? At(minute) : null;
    }

    /// <summary>The end of the n-th open minute from then on.</summary>
    public Instant? Advance(int minute, int work)
    {
        if (work == 0)
            return NextOpen(minute);
        for (; minute < _open.Length; minute++)
            if (_open[minute] && --work == 0)
                return At(minute + 1);
        return null;
    }

    public Duration Between(int start, int end) => Duration.FromMinutes(Math.Max(0, _before[end] - _before[start]));

    /// <summary>What the wall clock of a zone shows in each minute.</summary>
    public static ImmutableArray<LocalDateTime> Clock(DateTimeZone zone, Instant from, int days) =>
        [.. Enumerable.Range(0, days * 1440).Select(minute => (from + Duration.FromMinutes(minute)).InZone(zone).LocalDateTime)];

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

    private Instant At(int minute) => _from + Duration.FromMinutes(minute);
}
