using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What must be looked at again after something happened.</summary>
internal static class Deadlines
{
    // Calendars tell when somebody starts work; a freed place or a mended account tells nobody, so waiting seats look again.
    public static readonly Duration LookAgain = Duration.FromMinutes(15);

    public static void After(IWork work, ChangeRequest? before, ChangeRequest after, IEnumerable<ChangeEvent> events, LedgerContext context)
    {
        var now = context.Now;
        foreach (var happened in events)
            Set(work, after, happened, now);
        if (after.VacantSeat is { } vacant && !events.Any(e => e is ChangeEvent.Waited))
            work.Schedule(new Deadline(
                DeadlineKind.Route, new DeadlineSubject.OfSeat(after.Id, after.Round.Number, vacant.Number), now));
        foreach (var seat in before?.Round.Seats ?? [])
            if (seat.Claim is not null && NoLongerClaimed(after, before!.Round.Number, seat.Number))
                work.Complete(
                    DeadlineKind.ClaimLapses, new DeadlineSubject.OfSeat(after.Id, before.Round.Number, seat.Number), now);
        Ladder(work, before, after, context);
        Expiry(work, before, after, context);
        Follow(work, [.. Waits.Of(before)], [.. Waits.Of(after)], after, context);
        if (FreesAPlace(work, before, after, context.Policy))
            work.RouteWaitingNow(now);
    }

    private static void Set(IWork work, ChangeRequest after, ChangeEvent happened, Instant now)
    {
        switch (happened)
        {
            case ChangeEvent.Waited e:
                work.Schedule(RouteAgain(after.Id, e.Round, e.Seat, e.Report.NextChance, now));
                break;
            case ChangeEvent.Assigned e:
                work.Complete(DeadlineKind.Route, new DeadlineSubject.OfSeat(after.Id, e.Round, e.Seat), now);
                break;
            case ChangeEvent.Claimed e:
                work.Schedule(new Deadline(
                    DeadlineKind.ClaimLapses, new DeadlineSubject.OfSeat(after.Id, e.Round, e.Seat), e.Until));
                break;
            // Whoever has more to do is offered nothing: the look would be for nothing.
            case ChangeEvent.Voted e when !work.IsAsked(e.By):
                work.Schedule(new Deadline(DeadlineKind.Offer, new DeadlineSubject.OfPerson(e.By), now));
                break;
        }
    }

    // One row for a round: the next thing that its clock brings. A press that changes nothing about that writes nothing.
    private static void Ladder(IWork work, ChangeRequest? before, ChangeRequest after, LedgerContext context)
    {
        if (before is not null && before.Round.Number != after.Round.Number)
            work.Complete(DeadlineKind.Escalate, new DeadlineSubject.OfRound(after.Id, before.Round.Number), context.Now);
        var on = new DeadlineSubject.OfRound(after.Id, after.Round.Number);
        if (after.Status is Status.Settled or Status.ChangesRequested)
        {
            if (before is { Status: not (Status.Settled or Status.ChangesRequested) } && before.Round.Number == after.Round.Number)
                work.Complete(DeadlineKind.Escalate, on, context.Now);
            return;
        }

        if (before is { Status: var was } && before.Round.Number == after.Round.Number && was is Status.Waiting == after.Status is Status.Waiting)
            return;
        if (Escalating.NextLook(after, context.Policy, context.Now) is { } at)
            work.Schedule(new Deadline(DeadlineKind.Escalate, on, at));
    }

    private static void Expiry(IWork work, ChangeRequest? before, ChangeRequest after, LedgerContext context)
    {
        var at = Expiring.NextLook(after, context.Policy);
        if (at is { } next && !(before is { Status: Status.ChangesRequested } && before.Round.ExpiresAt == after.Round.ExpiresAt))
            work.Schedule(new Deadline(DeadlineKind.Expire, new DeadlineSubject.OfRound(after.Id, after.Round.Number), next));
        else if (at is null && before is { Status: Status.ChangesRequested })
            work.Complete(DeadlineKind.Expire, new DeadlineSubject.OfRound(after.Id, before.Round.Number), context.Now);
    }

    // What waited and does not any more ends; what does since now gets its time.
    private static void Follow(IWork work, List<Waits> before, List<Waits> after, ChangeRequest change, LedgerContext context)
    {
        foreach (var gone in before)
            if (!after.Exists(w => w.Kind == gone.Kind && w.On == gone.On))
                work.Complete(gone.Kind, gone.On, context.Now);
        var news = after.FindAll(w => IsNews(w, before));
        if (news.Count == 0 || DecisionTime.Of(change, context.Policy, context.Now) is not { } time)
            return;
        foreach (var waits in news)
            if (context.Policy.Roster.Find(waits.Asked.Person) is { } person)
                Set(work, waits, time, work.State(person.Id, context.Now).CalendarOf(person), context.Now);
    }

    private static void Set(IWork work, Waits waits, DecisionTime time, Calendar calendar, Instant now)
    {
        if (waits.At(time, calendar, now) is { } at)
            work.Schedule(new Deadline(waits.Kind, waits.On, at));
    }

    /// <summary>Somebody changed their time: what waits for a sign of theirs goes by it.</summary>
    /// <param name="held">What asks them, as far as is known.</param>
    public static void Again(IWork work, IEnumerable<ChangeRequest> held, Person person, PolicyBook book, Instant now)
    {
        var calendar = work.State(person.Id, now).CalendarOf(person);
        foreach (var one in held)
            if (work.Load(one.Id) is { } change && DecisionTime.Of(change, book, now) is { } time)
                foreach (var waits in Waits.Of(change))
                    if (waits.Kind != DeadlineKind.Rescue && waits.Asked.Person == person.Id)
                        Set(work, waits, time, calendar, now);
    }

    // A reminder may have been late: then the move waits for it.
    private static bool IsNews(Waits waits, List<Waits> before) =>
        before.Find(w => w.Kind == waits.Kind && w.On == waits.On) is not { } known
        || waits.Kind == DeadlineKind.Remind && known.Asked.SnoozedUntil != waits.Asked.SnoozedUntil
        || waits.Kind == DeadlineKind.MoveOn && known.Asked.RemindedAt != waits.Asked.RemindedAt;

    // Only somebody with a limit frees a place that others may have waited for.
    private static bool FreesAPlace(IWork work, ChangeRequest? before, ChangeRequest after, PolicyBook policy)
    {
        foreach (var asked in before?.AskedNow ?? [])
            if (!after.AskedNow.Any(a => a.Person == asked.Person)
                && (policy.Roster.Find(asked.Person)?.Limit ?? work.OwnLimit(asked.Person)) is not null)
                return true;
        return false;
    }

    public static Deadline RouteAgain(ChangeId change, int round, int seat, Instant? nextChance, Instant now) => new(
        DeadlineKind.Route,
        new DeadlineSubject.OfSeat(change, round, seat),
        Instant.Min(nextChance ?? Instant.MaxValue, now + LookAgain));

    private static bool NoLongerClaimed(ChangeRequest after, int round, int seat) =>
        after.Round.Number != round || after.Status is Status.Settled or Status.ChangesRequested
        || after.Round.Seat(seat).Claim is null;
}
