using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Looks at everything that is due. Idempotent: each deadline is judged again from the state, so running it twice, late, or
/// after a restart does the same as running it once.
/// </summary>
public sealed class Sweep(IStore store, PolicyInForce policy, SeatRouting routing)
{
    private const int Batch = 500;
    private static readonly Duration KeepReceipts = Duration.FromDays(7);

    /// <returns>How many deadlines were looked at.</returns>
    public async Task<int> Run(Instant now, CancellationToken cancel = default)
    {
        var seen = 0;
        while (await store.Due(now, Batch, cancel) is { Length: > 0 } due)
        {
            foreach (var deadline in due)
                await LookAt(deadline, now, cancel);
            seen += due.Length;
            if (due.Length < Batch)
                break;
        }

        return seen;
    }

    /// <summary>Housekeeping that nobody waits for; every few minutes is enough.</summary>
    public Task Tidy(Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            work.CloseRefusalTallies(new LedgerContext(Actor.Bot.Instance, policy.Book, now));
            work.Purge(now - KeepReceipts, 2_000);
            return true;
        },
        cancel);

    private Task LookAt(Deadline deadline, Instant now, CancellationToken cancel) => deadline switch
    {
        { Kind: DeadlineKind.Route, Subject: DeadlineSubject.OfSeat seat } => routing.Route(seat, now, cancel),
        { Kind: DeadlineKind.ClaimLapses, Subject: DeadlineSubject.OfSeat seat } => store.Write(work => Lapse(work, seat, now), cancel),
        { Kind: DeadlineKind.AbsenceEnds } => store.Write(
            work =>
            {
                work.Complete(deadline.Kind, deadline.Subject, now);
                work.RouteWaitingNow(now);
                return true;
            },
            cancel),
        _ => throw new InvalidOperationException($"No rule for {deadline}."),
    };

    private bool Lapse(IWork work, DeadlineSubject.OfSeat seat, Instant now)
    {
        if (work.Load(seat.Change) is { } change)
            Docket.CarryOut(
                work, seat.Change, change, new Command.LapseClaim(Actor.Bot.Instance, seat.Round, seat.Seat),
                new LedgerContext(Actor.Bot.Instance, policy.Book, now));
        work.Complete(DeadlineKind.ClaimLapses, seat, now);
        return true;
    }
}
