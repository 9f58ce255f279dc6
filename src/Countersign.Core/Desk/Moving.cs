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
/// Looks after a review that waits with somebody who has not begun: reminds them, and asks somebody else when there is no sign or it would
/// be late. Judged from the state each time, so that a look that is early, late or repeated does no harm. Source: routing.md, "Timers".
/// </summary>
public sealed class Moving(IStore store, PolicyInForce policy, Ranking ranking)
{
    private const int Tries = 5;
    private const int MostHeld = 50;
    private static readonly Duration WhileReviewing = Duration.FromMinutes(20);

    public async Task Remind(DeadlineSubject.OfAsked on, Instant now, CancellationToken cancel = default)
    {
        // A reminder would only interrupt the review that they are on; the look at whether it should move comes all the same.
        var isReviewing = (await store.Asking(on.Person, MostHeld, cancel))
            .Any(c => c.Id != on.Change && c.Round.SeatOf(on.Person)?.Claim is { } claim && claim.By == on.Person && claim.Until > now);
        await store.Write(work => Remind(work, on, isReviewing, now), cancel);
    }

    private bool Remind(IWork work, DeadlineSubject.OfAsked on, bool isReviewing, Instant now)
    {
        var book = policy.Book;
        var change = work.Load(on.Change);
        if (IsNotYet(work, change, DeadlineKind.Remind, on, book, now))
            return false;
        if (change is not null && HasAPresentStage(change, book, now))
        {
            work.Schedule(new Deadline(DeadlineKind.Remind, on, now + Deadlines.LookAgain));
            return false;
        }

        if (isReviewing && Waits.Find(change, DeadlineKind.Remind, on) is not null)
        {
            work.Schedule(new Deadline(DeadlineKind.Remind, on, now + WhileReviewing));
            return false;
        }

        if (change is not null)
            Docket.CarryOut(
                work, on.Change, change, new Command.Remind(Actor.Bot.Instance, on.Round, on.Seat, on.Person), new LedgerContext(Actor.Bot.Instance, book, now));
        work.Complete(DeadlineKind.Remind, on, now);
        return true;
    }

    /// <summary>Whether somebody else should have it. The ranking is made before the writer, and judged again inside.</summary>
    public async Task Look(DeadlineKind kind, DeadlineSubject.OfAsked on, Instant now, CancellationToken cancel = default)
    {
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            var book = policy.Book;
            var change = await store.Find(on.Change, cancel);
            // After a pause thousands may have a step due: none of them is ranked for a move that must wait.
            var ranks = Waits.Find(change, kind, on) is { } waits && !HasAPresentStage(change!, book, now) && HeardUntil(change!, book, now) is null ? await Better(change!, waits, book, now, cancel) : null;
            if (await store.Write(work => Move(work, kind, on, ranks, book, now), cancel))
                return;
        }

