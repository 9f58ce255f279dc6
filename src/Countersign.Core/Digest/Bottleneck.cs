using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>What a round waits for.</summary>
public enum Stage
{
    /// <summary>Nobody can be asked.</summary>
    Anybody,

    /// <summary>Somebody is asked, and no reviewer gave a sign yet.</summary>
    FirstResponse,

    /// <summary>From the first sign to the decision.</summary>
    Review,

    /// <summary>Changes are requested.</summary>
    Author,
}

/// <summary>
/// Where most of the week's time went, and the one change that would have saved most of it. Counted from the week's rounds on their own clocks,
/// so that both are so by construction. Time is what passed within the week, of rounds from before and after it too.
/// </summary>
/// <param name="Stage">Where the most went; of several alike the earliest.</param>
/// <param name="There">SLA time that went there.</param>
/// <param name="All">SLA time that went anywhere.</param>
/// <param name="Remedy">Null when none would have saved a quarter of an hour.</param>
public sealed record Bottleneck(Stage Stage, Duration There, Duration All, Remedy? Remedy)
{
    // Less is chance.
    private const int LeastRounds = 3;
    private static readonly Duration LeastTime = Duration.FromHours(1);

    /// <returns>Null when so few rounds, or so little time, say nothing.</returns>
    internal static Bottleneck? Of(IReadOnlyCollection<RoundTimes> rounds, Interval within)
    {
        var times = rounds.Select(r => StageTimes.Of(r, within)).Where(t => t.All > Duration.Zero).ToList();
        var all = Sum(times, t => t.All);
        if (times.Count < LeastRounds || all < LeastTime)
            return null;
        var (stage, there) = Enum.GetValues<Stage>().Select(s => (Stage: s, There: Sum(times, t => t.At(s)))).MaxBy(s => s.There);
        return new Bottleneck(stage, there, all, Remedy.Best(times, rounds, within));
    }

    internal static Duration Sum<T>(IEnumerable<T> all, Func<T, Duration> of) => all.Aggregate(Duration.Zero, (sum, one) => sum + of(one));
}

/// <summary>How long a round waited for what, within a time.</summary>
internal sealed record StageTimes(RoundTimes Round, Duration Anybody, Duration FirstResponse, Duration Review, Duration Author)
{
    public Duration All => Anybody + FirstResponse + Review + Author;

    public static StageTimes Of(RoundTimes round, Interval within)
    {
        var unanswered = round.Unanswered(within);
        return new StageTimes(
            round, round.Of(Changes.Turn.Nobody, within), unanswered, round.Of(Changes.Turn.Reviewers, within) - unanswered, round.Of(Changes.Turn.Author, within));
    }

    public Duration At(Stage stage) => stage switch
    {
        Stage.Anybody => Anybody,
        Stage.FirstResponse => FirstResponse,
        Stage.Review => Review,
        _ => Author,
    };
}
