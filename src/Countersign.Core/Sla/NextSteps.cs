using Countersign.Core.Changes;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>
/// Which deadlines an open request has to have, read off the request alone: for the watchdog, beside the code that sets them. Without
/// one of them it would wait for ever.
/// </summary>
public static class NextSteps
{
    public static IEnumerable<(DeadlineKind Kind, DeadlineSubject On)> Of(ChangeRequest change, PolicyBook book, Instant now)
    {
        var round = change.Round.Number;
        if (change.Status is Status.ChangesRequested)
            yield return (DeadlineKind.Expire, new DeadlineSubject.OfRound(change.Id, round));
        if (change.Status is Status.Settled or Status.ChangesRequested)
            yield break;
        if (SlaClock.Of(change, book, now) is { } clock && IsToCome(change, clock))
            yield return (DeadlineKind.Escalate, new DeadlineSubject.OfRound(change.Id, round));
        if (change.VacantSeat is { } vacant)
            yield return (DeadlineKind.Route, new DeadlineSubject.OfSeat(change.Id, round, vacant.Number));
        foreach (var seat in change.Round.Seats)
            if (seat is { IsOpen: true, Claim: not null })
                yield return (DeadlineKind.ClaimLapses, new DeadlineSubject.OfSeat(change.Id, round, seat.Number));
    }

    // A step of the ladder, or the end of the time for the decision.
    private static bool IsToCome(ChangeRequest change, SlaClock clock) =>
        EscalationLadder.NextAt(change, clock) is not null || (clock.IsRunning && change.Round.BreachedAt is null && clock.Due is not null);
}
