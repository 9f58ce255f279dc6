using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>
/// The decider's part on a round that takes too long: its time is over, somebody is told, somebody looks after it, or whoever is asked
/// puts it off. Source: product.md, Policy (escalation); each step once at most in a round.
/// </summary>
internal static class Waiting
{
    public static Ruling Decide(ChangeRequest change, Command.Breach c, Instant now) =>
        IsOpen(change, c.By, c.Round) && change.Round.BreachedAt is null
            ? ReviewDesk.Happened(new ChangeEvent.Breached(c.Round, now))
            : new Refusal.NothingToDo();

    public static Ruling Decide(ChangeRequest change, Command.Escalate c, Instant now) =>
        IsOpen(change, c.By, c.Round) && c.Step > (c.Turn == Turn.Nobody ? change.Round.EscalatedUnstaffed : change.Round.Escalated)
            && HeldUntil(change, now) is null
            ? ReviewDesk.Happened(new ChangeEvent.Escalated(c.Round, c.Step, c.To, c.Told, c.Turn, now))
            : new Refusal.NothingToDo();

    public static Ruling Decide(ChangeRequest change, Command.LookAfter c, Instant now)
    {
        if (Authority.OnRound(change, c.Round) is { } stale)
            return stale;
        if (c.By is not Actor.Member { Person.Id: var person })
            return new Refusal.UnknownPerson();
        if (!c.MayLookAfter)
            return Authority.NotSeated(change, person);
        return change.Round.LookedAfter is { } held && held.By != person && held.Until > now
            ? new Refusal.ClaimedBySomebody(held.By, held.Until)
            : ReviewDesk.Happened(new ChangeEvent.LookedAfter(change.Round.Number, person, now + c.Lease, now));
    }

    public static Ruling Decide(ChangeRequest change, Command.Snooze c, Instant now)
    {
        if (Authority.OnRound(change, c.Round) is { } stale)
            return stale;
        if (c.By is not Actor.Member { Person.Id: var person })
            return new Refusal.UnknownPerson();
        if (change.Round.SeatOf(person) is not { } seat || seat.AskedOf(person) is not { } asked)
            return Authority.NotSeated(change, person);
        if (seat.Claim is { } claim && claim.Until > now)
            return new Refusal.OnItYourself(claim.Until);
        if (c.For == Duration.Zero && !(asked.SnoozedUntil > now))
            return new Refusal.NotPutOff();
        var used = asked.SnoozedBy(now);
        return used + c.For > c.Most
            ? new Refusal.SnoozedEnough(c.Most - used, c.Most)
            : ReviewDesk.Happened(new ChangeEvent.Snoozed(change.Round.Number, seat.Number, person, now + c.For, now));
    }

    /// <summary>Until when somebody is on it, or looks after it; null when nobody is.</summary>
    public static Instant? HeldUntil(ChangeRequest change, Instant now)
    {
        Instant? until = change.Round.LookedAfter is { } looked && looked.Until > now ? looked.Until : null;
        foreach (var seat in change.Round.Seats)
            if (seat is { IsOpen: true, Claim: { } claim } && claim.Until > now && !(until > claim.Until))
                until = claim.Until;
        return until;
    }

    private static bool IsOpen(ChangeRequest change, Actor by, int round) =>
        by is Actor.Bot && change.Status is not (Status.Settled or Status.ChangesRequested) && change.Round.Number == round;
}
