using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The use cases of whoever was offered somebody else's review.</summary>
public sealed class Taking(IStore store, PolicyInForce policy, Deciding deciding)
{
    /// <param name="on">The pressed button's request and round; whose offer it is, is judged from the record.</param>
    public Task<Answer> Take(AboutRequest on, Instant now, CancellationToken cancel = default) =>
        // The pressed message is no card of the request.
        deciding.Handle(
            on with { Pressed = null },
            (work, change) => Command(work, on, change, now),
            now,
            cancel,
            (_, change) => Sentence.Of($"{change.Id} is yours, and everybody can see that you are on it. Its card is in your messages with me."));

    public Task<Answer> NotNow(AboutRequest on, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            if (work.FindReceipt(on.Receipt) is { } earlier)
                return earlier;
            var context = new LedgerContext(on.By, policy.Book, now);
            var refusal = Authority.RefusalOf(on.By);
            var offer = OfferOf(work, on);
            if (refusal is not null || offer is not { IsOpen: true })
                return Docket.Refuse(work, on.Receipt, on.Change, "not_now", refusal ?? new Refusal.OfferOver(), context);
            Remember(work, on, offer);
            Offering.End(work, offer, OfferEnd.NotNow, policy.Book, now);
            var answer = new Answer(true, Sentence.Of($"All right: {on.Change} stays where it is."), on.Change);
            work.Keep(on.Receipt, answer, now);
            return answer;
        },
        cancel);

    // In the transaction: the offer may have ended, their places filled, the policy changed since the message was drawn.
    private Command.TakeOver Command(IWork work, AboutRequest on, ChangeRequest change, Instant now)
    {
        var book = policy.Book;
        var offer = OfferOf(work, on);
        if (offer is { IsOpen: true })
            Remember(work, on, offer);
        var person = on.By is Actor.Member { Person.Id: var id } ? book.Roster.Find(id) : null;
        // Whoever presses too late hears of the seat that it was about.
        if (person is null || offer is not { IsOpen: true } || offer.Round != change.Round.Number)
            return new Command.TakeOver(on.By, on.Round, offer?.Seat ?? 1, false, null, null, Deciding.LeaseOf(change, book));
        var seat = change.Round.Seat(offer.Seat);
        var state = work.State(person.Id, now);
        // The author was told when it is due; a change of hands does not change that.
        var due = seat.Asked.Min(a => a.Due) ?? Deciding.DueOf(change, book, now);
        return new Command.TakeOver(
            on.By, on.Round, seat.Number, true, state.HasRoom(person) ? null : state.LimitOf(person), due, Deciding.LeaseOf(change, book),
            Reviewers.SameTeam(change.Round, seat, person, book.Roster));
    }

    // The newest that they got, if it is the one on the pressed message.
    private static Offer? OfferOf(IWork work, AboutRequest on) =>
        on.By is Actor.Member { Person.Id: var person } && work.OfferTo(person) is { } offer
        && offer.Change == on.Change && offer.Round == on.Round ? offer : null;

    // A message whose post was never confirmed loses its buttons too.
    private static void Remember(IWork work, AboutRequest on, Offer offer)
    {
        if (on.Pressed is { IsDirectMessage: true } pressed)
            work.Posted(new PostedCard(offer.Change, new CardAudience.Offered(offer.Person, offer.Number), pressed.Place, pressed.MessageId));
    }
}
