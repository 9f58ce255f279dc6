using Countersign.Core.Changes;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>A step of a round's ladder whose time has come.</summary>
/// <param name="Number">From 1, in the order of time.</param>
/// <param name="Turn">The reviewers', or nobody's: whose time ran out.</param>
public sealed record DueStep(int Number, LadderStep Step, Turn Turn);

/// <summary>
/// Where a round stands on its ladder. Pure. Each step is taken once at most. When several have come due unseen, because the process was
/// down, say, or somebody was on it, only the last of them is taken: people hear of the present stage, not of every stage on the way.
/// The time in which nobody could be asked climbs the same ladder by itself.
/// </summary>
public static class EscalationLadder
{
    /// <summary>The step to take now; null when none is due, or it is not the reviewers' turn and somebody could be asked.</summary>
    public static DueStep? Present(ChangeRequest change, SlaClock clock)
    {
        if (clock.Turn is not (Turn.Reviewers or Turn.Nobody) || clock.Turn is not { } turn)
            return null;
        var steps = clock.Plan.Ladder;
        for (var i = steps.Length - 1; i >= Taken(change.Round, turn); i--)
            if (Has(clock, turn, steps[i]) && Concerns(turn, steps[i]))
                return new DueStep(i + 1, steps[i], turn);
        return null;
    }

    /// <summary>When the next step is due, as things stand; null when the last one is taken, and while it is the author's turn.</summary>
    public static Instant? NextAt(ChangeRequest change, SlaClock clock)
    {
        if (clock.Turn is not (Turn.Reviewers or Turn.Nobody) || clock.Turn is not { } turn)
            return null;
        foreach (var step in clock.Plan.Ladder.Skip(Taken(change.Round, turn)))
            if (Concerns(turn, step))
                return clock.At(turn, TimeOf(clock.Plan, step));
        return null;
    }

    /// <summary>When the first step that is not due yet will be; null when none is left.</summary>
    public static Instant? LaterAt(ChangeRequest change, SlaClock clock)
    {
        if (clock.Turn is not (Turn.Reviewers or Turn.Nobody) || clock.Turn is not { } turn)
            return null;
        foreach (var step in clock.Plan.Ladder.Skip(Taken(change.Round, turn)))
            if (Concerns(turn, step) && !Has(clock, turn, step))
                return clock.At(turn, TimeOf(clock.Plan, step));
        return null;
    }

    internal static int Taken(Round round, Turn turn) => turn == Turn.Nobody ? round.EscalatedUnstaffed : round.Escalated;

    private static bool Has(SlaClock clock, Turn turn, LadderStep step) =>
        (turn == Turn.Nobody ? clock.Unstaffed : clock.Spent) >= TimeOf(clock.Plan, step);

    // Where nobody is asked there is no reviewer to tell, and nobody to take it over.
    internal static bool Concerns(Turn turn, LadderStep step) =>
        turn == Turn.Reviewers || step.To is not (EscalationTo.Reviewer or EscalationTo.Rotation);

    private static Duration TimeOf(SlaPlan plan, LadderStep step) => Duration.FromTicks(plan.Decision.BclCompatibleTicks / 100 * step.Percent);
}
