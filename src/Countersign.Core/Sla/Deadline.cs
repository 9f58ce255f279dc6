using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Sla;

public enum DeadlineKind
{
    /// <summary>A vacant seat is to be routed (again).</summary>
    Route,

    /// <summary>A claim runs out.</summary>
    ClaimLapses,

    /// <summary>An absence ends: requests that wait may have somebody now.</summary>
    AbsenceEnds,

    /// <summary>Somebody else comes on in a rotation.</summary>
    HandOver,

    /// <summary>An offer to swap ends by itself.</summary>
    SwapLapses,

    /// <summary>Whoever is asked gave no sign: they hear a reminder.</summary>
    Remind,

    /// <summary>Whoever is asked still gave no sign: somebody else is asked, if that is enough sooner.</summary>
    MoveOn,

    /// <summary>Nobody has begun: somebody else is asked if it would be late otherwise.</summary>
    Rescue,

    /// <summary>Somebody has finished a review: they may have time for one that waits with somebody else.</summary>
    Offer,

    /// <summary>An offer runs out.</summary>
    OfferLapses,

    /// <summary>The time for the decision is over, or a step of the ladder is due.</summary>
    Escalate,

    /// <summary>Something that comes again and again at a time of the day.</summary>
    Recur,

    /// <summary>It has been the author's turn for long: they are told when it ends, or it ends.</summary>
    Expire,

    /// <summary>A team reads how its week was.</summary>
    Digest,
}

/// <summary>
/// Something that must be looked at again at a time. A row in the store, never a timer: a restart misses none. What it is
/// about is judged again from the state when it comes due, so an outdated one does nothing.
/// </summary>
/// <param name="Subject">What it concerns; with the kind it is unique among the open ones, and setting it again moves it.</param>
public sealed record Deadline(DeadlineKind Kind, DeadlineSubject Subject, Instant Due);

/// <summary>A round, a seat of one, somebody who is asked for one, a person, a rotation, an offer to swap, something that recurs, or a team's digest.</summary>
public abstract record DeadlineSubject
{
    private DeadlineSubject()
    {
    }

    public sealed record OfSeat(ChangeId Change, int Round, int Seat) : DeadlineSubject;

    public sealed record OfRound(ChangeId Change, int Round) : DeadlineSubject;

    public sealed record OfPerson(PersonId Person) : DeadlineSubject;

    public sealed record OfRotation(RotationId Rotation) : DeadlineSubject;

    public sealed record OfSwap(SwapId Offer) : DeadlineSubject;

    public sealed record OfTask(RecurringTask Task) : DeadlineSubject;

    public sealed record OfDigest(DigestScope Scope) : DeadlineSubject;

    /// <summary>Somebody who is asked for a seat.</summary>
    public sealed record OfAsked(ChangeId Change, int Round, int Seat, PersonId Person) : DeadlineSubject;
}
