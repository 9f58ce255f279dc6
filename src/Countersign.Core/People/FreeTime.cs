using NodaTime;

namespace Countersign.Core.People;

/// <summary>
/// One person's free working time between two instants, prepared once so that asking costs a binary search: sorted, disjoint
/// intervals with running sums. Immutable and safe to share between threads. Counted in ticks of 100 ns, as the system's own clock
/// is; what is finer is dropped. Nothing is known outside the horizon, so nothing is free there.
/// </summary>
public sealed class FreeTime
{
    private readonly long[] _starts;

    // _before[i] is the free time ahead of interval i. One longer than _starts: the last is the sum, and each interval's length is a difference.
    private readonly long[] _before;

    private FreeTime(Instant from, Instant until, List<(long Start, long End)> free)
    {
        (From, Until) = (from, until);
        (_starts, _before) = (new long[free.Count], new long[free.Count + 1]);
        for (var i = 0; i < free.Count; i++)
        {
            _starts[i] = free[i].Start;
            _before[i + 1] = _before[i] + (free[i].End - free[i].Start);
        }
    }

    public Instant From { get; }

    public Instant Until { get; }

    /// <exception cref="ArgumentOutOfRangeException"><paramref name="until"/> is before <paramref name="from"/>.</exception>
    public static FreeTime Of(Calendar calendar, Instant from, Instant until) => Of(calendar.Free(from, until), from, until);

    /// <param name="free">In any order; what overlaps or touches is merged, what lies outside the horizon is cut off.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="until"/> is before <paramref name="from"/>.</exception>
    public static FreeTime Of(IEnumerable<Interval> free, Instant from, Instant until)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(until, from);
        var (first, last) = (from.ToUnixTimeTicks(), until.ToUnixTimeTicks());
        var within = new List<(long Start, long End)>();
        foreach (var interval in free)
        {
            var start = interval.HasStart ? Math.Max(first, interval.Start.ToUnixTimeTicks()) : first;
            var end = interval.HasEnd ? Math.Min(last, interval.End.ToUnixTimeTicks()) : last;
            if (start < end)
                within.Add((start, end));
        }

        within.Sort();
        return new FreeTime(from, until, Merged(within));
    }

    /// <summary>The same time less these stretches of it, which are in order and apart.</summary>
    public FreeTime Without(IReadOnlyList<Interval> taken)
    {
        var left = new List<(long Start, long End)>(_starts.Length + taken.Count);
        for (var (i, t) = (0, 0); i < _starts.Length; i++)
        {
            var (at, end) = (_starts[i], End(i));
            for (; t < taken.Count && taken[t].Start.ToUnixTimeTicks() < end; t++)
            {
                if (at < taken[t].Start.ToUnixTimeTicks())
                    left.Add((at, taken[t].Start.ToUnixTimeTicks()));
                at = Math.Max(at, taken[t].End.ToUnixTimeTicks());
                // It may reach into the next interval as well.
                if (at >= end)
                    break;
            }

            if (at < end)
                left.Add((at, end));
        }

        return new FreeTime(From, Until, left);
    }

    public bool IsFree(Instant at)
    {
        var ticks = at.ToUnixTimeTicks();
        var i = Last(_starts, ticks);
        return i >= 0 && ticks < End(i);
    }

    /// <summary>The first free instant at or after <paramref name="from"/>; null when none comes within the horizon.</summary>
    public Instant? NextFree(Instant from)
    {
        var ticks = from.ToUnixTimeTicks();
        var i = Last(_starts, ticks);
        if (i >= 0 && ticks < End(i))
            return from;
        return i + 1 < _starts.Length ? Instant.FromUnixTimeTicks(_starts[i + 1]) : null;
    }

    /// <summary>
    /// The instant when <paramref name="work"/> of free time has passed from <paramref name="from"/>: the end of a free interval, not
    /// the start of the next, when it fits exactly. No work at all is done at <see cref="NextFree"/>.
    /// </summary>
    /// <returns>Null when it does not fit within the horizon.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="work"/> is negative.</exception>
    public Instant? Advance(Instant from, Duration work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(work, Duration.Zero);
        if (work > Duration.FromTicks(_before[^1]))
            return null;
        var ticks = work.BclCompatibleTicks;
        if (ticks == 0)
            return NextFree(from);
        var done = Passed(from.ToUnixTimeTicks()) + ticks;
        if (done > _before[^1])
            return null;
        // The last interval that begins before the work is done; one less, because an interval's own start does not end the one before.
        var i = Last(_before, done - 1);
        return Instant.FromUnixTimeTicks(_starts[i] + (done - _before[i]));
    }

    /// <summary>Free time in [start, end); none when <paramref name="end"/> is not after <paramref name="start"/>.</summary>
    public Duration Between(Instant start, Instant end) => end <= start
        ? Duration.Zero
        : Duration.FromTicks(Passed(end.ToUnixTimeTicks()) - Passed(start.ToUnixTimeTicks()));

    private static List<(long Start, long End)> Merged(List<(long Start, long End)> sorted)
    {
        var merged = new List<(long Start, long End)>(sorted.Count);
        foreach (var next in sorted)
            if (merged.Count > 0 && next.Start <= merged[^1].End)
                merged[^1] = (merged[^1].Start, Math.Max(merged[^1].End, next.End));
            else
                merged.Add(next);
        return merged;
    }

    private long End(int i) => _starts[i] + (_before[i + 1] - _before[i]);

    // Free time from the beginning of the horizon until then.
    private long Passed(long ticks)
    {
        var i = Last(_starts, ticks);
        return i < 0 ? 0 : Math.Min(_before[i] + (ticks - _starts[i]), _before[i + 1]);
    }

    // The index of the last value that is at most this; -1 when all are greater.
    private static int Last(long[] values, long at)
    {
        var (low, high) = (0, values.Length);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            if (values[middle] <= at)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
