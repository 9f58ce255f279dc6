using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>How a round came to its end.</summary>
public enum RoundEnding
{
    Approved,
    Denied,
    Withdrawn,
    Recorded,

    /// <summary>Changes were requested, and the author did not come back.</summary>
    Expired,

    /// <summary>Changes were requested, and the author's update began the next round.</summary>
    Updated,
}

/// <summary>
/// What a digest needs of one round, small enough to read a hundred thousand of them: instants, never hours. The hours are counted when they
/// are asked for, on the same clock as the card's.
/// </summary>
/// <param name="Tier">Null on records from before there were any.</param>
/// <param name="Sla">When its answers were due, without the ladder; null on records from before that was kept.</param>
/// <param name="Turns">Whose turn it was when; the last one ends with the round.</param>
/// <param name="Responded">A reviewer's first sign.</param>
/// <param name="Breached">When it was noted that the time for the decision is over.</param>
/// <param name="Over">When nothing of this round was anybody's turn any more; null while something is.</param>
/// <param name="Escalated">When steps of its ladder were taken.</param>
/// <param name="HandedOn">When its reviews left somebody who was asked.</param>
public sealed record RoundFacts(
    ChangeId Change,
    int Round,
    PersonId Author,
    ServiceId Service,
    Tier? Tier,
    string AiTools,
    SlaPlan? Sla,
    Instant Began,
    ImmutableArray<TurnSpan> Turns,
    Instant? Responded,
    Instant? Breached,
    Decision? Decided,
    RoundEnding? Ending,
    Instant? Over,
    ImmutableArray<Instant> Escalated,
    ImmutableArray<Instant> HandedOn)
{
    /// <summary>Of every round of a request, the first one first: what its events say.</summary>
    /// <param name="events">All of it, in their order.</param>
    /// <exception cref="InvalidOperationException">The events don't fit together.</exception>
    public static IEnumerable<RoundFacts> AllOf(ChangeId id, IEnumerable<ChangeEvent> events)
    {
        ChangeRequest? state = null;
        foreach (var happened in events)
        {
            var next = ChangeHistory.Apply(id, state, happened);
            if (state is not null && next.Round.Number != state.Round.Number)
                yield return Of(state, happened.At);
            state = next;
        }

        if (state is not null)
            yield return Of(state);
    }

    /// <param name="updated">When a newer round began; null while it is the request's last.</param>
    public static RoundFacts Of(ChangeRequest change, Instant? updated = null)
    {
        var round = change.Round;
        var over = updated ?? (change.Status as Status.Settled)?.At;
        return new RoundFacts(
            change.Id, round.Number, change.Author, change.Draft.Service, change.Tier, change.Draft.AiTools,
            round.Asks?.Sla is { } sla ? sla with { Ladder = [] } : null,
            round.BeganAt ?? change.SubmittedAt,
            over is { } end ? Closed(round.Turns, end) : round.Turns,
            round.RespondedAt, round.BreachedAt, round.Decided, updated is null ? EndingOf(change.Status) : RoundEnding.Updated, over,
            round.EscalatedAt, round.HandedOnAt);
    }

    private static ImmutableArray<TurnSpan> Closed(ImmutableArray<TurnSpan> turns, Instant end) => turns is [.., { Until: null } last]
        ? turns.SetItem(turns.Length - 1, last with { Until = Instant.Max(last.From, end) })
        : turns;

    private static RoundEnding? EndingOf(Status status) => status is not Status.Settled { Outcome: var outcome } ? null : outcome switch
    {
        Outcome.Approved => RoundEnding.Approved,
        Outcome.Denied => RoundEnding.Denied,
        Outcome.Withdrawn => RoundEnding.Withdrawn,
        Outcome.Expired => RoundEnding.Expired,
        _ => RoundEnding.Recorded,
    };
}