        await store.Write(work => PutBack(work, kind, on, now), cancel);
    }

    // Null when nobody is free, or none who would be enough sooner.
    private async Task<Ranks?> Better(ChangeRequest change, Waits waits, PolicyBook book, Instant now, CancellationToken cancel)
    {
        var ranks = await ranking.Of(book, change, waits.Seat, now, cancel);
        if (ranks?.Report.Candidates is not [{ Expected: { } expected } best, ..] || DecisionTime.Of(change, book, now) is not { } time)
            return null;
        // Two who gave no sign are not swapped with each other.
        var other = Rerouting.ExpectedOf(expected, waits.Seat.Tried.Contains(best.Person));
        var pays = waits.Kind == DeadlineKind.MoveOn
            ? Rerouting.MovePays(await ranking.ExpectedOf(ranks, change, waits.Asked.Person, now, cancel), other)
            : Rerouting.RescuePays(time.Window, await Soonest(ranks, change, waits.Seat, time, now, cancel), other, now);
        return pays ? ranks : null;
    }

    // Where two are asked, it is late only if it would be with both.
    private async Task<Instant> Soonest(Ranks ranks, ChangeRequest change, Seat seat, DecisionTime time, Instant now, CancellationToken cancel)
    {
        var soonest = Instant.MaxValue;
        foreach (var asked in seat.Asked)
        {
            var expected = await ranking.ExpectedOf(ranks, change, asked.Person, now, cancel);
            var isSilent = ranking.IsSilent(ranks, asked, time.Window.Length, now);
            soonest = Instant.Min(soonest, isSilent && expected < Instant.MaxValue ? expected + Rerouting.Silence : expected);
        }

        return soonest;
    }

    // After a pause a step of the ladder may be due as well: people hear of the present stage alone.
    private static bool HasAPresentStage(ChangeRequest change, PolicyBook book, Instant now) =>
        SlaClock.Of(change, book, now) is { } clock && EscalationLadder.Present(change, clock) is not null && Waiting.HeldUntil(change, now) is null;

    // Whoever was just told who is asked must not find somebody else when they look.
    private static Instant? HeardUntil(ChangeRequest change, PolicyBook book, Instant now) =>
        change.Round.LastEscalatedAt is { } at && at <= now && SlaClock.PlanOf(change, book) is { } plan
        && at + Duration.Min(Deadlines.LookAgain, Duration.FromTicks(plan.Decision.BclCompatibleTicks / 8)) is var until && until > now ? until : null;

    private bool Move(IWork work, DeadlineKind kind, DeadlineSubject.OfAsked on, Ranks? ranks, PolicyBook book, Instant now)
    {
        var change = work.Load(on.Change);
        if (IsNotYet(work, change, kind, on, policy.Book, now))
            return true;
        if (Waits.Find(change, kind, on) is not { } waits)
            return PutBack(work, kind, on, now);
        if (HeardUntil(change!, policy.Book, now) is { } heard)
        {
            work.Schedule(new Deadline(kind, on, heard));
            return true;
        }

        if (ranks is null || HasAPresentStage(change!, policy.Book, now))
            return PutBack(work, kind, on, now);
        if (!ReferenceEquals(policy.Book, book) || ranks.Chosen is not { } to || !Ranking.IsFree(work, to, now, out _))
            return false;
        // The author was told when it is due; a change of hands does not change that.
        var due = waits.Asked.Due ?? Deciding.DueOf(change!, book, now);
        var command = new Command.Move(
            Actor.Bot.Instance, on.Round, on.Seat, on.Person, waits.Why, to, due, ranks.Report,
            Reviewers.SameTeam(change!.Round, waits.Seat, to, book.Roster));
        var (ruling, _) = Docket.CarryOut(work, on.Change, change, command, new LedgerContext(command.By, book, now));
        return ruling is Ruling.Accepted;
    }

    // An absence, say, that was said since leaves them more time; the row waits for it, or ends with what it was about.
    private bool IsNotYet(IWork work, ChangeRequest? change, DeadlineKind kind, DeadlineSubject.OfAsked on, PolicyBook book, Instant now)
    {
        if (Waits.Find(change, kind, on) is not { } waits || Calendar(work, on, book, now) is not { } calendar || DecisionTime.Of(change!, book, now) is not { } time)
            return false;
        var at = waits.At(time, calendar, Instant.MinValue);
        // Nobody is disturbed when they are not at work, however late the reminder is.
        if (kind == DeadlineKind.Remind && at <= now)
            at = calendar.NextOpen(now) ?? now + Duration.FromDays(1);
        if (at is not { } later || later <= now)
            return false;
        work.Schedule(new Deadline(kind, on, later));
        return true;
    }

    private bool PutBack(IWork work, DeadlineKind kind, DeadlineSubject.OfAsked on, Instant now)
    {
        var (book, change) = (policy.Book, work.Load(on.Change));
        Instant? next = null;
        if (Waits.Find(change, kind, on) is { } waits && Calendar(work, on, book, now) is { } calendar && DecisionTime.Of(change!, book, now) is { } time)
            next = kind == DeadlineKind.Rescue ? waits.At(time, calendar, now) : now + Deadlines.LookAgain;
        if (next is { } later)
            work.Schedule(new Deadline(kind, on, later));
        else
            work.Complete(kind, on, now);
        return true;
    }

    // With what a platform says of them: nobody is reminded in a meeting, and its time is not counted as silence.
    private Calendar? Calendar(IWork work, DeadlineSubject.OfAsked on, PolicyBook book, Instant now) =>
        book.Roster.Find(on.Person) is { } person ? ranking.CalendarOf(person, work.State(on.Person, now), now) : null;
}
