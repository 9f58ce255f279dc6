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
/// Fills a vacant seat: the router chooses on a read snapshot, the transaction judges the choice again. A choice that no longer
/// fits (the person's last place went meanwhile) is routed again at once.
/// </summary>
public sealed class SeatRouting(IStore store, PolicyInForce policy, Ranking ranking)
{
    private const int Tries = 5;

    public async Task Route(DeadlineSubject.OfSeat subject, Instant now, CancellationToken cancel = default)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var book = policy.Book;
            var change = await store.Find(subject.Change, cancel);
            if (!IsVacant(change, subject))
            {
                if (await store.Write(work => FinishIfFilled(work, subject, now), cancel))
                    return;
                continue;
            }

            var ranks = await ranking.Of(book, change!, change!.VacantSeat!, now, cancel);
            if (await store.Write(work => Assign(work, subject, ranks?.Report ?? RoutingReport.Nobody, book, now), cancel))
                return;
        }

        // Contended all the way: look again later rather than spin on a deadline that stays due.
        await store.Write(
            work =>
            {
                work.Schedule(Deadlines.RouteAgain(subject.Change, subject.Round, subject.Seat, null, now));
                return true;
            },
            cancel);
    }

    private static bool IsVacant(ChangeRequest? change, DeadlineSubject.OfSeat subject) =>
        change?.VacantSeat?.Number == subject.Seat && change.Round.Number == subject.Round;

    // The snapshot may be older than a decline that made the seat vacant again: only the transaction knows.
    private static bool FinishIfFilled(IWork work, DeadlineSubject.OfSeat subject, Instant now) =>
        !IsVacant(work.Load(subject.Change), subject) && Finish(work, subject, now);

    private bool Assign(IWork work, DeadlineSubject.OfSeat subject, RoutingReport report, PolicyBook book, Instant now)
    {
        // A policy file came into force after the choice: it may have removed whoever was chosen.
        if (!ReferenceEquals(policy.Book, book))
            return false;
        if (work.Load(subject.Change) is not { } change)
            return Finish(work, subject, now);
        var chosen = report.Chosen is { } id ? book.Roster.Find(id) : null;
        Instant? due = null;
        if (chosen is not null)
        {
            if (!Ranking.IsFree(work, chosen, now, out var state))
                return false;
            due = Deciding.DueOf(change, book, now);
        }

        var seat = change.Round.Number == subject.Round && subject.Seat <= change.Round.Seats.Length ? change.Round.Seat(subject.Seat) : null;
        var sameTeam = chosen is not null && seat is not null ? Reviewers.SameTeam(change.Round, seat, chosen, book.Roster) : null;
        var command = new Command.Assign(Actor.Bot.Instance, subject.Round, subject.Seat, chosen, due, report, sameTeam)
        {
            Also = seat?.Needs.Ask > 1 && !OthersWait(change.Round, seat) ? Second(work, change, seat, report, book, now) : null,
        };
        var (ruling, _) = Docket.CarryOut(work, change.Id, change, command, new LedgerContext(command.By, book, now));
        switch (ruling)
        {
            case Ruling.Refused { Refusal: Refusal.NothingToDo }:
                work.Schedule(Deadlines.RouteAgain(subject.Change, subject.Round, subject.Seat, report.NextChance, now));
                return true;
            case Ruling.Refused { Refusal: Refusal.CannotBeAsked }:
                return false;
            case Ruling.Refused:
                return Finish(work, subject, now);
            default:
                return true;
        }
    }

    // A second for this seat would take whoever is left away from a seat that has nobody yet.
    private static bool OthersWait(Round round, Seat seat) => round.Seats.Any(s => s.Number != seat.Number && s.IsOpen && s.Asked.IsEmpty);

    // Of two who are asked at once the second only helps: the next best who is free still, or nobody.
    private static (Person Person, Instant? Due, RoutingReport Report)? Second(IWork work, ChangeRequest change, Seat seat, RoutingReport report, PolicyBook book, Instant now)
    {
        foreach (var ranked in report.Candidates.Skip(1))
            if (book.Roster.Find(ranked.Person) is { } person && Reviewers.SameTeam(change.Round, seat, person, book.Roster) is null
                && Ranking.IsFree(work, person, now, out var state))
                return (person, Deciding.DueOf(change, book, now), report.For(person.Id)!);
        return null;
    }

    private static bool Finish(IWork work, DeadlineSubject.OfSeat subject, Instant now)
    {
        work.Complete(DeadlineKind.Route, subject, now);
        return true;
    }
}
