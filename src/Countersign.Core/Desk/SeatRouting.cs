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
public sealed class SeatRouting(IStore store, PolicyInForce policy)
{
    private const int Tries = 5;

    public async Task Route(DeadlineSubject.OfSeat subject, Instant now, CancellationToken cancel = default)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var book = policy.Book;
            var change = await store.Find(subject.Change, cancel);
            if (change?.VacantSeat is not { } seat || change.Round.Number != subject.Round)
            {
                await store.Write(work => Finish(work, subject, now), cancel);
                return;
            }

            var people = await store.People(now, cancel);
            var report = Router.Route(change, seat, PersonState.Candidates(book, people), now);
            if (await store.Write(work => Assign(work, subject, report, book, now), cancel))
                return;
        }
    }

    private static bool Assign(IWork work, DeadlineSubject.OfSeat subject, RoutingReport report, PolicyBook book, Instant now)
    {
        if (work.Load(subject.Change) is not { } change)
            return Finish(work, subject, now);
        var chosen = report.Chosen is { } id ? book.Roster.Find(id) : null;
        Instant? due = null;
        if (chosen is not null)
        {
            var state = work.State(chosen.Id, now);
            if (!state.HasRoom(chosen) || state.Unreachable is not null || !state.CalendarOf(chosen).IsOpen(now))
                return false;
            due = Deciding.DueOf(change, chosen, state, book, now);
        }

        var command = new Command.Assign(Actor.Bot.Instance, subject.Round, subject.Seat, chosen, due, report);
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

    private static bool Finish(IWork work, DeadlineSubject.OfSeat subject, Instant now)
    {
        work.Complete(DeadlineKind.Route, subject, now);
        return true;
    }
}
