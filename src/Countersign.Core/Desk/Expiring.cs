using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Ends requests whose authors were asked for changes and never made them: they are told a week before, at work, and then it is over.
/// Judged from the state each time, so that a look that is early, late or repeated does no harm.
/// </summary>
internal sealed class Expiring(IStore store, PolicyInForce policy)
{
    private static readonly Duration MostNotice = Duration.FromDays(7);

    public Task Look(DeadlineSubject.OfRound on, Instant now, CancellationToken cancel) => store.Write(work => Look(work, on, now), cancel);

    /// <summary>When a round whose author's turn it is needs a look; null when it is not their turn.</summary>
    public static Instant? NextLook(ChangeRequest change, PolicyBook book) => change.Status is not Status.ChangesRequested turn
        ? null
        : change.Round.ExpiresAt ?? turn.At + TimeOf(change, book) - Notice(TimeOf(change, book));

    private bool Look(IWork work, DeadlineSubject.OfRound on, Instant now)
    {
        var (book, change) = (policy.Book, work.Load(on.Change));
        if (change is not null && change.Round.Number == on.Round && NextLook(change, book) is { } at)
        {
            if (at > now || (change.Round.ExpiresAt is null && AtWork(work, change, book, now) is var open && (at = open) > now))
            {
                work.Schedule(new Deadline(DeadlineKind.Expire, on, at));
                return true;
            }

            // Whoever is told sets the row for the end.
            Docket.CarryOut(work, on.Change, change, CommandFor(change, book, now), new LedgerContext(Actor.Bot.Instance, book, now));
            if (change.Round.ExpiresAt is null)
                return true;
        }

        work.Complete(DeadlineKind.Expire, on, now);
        return true;
    }

    // However late it is told: the author has the whole notice.
    private static Command CommandFor(ChangeRequest change, PolicyBook book, Instant now)
    {
        if (change.Round.ExpiresAt is not null)
            return new Command.Expire(Actor.Bot.Instance, change.Round.Number);
        var time = TimeOf(change, book);
        return new Command.AnnounceExpiry(
            Actor.Bot.Instance, change.Round.Number, Instant.Max(now + Notice(time), ((Status.ChangesRequested)change.Status).At + time));
    }

    private static Duration TimeOf(ChangeRequest change, PolicyBook book) => SlaClock.PlanOf(change, book)?.Expires ?? SlaPlan.UsualExpiry;

    private static Duration Notice(Duration time) => Duration.Min(MostNotice, Duration.FromTicks(time.BclCompatibleTicks / 2));

    private static Instant AtWork(IWork work, ChangeRequest change, PolicyBook book, Instant now) =>
        book.Roster.Find(change.Author) is { } author && work.State(author.Id, now).CalendarOf(author).NextOpen(now) is { } open ? open : now;
}
