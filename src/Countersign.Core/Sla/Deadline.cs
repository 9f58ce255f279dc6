using Countersign.Core.Changes;
using Countersign.Core.Desk;
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
}

/// <summary>
/// Something that must be looked at again at a time. A row in the store, never a timer: a restart misses none. What it is
/// about is judged again from the state when it comes due, so an outdated one does nothing.
/// </summary>
/// <param name="Subject">What it concerns; with the kind it is unique among the open ones, and setting it again moves it.</param>
public sealed record Deadline(DeadlineKind Kind, DeadlineSubject Subject, Instant Due);

/// <summary>A seat of a round, a person, a rotation, or an offer to swap.</summary>
public abstract record DeadlineSubject
{
    private DeadlineSubject()
    {
    }

    public sealed record OfSeat(ChangeId Change, int Round, int Seat) : DeadlineSubject;

    public sealed record OfPerson(PersonId Person) : DeadlineSubject;

    public sealed record OfRotation(RotationId Rotation) : DeadlineSubject;

    public sealed record OfSwap(SwapId Offer) : DeadlineSubject;
}
