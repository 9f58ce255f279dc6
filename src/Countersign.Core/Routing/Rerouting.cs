using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>When a review that nobody has begun is looked at again. Source: routing.md, "Timers".</summary>
/// <param name="RemindAt">Their free time without a sign, at which they hear a reminder; the end of time when they never work.</param>
/// <param name="MoveAt">The same, at which it goes to somebody else if that gains.</param>
public sealed record RoutingTimers(Instant RemindAt, Instant MoveAt);

/// <summary>
/// When to look again at a review that waits with somebody, and whether giving it to somebody else pays. Pure. Source: routing.md,
/// "Timers"; the figures that differ from it, and what the simulator showed for them: docs/adr/0020.
/// </summary>
public static class Rerouting
{
    /// <summary>How often a seat goes to somebody else in a round for want of a sign.</summary>
    public const int MostMoves = 4;

    /// <summary>How often a round's reviews are moved because they would be late.</summary>
    public const int MostRescues = 3;

    /// <summary>Somebody who gave no sign in the time until a move is expected this much later than their queue says.</summary>
    public static readonly Duration Silence = Duration.FromMinutes(60);

    /// <summary>A review is offered to somebody with an empty queue who would begin this much sooner than its holder.</summary>
    public static readonly Duration LeastSteal = Duration.FromMinutes(20);

    private static readonly Duration LeastGain = Duration.FromMinutes(5);
    private static readonly Duration LeastRescue = Duration.FromMinutes(15);

    // Whole percents of the time for the decision: fractions would round.
    private const int LastLook = 5_000;
    private static readonly ImmutableArray<int> Rescues = [35, 55, 70, 82, 92, 110, 150, 200];

    /// <param name="free">The time of whoever is asked.</param>
    /// <param name="sla">The time for the decision.</param>
    public static RoutingTimers Timers(FreeTime free, Instant asked, Duration sla) => new(
        free.Advance(asked, UntilReminder(sla)) ?? Instant.MaxValue, free.Advance(asked, UntilMove(sla)) ?? Instant.MaxValue);

    /// <summary>The same where a reminder has gone out: one that was late (the process was down) leaves as much time to answer.</summary>
    public static Instant MoveAt(FreeTime free, Instant asked, Instant? reminded, Duration sla)
    {
        var planned = Timers(free, asked, sla).MoveAt;
        return reminded is { } at
            ? Instant.Max(planned, free.Advance(at, UntilMove(sla) - UntilReminder(sla)) ?? Instant.MaxValue)
            : planned;
    }

    /// <summary>
    /// Whether somebody had their time to answer: then <see cref="Silence"/> counts. Whoever gave a sign that nothing followed, such as
    /// beginning, has twice the time since.
    /// </summary>
    /// <param name="sign">Their first; null while they gave none.</param>
    public static bool IsSilent(FreeTime free, Instant asked, Instant? reminded, Instant? sign, Duration sla, Instant now) => now >= (sign is { } at
        ? free.Advance(at, UntilMove(sla) * 2) ?? Instant.MaxValue
        : MoveAt(free, asked, reminded, sla));

    /// <summary>When it is expected of somebody else: later by <see cref="Silence"/> if they had it in this round and did not begin.</summary>
    public static Instant ExpectedOf(Instant byTheirQueue, bool wasTried) => wasTried ? byTheirQueue + Silence : byTheirQueue;

    /// <summary>The looks at whether a review will be late, in order of time.</summary>
    /// <param name="began">When the time for the decision began: moves do not start it again.</param>
    private static IEnumerable<Instant> RescueLooks(SlaWindow sla, Instant began)
    {
        foreach (var percent in Rescues)
            if (sla.After(began, Part(sla.Length, percent)) is { } look)
                yield return look;
        // Silence is never the end: once for each whole time more.
        for (var percent = 300; percent <= LastLook; percent += 100)
            if (sla.After(began, Part(sla.Length, percent)) is { } look)
                yield return look;
    }

    /// <summary>The first of <see cref="RescueLooks"/> after <paramref name="now"/>; null when the last one is past.</summary>
    public static Instant? NextRescue(SlaWindow sla, Instant began, Instant now)
    {
        foreach (var look in RescueLooks(sla, began))
            if (look > now)
                return look;
        return null;
    }

    /// <summary>Whether the verdict is expected at least 5 minutes sooner from the other.</summary>
    /// <param name="holder">When it is expected from whoever gave no sign, by their queue alone.</param>
    public static bool MovePays(Instant holder, Instant other) => other + LeastGain <= holder + Silence;

    /// <summary>
    /// The holder would be late or nearly so, the other gains enough to be worth the change of hands, and is in time or it is too late
    /// for that anyway.
    /// </summary>
    public static bool RescuePays(SlaWindow sla, Instant holder, Instant other, Instant now) =>
        sla.Share(holder, sla.Due) < .1
        && other + Duration.Max(LeastRescue, Part(sla.Length, 8)) <= holder
        && (other <= sla.Due || now > sla.Due);

    /// <summary>
    /// The order in which a reviewer sees their queue: what is due first, first; what is overdue steps back by one and a half times its
    /// time for the decision, so that it does not make everything else late as well, and comes forward again as it ages.
    /// </summary>
    public static Instant QueueKey(SlaWindow sla, Instant now) => QueueKey(sla.Due, sla.Length, now);

    /// <inheritdoc cref="QueueKey(SlaWindow, Instant)"/>
    public static Instant QueueKey(Instant due, Duration length, Instant now) => due < now ? due + length * 1.5 : due;

    private static Duration UntilReminder(Duration sla) => Clamp(Part(sla, 15), 20, 90);

    private static Duration UntilMove(Duration sla) => Clamp(Part(sla, 30), 40, 140);

    private static Duration Part(Duration sla, int percent) => sla * percent / 100;

    private static Duration Clamp(Duration span, int least, int most) =>
        Duration.Min(Duration.Max(span, Duration.FromMinutes(least)), Duration.FromMinutes(most));
}
