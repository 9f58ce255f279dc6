using Countersign.Core.Changes;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What must be looked at again after something happened.</summary>
internal static class Deadlines
{
    // Calendars tell when somebody starts work; a freed place or a mended account tells nobody, so waiting seats look again.
    public static readonly Duration LookAgain = Duration.FromMinutes(15);

    public static void After(IWork work, ChangeRequest? before, ChangeRequest after, IEnumerable<ChangeEvent> events, Instant now)
    {
        foreach (var happened in events)
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
            }

        if (after.VacantSeat is { } vacant && !events.Any(e => e is ChangeEvent.Waited))
            work.Schedule(new Deadline(
                DeadlineKind.Route, new DeadlineSubject.OfSeat(after.Id, after.Round.Number, vacant.Number), now));
        foreach (var seat in before?.Round.Seats ?? [])
            if (seat.Claim is not null && NoLongerClaimed(after, before!.Round.Number, seat.Number))
                work.Complete(
                    DeadlineKind.ClaimLapses, new DeadlineSubject.OfSeat(after.Id, before.Round.Number, seat.Number), now);
    }

    public static Deadline RouteAgain(ChangeId change, int round, int seat, Instant? nextChance, Instant now) => new(
        DeadlineKind.Route,
        new DeadlineSubject.OfSeat(change, round, seat),
        Instant.Min(nextChance ?? Instant.MaxValue, now + LookAgain));

    private static bool NoLongerClaimed(ChangeRequest after, int round, int seat) =>
        after.Round.Number != round || after.Status is Status.Settled or Status.ChangesRequested
        || after.Round.Seat(seat).Claim is null;
}
