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
/// Sees to it that silence is never the end of a request: notes that its time is over, and tells one after the other whom its ladder names.
/// Judged from the state each time, so that a look that is early, late or repeated does no harm.
/// </summary>
public sealed class Escalating(IStore store, PolicyInForce policy)
{
    // Whatever comes next comes later: a look that sets itself for the same moment would never end.
    private static readonly Duration LeastPause = Duration.FromSeconds(1);

    public Task Look(DeadlineSubject.OfRound on, Instant now, CancellationToken cancel = default) => store.Write(work => Look(work, on, now), cancel);

    /// <summary>When a round's clock brings the next thing, as things stand; null while it is the author's turn, and when nothing is left.</summary>
    public static Instant? NextLook(ChangeRequest change, PolicyBook book, Instant now)
    {
        if (SlaClock.Of(change, book, now) is not { } clock)
            return null;
        var step = EscalationLadder.NextAt(change, clock);
        // Whoever is on it has until their lease ends.
        if (step is { } at && Waiting.HeldUntil(change, now) is { } held && held > at)
            step = held;
        var breach = change.Round.BreachedAt is null && clock.IsRunning ? clock.Due : null;
        return breach is { } due && !(step < due) ? due : step;
    }

    /// <summary>
    /// Whether a round still waits for somebody, so that a word about it is worth saying. By the clock and not by the status: a lease that is
    /// over holds nobody back, even before it is noted.
    /// </summary>
    public static bool StillWaits(ChangeRequest change, int round, Instant now) =>
        change.Round.Number == round && change.Status is not (Status.Settled or Status.ChangesRequested) && Waiting.HeldUntil(change, now) is null;

    private bool Look(IWork work, DeadlineSubject.OfRound on, Instant now)
    {
        var (book, change) = (policy.Book, work.Load(on.Change));
        var context = new LedgerContext(Actor.Bot.Instance, book, now);
        if (change is not null && change.Round.Number == on.Round && SlaClock.Of(change, book, now) is { } clock)
        {
            if (clock.IsRunning && clock.IsBreached && change.Round.BreachedAt is null)
                change = Docket.CarryOut(work, on.Change, change, new Command.Breach(context.By, on.Round), context).After!;
            var later = Waiting.HeldUntil(change, now) is null ? Climb(work, ref change, clock, book, context) : null;
            if (Next(change, later, clock, book, now) is { } at)
            {
                work.Schedule(new Deadline(DeadlineKind.Escalate, on, at));
                return true;
            }
        }

        work.Complete(DeadlineKind.Escalate, on, now);
        return true;
    }

    // A step that is to be taken and can't be yet is looked at again when it can; another one may be due before that.
    private static Instant? Next(ChangeRequest change, Instant? later, SlaClock clock, PolicyBook book, Instant now)
    {
        // Nobody is there to be told: somebody may be soon.
        if (later is null && EscalationLadder.Present(change, clock) is not null && Waiting.HeldUntil(change, now) is null)
            later = now + Deadlines.LookAgain;
        if (later is not { } at)
            return NextLook(change, book, now) is { } next ? Instant.Max(next, now + LeastPause) : null;
        return EscalationLadder.LaterAt(change, clock) is { } other && other < at ? other : at;
    }

    /// <returns>When a step that is due can be taken; null when it was, or none is.</returns>
    private static Instant? Climb(IWork work, ref ChangeRequest change, SlaClock clock, PolicyBook book, LedgerContext context)
    {
        if (EscalationLadder.Present(change, clock) is not { } due)
            return null;
        // Somebody who can't be told is passed over: the step before that was not taken either stands in for it.
        var steps = clock.Plan.Ladder;
        for (var number = due.Number; number > EscalationLadder.Taken(change.Round, due.Turn); number--)
        {
            var step = steps[number - 1];
            if (!EscalationLadder.Concerns(due.Turn, step) || Whom(work, change, step, book, context.Now) is not { } told)
                continue;
            if (!clock.Plan.MayDisturb(step) && AtWork(work, told, book, context.Now) is { } later && later > context.Now)
                return later;
            if (step.To == EscalationTo.Rotation && !Offering.Page(work, told[0], change, book, context.Now))
                continue;
            change = Docket.CarryOut(
                work, change.Id, change, new Command.Escalate(context.By, change.Round.Number, due.Number, step.To, told, due.Turn), context).After!;
            return null;
        }

        return null;
    }

    // Null when there is nobody to tell.
    private static ImmutableArray<PersonId>? Whom(IWork work, ChangeRequest change, LadderStep step, PolicyBook book, Instant now)
    {
        ImmutableArray<PersonId> people = step.To switch
        {
            EscalationTo.Reviewer => [.. change.AskedNow.Select(a => a.Person).Distinct()],
            EscalationTo.Rotation => Backup(work, change, book, now) is { } backup ? [backup] : [],
            EscalationTo.Lead => LeadOf(change, book) is { } lead ? [lead] : [],
            EscalationTo.Operators => book.Operators,
            EscalationTo.Person when step.Person is { } named => [named],
            _ => [],
        };
        people = [.. people.Where(p => p != change.Author && book.Roster.Find(p) is { Active: true } known && work.Contact(p).Reachable(known) is not null)];
        var hasChannel = step.To switch
        {
            EscalationTo.Team => book.Find(change.Draft.Service)?.Channels.IsEmpty == false,
            EscalationTo.Operators => !book.OperatorsChannels.IsEmpty,
            _ => false,
        };
        return people.IsEmpty && !hasChannel ? null : people;
    }

    // The lead of whoever is asked, the service's, or its team's: the first who is not asked themselves, for they know.
    private static PersonId? LeadOf(ChangeRequest change, PolicyBook book)
    {
        var service = book.Find(change.Draft.Service);
        var asked = change.AskedNow.Select(a => a.Person).ToList();
        IEnumerable<PersonId?> leads =
        [
            .. asked.Select(person => book.Roster.Find(person)?.Lead), service?.Lead,
            service?.Team is { } id && book.Teams.TryGetValue(id, out var team) ? team.Lead : null,
        ];
        return leads.FirstOrDefault(lead => lead is { } other && other != change.Author && !asked.Contains(other)
            && book.Roster.Find(other) is { Active: true });
    }

    // Who comes on next, and has it not already.
    private static PersonId? Backup(IWork work, ChangeRequest change, PolicyBook book, Instant now)
    {
        if (book.RotationOf(change.Draft.Service) is not { } rotation)
            return null;
        var on = new Rota(book, rotation, []).OnAt(now) is { } id ? rotation.People.IndexOf(id) : -1;
        foreach (var person in rotation.People.Skip(on + 1).Concat(rotation.People.Take(on + 1)))
            if (change.Round.SeatOf(person) is null && !change.Round.HandedOn(person) && Rotations.CanBeOn(book, rotation, person)
                && work.OfferTo(person) is not { IsOpen: true })
                return person;
        return null;
    }

    // The first of them to be at work; now when one is, or nobody is named.
    private static Instant? AtWork(IWork work, ImmutableArray<PersonId> people, PolicyBook book, Instant now)
    {
        Instant? first = null;
        foreach (var id in people)
            if (book.Roster.Find(id) is { } person && work.State(id, now).CalendarOf(person).NextOpen(now) is { } open && !(first <= open))
                first = open;
        return first;
    }
}
