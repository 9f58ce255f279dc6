using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Somebody who has just finished a review and holds no other is offered one that waits with somebody else and would start sooner with
/// them: one message, one offer at a time. Source: routing.md, "Timers" (steal).
/// </summary>
public sealed class Offering(IStore store, PolicyInForce policy, Ranking ranking)
{
    private const int MostLookedAt = 20;

    /// <summary>They have finished one. Chosen on a read snapshot; the transaction judges the choice again.</summary>
    public async Task Look(DeadlineSubject.OfPerson on, Instant now, CancellationToken cancel = default)
    {
        var book = policy.Book;
        var chosen = book.Roster.Find(on.Person) is { Active: true } person ? await Choose(person, book, now, cancel) : null;
        await store.Write(
            work =>
            {
                if (chosen is not null && policy.Book.Roster.Find(on.Person) is { } known)
                    Open(work, known, chosen, policy.Book, now);
                work.Complete(DeadlineKind.Offer, on, now);
                return true;
            },
            cancel);
    }

    public Task Lapse(DeadlineSubject.OfPerson on, Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            if (work.OfferTo(on.Person) is not { IsOpen: true } offer)
                work.Complete(DeadlineKind.OfferLapses, on, now);
            else if (offer.Until > now)
                work.Schedule(new Deadline(DeadlineKind.OfferLapses, on, offer.Until));
            else
                End(work, offer, OfferEnd.Lapsed, policy.Book, now);
            return true;
        },
        cancel);

    /// <summary>Offers of a request end with what they were about.</summary>
    internal static void After(IWork work, ChangeRequest after, ImmutableArray<ChangeEvent> events, LedgerContext context)
    {
        if (!events.Any(e => e is ChangeEvent.Assigned or ChangeEvent.Claimed or ChangeEvent.Voted or ChangeEvent.Updated or ChangeEvent.Withdrawn or ChangeEvent.Expired))
            return;
        foreach (var offer in work.OffersOf(after.Id))
            if (EndOf(offer, after) is { } how)
                End(work, offer, how, context.Policy, context.Now);
    }

    internal static void End(IWork work, Offer offer, OfferEnd how, PolicyBook book, Instant now)
    {
        work.End(offer, how, now);
        work.Complete(DeadlineKind.OfferLapses, new DeadlineSubject.OfPerson(offer.Person), now);
        foreach (var outgoing in new Whereabouts(book, work.Contact).Offer(offer with { Ended = how }))
            work.Send(outgoing, now);
    }

    private static OfferEnd? EndOf(Offer offer, ChangeRequest after)
    {
        if (after.Round.Number == offer.Round && after.Round.SeatOf(offer.Person) is { } seat && !after.IsSettled)
            return seat.Claim?.By == offer.Person ? OfferEnd.Taken : OfferEnd.Asked;
        return Handing.Unbegun(after, offer.Round, offer.Seat) is null ? OfferEnd.Begun : null;
    }

    private async Task<WaitingReview?> Choose(Person person, PolicyBook book, Instant now, CancellationToken cancel)
    {
        // The cheap questions first: most people who vote hold another review.
        if ((await store.Counts(person.Id, cancel)).Asking > 0)
            return null;
        var before = await store.OffersTo(person.Id, cancel);
        var people = await store.People(now, cancel);
        // Whoever a platform says is busy has no time to offer.
        if (before.Any(o => o.IsOpen) || !ranking.IsFreeNow(person, people.GetValueOrDefault(person.Id, PersonState.None), now))
            return null;
        var waiting = new List<WaitingReview>();
        foreach (var service in person.Primary.Concat(person.Secondary).Distinct())
            foreach (var change in await store.AskingOthers(service, person.Id, MostLookedAt, cancel))
                foreach (var seat in change.Round.Seats)
                    // Whoever did not want it, or let it pass, is not offered it again.
                    if (Stealing.MayTake(person, change, seat, book.Roster) && !before.Any(o => o.Change == change.Id && o.Round == change.Round.Number))
                        waiting.Add(new WaitingReview(change, seat, await Starts(change, seat, book, people, now, cancel)));
        return Stealing.Choose(person, waiting, book.Roster, now);
    }

    // The soonest of those who are asked.
    private async Task<Instant> Starts(
        ChangeRequest change, Seat seat, PolicyBook book, IReadOnlyDictionary<PersonId, PersonState> people, Instant now, CancellationToken cancel)
    {
        var soonest = Instant.MaxValue;
        foreach (var asked in seat.Asked)
            if (book.Roster.Find(asked.Person) is { } holder)
                soonest = Instant.Min(soonest, await ranking.BeginsAt(holder, people.GetValueOrDefault(holder.Id, PersonState.None), change, now, cancel));

        return soonest;
    }

    /// <summary>Offers a review that takes too long to somebody, whatever else they hold: they are its rotation's backup.</summary>
    /// <returns>False when it can't be theirs.</returns>
    internal static bool Page(IWork work, PersonId backup, ChangeRequest change, PolicyBook book, Instant now)
    {
        if (book.Roster.Find(backup) is not { } person || !Ranking.IsFree(work, person, now, out _) || work.OfferTo(backup) is { IsOpen: true }
            || change.Round.Seats.FirstOrDefault(s => s.IsUnbegun && !s.Asked.IsEmpty && Stealing.MayTake(person, change, s, book.Roster)) is not { } seat)
            return false;
        // What was offered to others stands no longer: one at a time.
        foreach (var other in work.OffersOf(change.Id))
            End(work, other, OfferEnd.Lapsed, book, now);
        Open(work, person, change, seat, book, now);
        return true;
    }

    private static void Open(IWork work, Person person, WaitingReview chosen, PolicyBook book, Instant now)
    {
        if (!Ranking.IsFree(work, person, now, out var state) || state.Open > 0 || work.OfferTo(person.Id) is { IsOpen: true }
            || work.OffersOf(chosen.Change.Id).Length > 0
            || work.Load(chosen.Change.Id) is not { } change || change.Round.Number != chosen.Change.Round.Number
            || !Stealing.MayTake(person, change, change.Round.Seat(chosen.Seat.Number), book.Roster))
            return;
        Open(work, person, change, change.Round.Seat(chosen.Seat.Number), book, now);
    }

    private static void Open(IWork work, Person person, ChangeRequest change, Seat seat, PolicyBook book, Instant now)
    {
        var offer = work.Add(new Offer(0, person.Id, change.Id, change.Round.Number, seat.Number, seat.Asked[0].Person, now, now + Stealing.Stands));
        work.Schedule(new Deadline(DeadlineKind.OfferLapses, new DeadlineSubject.OfPerson(person.Id), offer.Until));
        foreach (var outgoing in new Whereabouts(book, work.Contact).Offer(offer))
            work.Send(outgoing, now);
    }
}
