using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>Something somebody wants done to a request. <see cref="By"/> was proven at the edge; authority is judged by the desk.</summary>
public abstract record Command(Actor By)
{
    /// <summary>A stable lower-case name for ledger and logs, such as <c>approve</c>.</summary>
    public string Name => GetType().Name.ToLowerInvariant();

    /// <param name="Author">Who answers for it: whoever speaks, or who runs the agent that does.</param>
    public sealed record Submit(Actor By, PersonId Author, Draft Draft, Judgement Judgement) : Command(By);

    /// <summary>The router's choice for a vacant seat, or its finding that nobody can be asked.</summary>
    /// <param name="Chosen">The chosen person as the roster has them now; null to wait.</param>
    /// <param name="SameTeam">Somebody on another seat who is of the same team, where that matters.</param>
    public sealed record Assign(
        Actor By, int Round, int Seat, Person? Chosen, Instant? Due, RoutingReport Report, PersonId? SameTeam = null) : Command(By)
    {
        /// <summary>The second of the two that the seat asks at once; null when it asks one, or nobody else is free.</summary>
        public (Person Person, Instant? Due, RoutingReport Report)? Also { get; init; }
    }

    /// <param name="Round">The round the pressed card showed; null when typed, which means the current one.</param>
    public sealed record ClaimReview(Actor By, int? Round, Duration Lease) : Command(By);

    public sealed record Decline(Actor By, int? Round, DeclineReason Reason) : Command(By);

    /// <param name="Standing">What the roster in force says of those who voted before.</param>
    public sealed record Approve(Actor By, int? Round, VoteStanding Standing) : Command(By);

    public sealed record Deny(Actor By, int? Round, string? Reason) : Command(By);

    public sealed record RequestChanges(Actor By, int? Round, string? Reason) : Command(By);

    public sealed record Update(Actor By, int Round, Draft Draft, Judgement? Judgement) : Command(By);

    public sealed record Withdraw(Actor By) : Command(By);

    /// <param name="MayMove">Whether the policy lets this actor move reviews of this request.</param>
    /// <param name="Due">When the decision is due from the new reviewer.</param>
    public sealed record Reassign(Actor By, bool MayMove, Person To, Instant? Due, string? Reason, PersonId? SameTeam = null) : Command(By);

    /// <summary>Whoever is asked looks at it: a sign, so that nobody takes them for missing.</summary>
    public sealed record Acknowledge(Actor By, int? Round) : Command(By);

    /// <summary>Nothing was heard from whoever is asked.</summary>
    public sealed record Remind(Actor By, int Round, int Seat, PersonId Person) : Command(By);

    /// <summary>The router's choice to have somebody else asked for a review that was not begun.</summary>
    /// <param name="Why">Not acknowledged, or rescued.</param>
    /// <param name="To">The chosen person as the roster has them now.</param>
    /// <param name="SameTeam">Somebody on another seat who is of the same team, where that matters.</param>
    public sealed record Move(
        Actor By, int Round, int Seat, PersonId From, StandDown Why, Person To, Instant? Due, RoutingReport Report, PersonId? SameTeam = null)
        : Command(By);

    /// <summary>Whoever was offered somebody else's review that was not begun takes it, and is on it at once.</summary>
    /// <param name="Round">The round of the offer.</param>
    /// <param name="IsOffered">It was offered to this actor, and the offer is open.</param>
    /// <param name="Limit">Their limit, if they have reached it.</param>
    public sealed record TakeOver(
        Actor By, int? Round, int Seat, bool IsOffered, int? Limit, Instant? Due, Duration Lease, PersonId? SameTeam = null) : Command(By);

    /// <summary>Somebody who voted in the open round lost what their seat asks: the vote counts no longer.</summary>
    public sealed record VoidVote(Actor By, int Seat) : Command(By);

    /// <summary>The sweep's question: has somebody's claim run out?</summary>
    public sealed record LapseClaim(Actor By, int Round, int Seat) : Command(By);

    /// <summary>The sweep's finding that the time for the decision is over.</summary>
    public sealed record Breach(Actor By, int Round) : Command(By);

    /// <summary>A step of the ladder whose time has come.</summary>
    public sealed record Escalate(Actor By, int Round, int Step, EscalationTo To, ImmutableArray<PersonId> Told, Turn Turn) : Command(By);

    /// <summary>"I'm on it" by somebody who was told of it and is not asked for it.</summary>
    /// <param name="MayLookAfter">Whether they were told, lead it, or operate this installation.</param>
    public sealed record LookAfter(Actor By, int? Round, bool MayLookAfter, Duration Lease) : Command(By);

    /// <summary>Whoever is asked puts it off.</summary>
    /// <param name="For">For no time ends what runs.</param>
    /// <param name="Most">For how long they may, in all, for this review.</param>
    public sealed record Snooze(Actor By, int? Round, Duration For, Duration Most) : Command(By);

    /// <summary>The author, whose turn it has been for long, is told when it ends by itself.</summary>
    public sealed record AnnounceExpiry(Actor By, int Round, Instant ExpiresAt) : Command(By);

    /// <summary>That time has come.</summary>
    public sealed record Expire(Actor By, int Round) : Command(By);

    /// <summary>The person can't answer any more (unreachable, removed, demoted): take them off their open seat.</summary>
    public sealed record TakeOff(Actor By, PersonId Person, StandDown Why) : Command(By);
}

/// <summary>What the roster in force says of the open round's votes, for somebody who votes now.</summary>
/// <param name="Lapsed">Seats whose vote counts no longer, because its giver lost what the seat asks.</param>
/// <param name="SameTeam">Somebody on another seat who is of the voter's team, where that matters.</param>
public sealed record VoteStanding(ImmutableArray<int> Lapsed, PersonId? SameTeam)
{
    public static VoteStanding Sound { get; } = new([], null);

    public static VoteStanding Of(ChangeRequest change, Actor by, Roster roster) => change.Round.Seats.Length < 2
        ? Sound
        : new VoteStanding(
            [.. change.Round.Seats.Where(s => s.Vote is { } vote && !(roster.Find(vote.By) is { } giver && s.Needs.IsMetBy(giver))).Select(s => s.Number)],
            by is Actor.Member { Person: var voter } && change.Round.SeatOf(voter.Id) is { } seat
                ? Reviewers.SameTeam(change.Round, seat, voter, roster)
                : null);
}

/// <summary>The desk's answer to a command: what happens, or why not.</summary>
public abstract record Ruling
{
    private Ruling()
    {
    }

    public sealed record Accepted(ImmutableArray<ChangeEvent> Events) : Ruling;

    public sealed record Refused(Refusal Refusal) : Ruling;

    public static implicit operator Ruling(Refusal refusal) => new Refused(refusal);
}
