using System.Collections.Immutable;
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
public sealed class Sweep(IStore store, PolicyInForce policy, SeatRouting routing, Moving moving, Offering offering, Escalating escalating, Recurring recurring, Digesting digesting)
{
    private const int Batch = 500;
    private readonly Expiring _expiring = new(store, policy);
    private readonly HandingOver _handing = new(store, policy);
    private readonly Swapping _swapping = new(store, policy);

    /// <returns>How many deadlines were looked at.</returns>
    public async Task<int> Run(Instant now, CancellationToken cancel = default)
    {
        var seen = 0;
        ImmutableArray<Deadline> before = [];
        // Looking at one may make others due (a place became free), so it goes on until nothing is; what doesn't move is left.
        while (await store.Due(now, Batch, cancel) is { Length: > 0 } due && !due.SequenceEqual(before))
        {
            await LookAtAll(due, now, cancel);
            seen += due.Length;
            before = due;
        }

        return seen;
    }

    /// <summary>
    /// While pings are held: whoever asks for a sign-off still is answered. What was due before, or came due by the jump, waits.
    /// </summary>
    public async Task<int> RouteNew(Instant since, Instant now, CancellationToken cancel = default)
    {
        var seen = 0;
        ImmutableArray<Deadline> before = [];
        while (await store.DueSince(DeadlineKind.Route, since, now, Batch, cancel) is { Length: > 0 } due && !due.SequenceEqual(before))
        {
            await LookAtAll(due, now, cancel);
            seen += due.Length;
            before = due;
        }

        return seen;
    }

    // One request that can't be looked at must not keep the others waiting.
    private async Task LookAtAll(ImmutableArray<Deadline> due, Instant now, CancellationToken cancel)
    {
        var failed = new List<Exception>();
        foreach (var deadline in due)
            try
            {
                await LookAt(deadline, now, cancel);
            }
            catch (Exception e) when (e is not (StoreUnavailableException or OperationCanceledException))
            {
                failed.Add(new InvalidOperationException($"The deadline {deadline} failed.", e));
            }

        if (failed.Count > 0)
            throw new AggregateException(failed);
    }

    /// <summary>Writes the counts of refusals whose hour is over; every few minutes is enough.</summary>
    public Task Tidy(Instant now, CancellationToken cancel = default) => store.Write(
        work =>
        {
            work.CloseRefusalTallies(new LedgerContext(Actor.Bot.Instance, policy.Book, now));
            return true;
        },
        cancel);

    private Task LookAt(Deadline deadline, Instant now, CancellationToken cancel) => deadline switch
    {
        { Kind: DeadlineKind.Route, Subject: DeadlineSubject.OfSeat seat } => routing.Route(seat, now, cancel),
        { Kind: DeadlineKind.ClaimLapses, Subject: DeadlineSubject.OfSeat seat } => store.Write(work => Lapse(work, seat, now), cancel),
        { Kind: DeadlineKind.AbsenceEnds, Subject: DeadlineSubject.OfPerson person } => store.Write(
            work => EndAbsence(work, person, now), cancel),
        { Kind: DeadlineKind.HandOver, Subject: DeadlineSubject.OfRotation rotation } => _handing.Look(rotation.Rotation, now, cancel),
        { Kind: DeadlineKind.SwapLapses, Subject: DeadlineSubject.OfSwap swap } => _swapping.Lapse(swap.Offer, now, cancel),
        { Kind: DeadlineKind.Remind, Subject: DeadlineSubject.OfAsked asked } => moving.Remind(asked, now, cancel),
        { Kind: DeadlineKind.MoveOn or DeadlineKind.Rescue, Subject: DeadlineSubject.OfAsked asked } => moving.Look(deadline.Kind, asked, now, cancel),
        { Kind: DeadlineKind.Offer, Subject: DeadlineSubject.OfPerson person } => offering.Look(person, now, cancel),
        { Kind: DeadlineKind.Escalate, Subject: DeadlineSubject.OfRound round } => escalating.Look(round, now, cancel),
        { Kind: DeadlineKind.Expire, Subject: DeadlineSubject.OfRound round } => _expiring.Look(round, now, cancel),
        { Kind: DeadlineKind.Recur, Subject: DeadlineSubject.OfTask on } => recurring.Look(on.Task, deadline.Due, now, cancel),
        { Kind: DeadlineKind.Digest, Subject: DeadlineSubject.OfDigest on } => digesting.Look(on.Scope, now, cancel),
        { Kind: DeadlineKind.OfferLapses, Subject: DeadlineSubject.OfPerson person } => offering.Lapse(person, now, cancel),
        _ => throw new InvalidOperationException($"No rule for {deadline}."),
    };

    // The list of what is due may be older than a claim's renewal or a longer absence: then the deadline has moved and stays.
    private bool Lapse(IWork work, DeadlineSubject.OfSeat seat, Instant now)
    {
        var change = work.Load(seat.Change);
        if (ClaimOn(change, seat) is { } held && held.Until > now)
        {
            work.Schedule(new Deadline(DeadlineKind.ClaimLapses, seat, held.Until));
            return false;
        }

        if (change is not null)
            Docket.CarryOut(
                work, seat.Change, change, new Command.LapseClaim(Actor.Bot.Instance, seat.Round, seat.Seat),
                new LedgerContext(Actor.Bot.Instance, policy.Book, now));
        work.Complete(DeadlineKind.ClaimLapses, seat, now);
        return true;
    }

    private static Claim? ClaimOn(ChangeRequest? change, DeadlineSubject.OfSeat seat) =>
        change is { Status: not (Status.Settled or Status.ChangesRequested) } && change.Round.Number == seat.Round
        && change.Round.Seat(seat.Seat) is { IsOpen: true, Claim: var claim } ? claim : null;

    private static bool EndAbsence(IWork work, DeadlineSubject.OfPerson person, Instant now)
    {
        var ends = work.State(person.Person, now).Absences.Where(a => a.End > now).Select(a => (Instant?)a.End).Min();
        if (ends is { } later)
            work.Schedule(new Deadline(DeadlineKind.AbsenceEnds, person, later));
        else
            work.Complete(DeadlineKind.AbsenceEnds, person, now);
        work.RouteWaitingNow(now);
        return true;
    }
}
