using Countersign.Core.Changes;
using Countersign.Core.Desk;

namespace Countersign.Core.Words;

/// <summary>The message by which somebody is offered another's review, and what becomes of it. Whoever has it now is not blamed.</summary>
public static class OfferWords
{
    public const string Take = "I'll take it";
    public const string NotNow = "Not now";

    public static NoteWords Of(ChangeRequest change, Offer offer) => new(
        offer.IsOpen ? Mark.Waiting : Mark.Over, offer.Ended is { } how ? Over(change, offer, how) : Open(change, offer), null, IsNamed: true);

    private static Sentence Open(ChangeRequest change, Offer offer)
    {
        var due = change.Due switch
        {
            null => Sentence.Empty,
            { } at when at < offer.At || change.Round.BreachedAt is not null => Sentence.Of($", overdue since {at}"),
            { } at => Sentence.Of($", due {at}"),
        };
        // The rotation's backup is offered what has waited long, and may have finished nothing.
        return change.Round.Escalated > 0
            ? Sentence.Of($"{Named(change)} has waited long with {offer.Holder}{due}. Would you take it? The offer stands until {offer.Until}; there is no need to answer.")
            : Sentence.Of($"You have just finished one, and nothing else waits for you. {Named(change)} waits with {offer.Holder}{due}, and you could begin sooner. Would you take it? The offer stands until {offer.Until}; there is no need to answer.");
    }

    private static Sentence Over(ChangeRequest change, Offer offer, OfferEnd how) => how switch
    {
        OfferEnd.Taken => Sentence.Of($"You took {Named(change)} over. Its card is a message of its own."),
        OfferEnd.Asked => Sentence.Of($"{Named(change)} came to you. Its card is a message of its own."),
        OfferEnd.NotNow => Sentence.Of($"I offered you {Named(change)}, and you said not now. It stays where it is."),
        OfferEnd.Lapsed => Sentence.Of($"I offered you {Named(change)} until {offer.Until}. The offer is over, and the review stays where it is."),
        _ => Sentence.Of($"I offered you {Named(change)}. It does not need you any more: {RequestFace.Detail(change)}"),
    };

    private static Sentence Named(ChangeRequest change) => Sentence.Of($"{change.Id} “{change.Draft.Title}” by {change.Author}");
}
