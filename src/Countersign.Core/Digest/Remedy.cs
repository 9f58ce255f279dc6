using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>One change, and what it would have saved of the week's time had everything else been as it was.</summary>
/// <param name="Saved">SLA time.</param>
public abstract record Remedy(Duration Saved)
{
    private static readonly Duration Least = Duration.FromMinutes(15);

    /// <summary>Somebody had always been free to be asked for a service.</summary>
    /// <param name="Rounds">That waited for anybody.</param>
    public sealed record SomebodyFor(ServiceId Service, int Rounds, Duration Saved) : Remedy(Saved);

    /// <summary>Every first sign had come within its time.</summary>
    /// <param name="Late">Rounds whose time was over in the week, decided since or not.</param>
    /// <param name="InTime">Of these, those that would have been in time.</param>
    public sealed record AnswersInTime(int Late, int InTime, Duration Saved) : Remedy(Saved);

    /// <summary>No change of a service had been given back to its author.</summary>
    /// <param name="Rounds">That were their authors' turn.</param>
    public sealed record NothingGivenBack(ServiceId Service, int Rounds, Duration Saved) : Remedy(Saved);

    /// <returns>The one that saves most, of several alike the first of the list above; null when none saves enough to speak of.</returns>
    internal static Remedy? Best(IReadOnlyCollection<StageTimes> times, IReadOnlyCollection<RoundTimes> rounds, Interval within)
    {
        Remedy?[] tried = [Staffed(times), Answered(times, rounds, within), Kept(times)];
        return tried.OfType<Remedy>().Where(r => r.Saved >= Least).MaxBy(r => r.Saved);
    }

    private static SomebodyFor? Staffed(IEnumerable<StageTimes> times) => Worst(times, t => t.Anybody) is { } w
        ? new SomebodyFor(w.Service, w.Rounds, w.Saved) : null;

    private static NothingGivenBack? Kept(IEnumerable<StageTimes> times) => Worst(times, t => t.Author) is { } w
        ? new NothingGivenBack(w.Service, w.Rounds, w.Saved) : null;

    private static (ServiceId Service, int Rounds, Duration Saved)? Worst(IEnumerable<StageTimes> times, Func<StageTimes, Duration> of)
    {
        var worst = times.Where(t => of(t) > Duration.Zero).GroupBy(t => t.Round.Facts.Service)
            .OrderByDescending(g => Bottleneck.Sum(g, of)).ThenBy(g => g.Key.Value, StringComparer.Ordinal).FirstOrDefault();
        return worst is null ? null : (worst.Key, worst.Count(), Bottleneck.Sum(worst, of));
    }

    private static AnswersInTime? Answered(IReadOnlyCollection<StageTimes> times, IReadOnlyCollection<RoundTimes> rounds, Interval within)
    {
        // What passed before the week is no part of it.
        var saved = Bottleneck.Sum(times, t => Duration.Min(t.FirstResponse, t.Round.BeyondFirstResponse(within.End)));
        if (saved <= Duration.Zero)
            return null;
        var late = rounds.Where(r => r.BrokenAt is { } at && within.Contains(at)).ToList();
        return new AnswersInTime(late.Count, late.Count(r => r.WouldBeInTime), saved);
    }
}
