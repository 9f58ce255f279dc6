using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// What may still come of asking somebody who has not begun: a reminder, a move for want of a sign, a move because it would be late.
/// Read off the request alone, so that what is scheduled and what is judged when it comes due can't differ.
/// </summary>
internal sealed record Waits(DeadlineKind Kind, DeadlineSubject.OfAsked On, Seat Seat, Asked Asked)
{
    // Whoever does not work for so long is not waited for.
    private static readonly Duration Ahead = Duration.FromDays(60);

    public static IEnumerable<Waits> Of(ChangeRequest? change)
    {
        if (change is null or { Status: Status.Settled or Status.ChangesRequested })
            yield break;
        foreach (var seat in change.Round.Seats)
            foreach (var asked in seat.IsUnbegun ? seat.Asked : [])
            {
                var on = new DeadlineSubject.OfAsked(change.Id, change.Round.Number, seat.Number, asked.Person);
                // Since they are asked, somebody was told that it waits too long: people hear of the present stage alone.
                if (asked.IsToBeReminded && (asked.SnoozedUntil is not null || !(change.Round.LastEscalatedAt > asked.At)))
                    yield return new Waits(DeadlineKind.Remind, on, seat, asked);
                // Whom a lead chose the lead takes off.
                if (asked.ByLead is not null)
                    continue;
                if (Handing.MayMove(change.Round, seat, asked, StandDown.NotAcknowledged))
                    yield return new Waits(DeadlineKind.MoveOn, on, seat, asked);
                if (Handing.MayMove(change.Round, seat, asked, StandDown.Rescued))
                    yield return new Waits(DeadlineKind.Rescue, on, seat, asked);
            }
    }

    /// <returns>Null when it does not wait for that any more.</returns>
    public static Waits? Find(ChangeRequest? change, DeadlineKind kind, DeadlineSubject.OfAsked on)
    {
        foreach (var waits in Of(change))
            if (waits.Kind == kind && waits.On == on)
                return waits;
        return null;
    }

    public StandDown Why => Kind == DeadlineKind.Rescue ? StandDown.Rescued : StandDown.NotAcknowledged;

    /// <summary>When it is to be looked at, after <paramref name="after"/> where there are several looks; null for never.</summary>
    /// <param name="calendar">Of whoever is asked.</param>
    public Instant? At(DecisionTime time, Calendar calendar, Instant after)
    {
        if (Kind == DeadlineKind.Rescue)
            return time.NextRescue(after);
        if (Kind == DeadlineKind.Remind && Asked.SnoozedUntil is { } later)
            return later;
        var free = FreeTime.Of(calendar, Asked.At, Asked.At + Ahead);
        var at = Kind == DeadlineKind.Remind
            ? Rerouting.Timers(free, Asked.At, time.Window.Length).RemindAt
            : Rerouting.MoveAt(free, Asked.At, Asked.RemindedAt, time.Window.Length);
        return at == Instant.MaxValue ? null : at;
    }
}
