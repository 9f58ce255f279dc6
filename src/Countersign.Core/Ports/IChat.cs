using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>A chat platform, outbound. Draws each message natively and makes one attempt; the outbox pump tries again.</summary>
public interface IChat
{
    Platform Platform { get; }

    /// <summary>
    /// Does what comes before a delivery, nobody sees and may be done again: sends the picture that a message shows. A process that ends here
    /// has said nothing yet.
    /// </summary>
    Task<Readied> Ready(Message message, CancellationToken cancel) => Task.FromResult(new Readied(message));

    /// <param name="message">As <see cref="Ready"/> gave it back.</param>
    Task<DeliveryResult> Deliver(Lane to, Message message, CancellationToken cancel);
}

/// <param name="NotYet">Set where the platform asks us to wait before the message can be delivered.</param>
public sealed record Readied(Message Message, DeliveryResult.Wait? NotYet = null);

/// <summary>What is to be said, with the state it is drawn from: loaded at delivery, so the newest state wins.</summary>
public abstract record Message
{
    private Message()
    {
    }

    /// <summary>The zone of the one person whom it is for; null where many read it, or somebody whom the roster does not know.</summary>
    public DateTimeZone? ZoneOf(Lane to, PolicyBook book) => to.Person is { } identity ? book.Roster.Find(identity)?.Zone
        : this is Ping { Person: { } named } ? book.Roster.Find(named)?.Zone
        : null;

    /// <summary>The request's card. Edits every known copy; posts one when there is none.</summary>
    /// <param name="Anew">Posts one in any case, and lays the known copies to rest.</param>
    /// <param name="Copies">Those on this platform.</param>
    /// <param name="OnlyEdits">Posts none: the person is asked, or the team has its card, elsewhere.</param>
    public sealed record Card(
        ChangeRequest Change, CardAudience Audience, ImmutableArray<PostedCard> Copies, bool Anew = false, bool OnlyEdits = false) : Message
    {
        /// <summary>
        /// A first card for somebody who is not asked any more would only be noise; the team's card is the record in the channel.
        /// </summary>
        public bool IsWanted => Audience is not CardAudience.Reviewer reviewer
            || (reviewer.Round == Change.Round.Number
                && !Change.IsSettled
                && Change.Status is not Status.ChangesRequested
                && Change.Round.SeatOf(reviewer.Person) is not null);
    }

    /// <summary>A short note about one event of a request.</summary>
    public sealed record Note(ChangeRequest Change, ChangeEvent About) : Message;

    /// <summary>Nobody can be asked: the lead may know what to do.</summary>
    public sealed record NobodyToAsk(ChangeRequest Change) : Message;

    /// <summary>The offer's message: edits every known copy; posts one when there is none and it can still be answered.</summary>
    /// <param name="Copies">Those on this platform.</param>
    public sealed record Swap(SwapOffer Offer, ImmutableArray<PostedOffer> Copies) : Message;

    /// <summary>A sentence about who is on, to somebody whom it concerns.</summary>
    public sealed record Duty(Sentence Words) : Message;

    /// <summary>A review waits for this person, who gave no sign.</summary>
    public sealed record Reminder(ChangeRequest Change, PersonId Person) : Message;

    /// <summary>It waits too long: a word to one person with buttons to act, or to a channel.</summary>
    /// <param name="Step">Of the ladder, from 1.</param>
    /// <param name="Person">Whom it names: in a channel they are mentioned in the thread of the team's card. Null for a channel that reads it.</param>
    /// <param name="Copies">Of the team's card on this platform.</param>
    public sealed record Ping(ChangeRequest Change, int Step, PersonId? Person, ImmutableArray<PostedCard> Copies) : Message;

    /// <summary>An offer. Edits every known copy; posts one when there is none and the offer is open.</summary>
    /// <param name="Copies">Those on this platform.</param>
    public sealed record Offered(ChangeRequest Change, Offer Offer, ImmutableArray<PostedCard> Copies) : Message
    {
        public CardAudience Audience => new CardAudience.Offered(Offer.Person, Offer.Number);
    }

    /// <summary>A team's week.</summary>
    public sealed record Digest(WeeklyDigest Week) : Message
    {
        /// <summary>Shown beside the words where a platform can; null: the words say all of it.</summary>
        public DigestPicture? Picture { get; init; }

        /// <summary>By which the platform knows the picture once it has it; null while it has not.</summary>
        public string? Uploaded { get; init; }
    }

    public sealed record ForOperators(Sentence Words) : Message;

    public sealed record ForLead(Sentence Words) : Message;
}

/// <summary>A digest as a picture. The words beside it say the same numbers.</summary>
/// <param name="Says">What a screen reader says of it.</param>
public sealed record DigestPicture(ImmutableArray<byte> Png, string Says);

/// <summary>How one attempt ended.</summary>
public abstract record DeliveryResult
{
    private DeliveryResult()
    {
    }

    /// <param name="Posted">A copy that was newly posted and must be remembered.</param>
    /// <param name="Gone">Copies that can't be edited any more.</param>
    public sealed record Done(PostedCard? Posted, ImmutableArray<PostedCard> Gone) : DeliveryResult
    {
        public static readonly Done Nothing = new(null, []);

        /// <summary>The message of an offer that was newly posted and must be remembered.</summary>
        public PostedOffer? Offer { get; init; }
    }

    /// <summary>Not to be said in this channel: the card is not there, or whom it names is not. It goes to the person themselves.</summary>
    public sealed record NotHere : DeliveryResult
    {
        public static readonly NotHere Instance = new();
    }

    /// <summary>The platform asks us to wait; nothing was done.</summary>
    public sealed record Wait(TimeSpan After) : DeliveryResult;

    /// <summary>No clear answer, or none at all: the platform is in trouble and it may or may not have been done.</summary>
    public sealed record Trouble(string Why) : DeliveryResult
    {
        /// <summary>It was sent and no answer came: more likely than not it was done.</summary>
        public bool Silent { get; init; }
    }

    /// <summary>Our credentials are refused: nothing can be said until an operator mends them.</summary>
    public sealed record NotAllowed(string Code) : DeliveryResult;

    /// <summary>This message can't be delivered, whatever the weather.</summary>
    /// <param name="Unreachable">The person themselves can't be messaged.</param>
    public sealed record Rejected(string Code, bool Unreachable) : DeliveryResult;
}
