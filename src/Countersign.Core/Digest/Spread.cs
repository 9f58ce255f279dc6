using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>
/// How long it took, by nearest rank: the time within which half of them, and nine of ten, were done, each a time that really was taken. Of four
/// the half is the second, nine of ten the fourth.
/// </summary>
/// <param name="Half">Of SLA time; null when there is none.</param>
/// <param name="NineOfTen">Of SLA time; null when there is none.</param>
public sealed record Spread(int Count, Duration? Half, Duration? NineOfTen)
{
    public static Spread Of(IEnumerable<Duration> times)
    {
        // Numbers are sorted many times as fast as durations.
        var sorted = times.Select(t => t.ToInt64Nanoseconds()).ToArray();
        Array.Sort(sorted);
        return new Spread(sorted.Length, At(sorted, 50), At(sorted, 90));
    }

    private static Duration? At(long[] sorted, int percent) =>
        sorted.Length == 0 ? null : Duration.FromNanoseconds(sorted[((sorted.Length * percent) + 99) / 100 - 1]);
}
