using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>Something somebody wants done to a request. <see cref="By"/> was proven at the edge; authority is judged by the desk.</summary>
public abstract record Command(Actor By)
{
    /// <summary>A stable lower-case name for ledger and logs, such as <c>approve</c>.</summary>
    public string Name => GetType().Name.ToLowerInvariant();

    public sealed record Submit(Actor By, Draft Draft, ImmutableArray<Qualification> Seats) : Command(By);

    /// <summary>The router's choice for a vacant seat, or its finding that nobody can be asked.</summary>
    /// <param name="Chosen">The chosen person as the roster has them now; null to wait.</param>
    public sealed record Assign(Actor By, int Round, int Seat, Person? Chosen, Instant? Due, RoutingReport Report) : Command(By);

    /// <param name="Round">The round the pressed card showed; null when typed, which means the current one.</param>
    public sealed record ClaimReview(Actor By, int? Round, Duration Lease) : Command(By);

    public sealed record Decline(Actor By, int? Round, DeclineReason Reason) : Command(By);

    public sealed record Approve(Actor By, int? Round) : Command(By);

    public sealed record Deny(Actor By, int? Round, string? Reason) : Command(By);

    public sealed record RequestChanges(Actor By, int? Round, string? Reason) : Command(By);

    public sealed record Update(Actor By, int Round, Draft Draft, ImmutableArray<Qualification> Seats) : Command(By);

    public sealed record Withdraw(Actor By) : Command(By);

    /// <param name="MayMove">Whether the policy lets this actor move reviews of this request.</param>
    /// <param name="Due">When the decision is due from the new reviewer.</param>
    public sealed record Reassign(Actor By, bool MayMove, Person To, Instant? Due, string? Reason) : Command(By);

    /// <summary>The sweep's question: has somebody's claim run out?</summary>
    public sealed record LapseClaim(Actor By, int Round, int Seat) : Command(By);

    /// <summary>The person can't answer any more (unreachable, removed, demoted): take them off their open seat.</summary>
    public sealed record TakeOff(Actor By, PersonId Person, StandDown Why) : Command(By);
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
