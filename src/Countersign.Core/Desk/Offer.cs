using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Desk;

public enum OfferEnd
{
    Taken,

    /// <summary>"Not now".</summary>
    NotNow,

    /// <summary>Its time ran out.</summary>
    Lapsed,

    /// <summary>Somebody began the review, or it needs nobody any more.</summary>
    Begun,

    /// <summary>The person was asked for it in another way.</summary>
    Asked,
}

/// <summary>
/// Somebody else's review, offered to somebody who has just finished their own and would start sooner. No event of the request: nothing
/// has happened to it until the offer is taken.
/// </summary>
/// <param name="Number">Given by the store; 0 before.</param>
/// <param name="Holder">Whom the review waited with when it was offered.</param>
public sealed record Offer(long Number, PersonId Person, ChangeId Change, int Round, int Seat, PersonId Holder, Instant At, Instant Until)
{
    /// <summary>How it ended; null while it is open.</summary>
    public OfferEnd? Ended { get; init; }

    public bool IsOpen => Ended is null;
}
