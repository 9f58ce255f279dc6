using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>
/// The decider's part on reviews that nobody has begun: a sign, a reminder, the router's move to somebody else, and somebody who is free
/// sooner and takes one. Source: routing.md, "Timers".
/// </summary>
internal static class Handing
{
    public static Ruling Decide(ChangeRequest change, Command.Acknowledge c, Instant now) =>
        c.By is Actor.Member { Person.Id: var person } && Authority.OnRound(change, c.Round) is null
        && change.Round.SeatOf(person) is { } seat && seat.AskedOf(person) is { AckedAt: null }
            ? ReviewDesk.Happened(new ChangeEvent.Acknowledged(change.Round.Number, seat.Number, person, now))
            : new Refusal.NothingToDo();

    public static Ruling Decide(ChangeRequest change, Command.Remind c, Instant now) =>
        c.By is Actor.Bot && Unbegun(change, c.Round, c.Seat)?.AskedOf(c.Person) is { IsToBeReminded: true }
            ? ReviewDesk.Happened(new ChangeEvent.Reminded(c.Round, c.Seat, c.Person, now))
            : new Refusal.NothingToDo();

    public static Ruling Decide(ChangeRequest change, Command.Move c, Instant now)
    {
        if (c.By is not Actor.Bot)
            return new Refusal.MayNotReassign();
        if (Unbegun(change, c.Round, c.Seat) is not { } seat || seat.AskedOf(c.From) is not { } held || !MayMove(change.Round, seat, held, c.Why))
            return new Refusal.NothingToDo();
        return Assignment.WhyNotRouted(change, seat, c.To, c.SameTeam) is { } why
            ? new Refusal.CannotBeAsked(c.To.Id, why)
            : ReviewDesk.Happened(
                new ChangeEvent.StoodDown(c.Round, c.Seat, c.From, c.Why, now),
                new ChangeEvent.Assigned(c.Round, c.Seat, c.To.Id, c.Due, c.Report, null, null, now) { Handover = new Handover(c.From, c.Why) });
    }

    public static Ruling Decide(ChangeRequest change, Command.TakeOver c, Instant now)
    {
        if (c.By is not Actor.Member { Person: var person })
            return new Refusal.UnknownPerson();
        if (Authority.OnRound(change, c.Round) is { } stale)
            return stale;
        if (c.Seat < 1 || c.Seat > change.Round.Seats.Length)
            return new Refusal.OfferOver();
        var seat = change.Round.Seat(c.Seat);
        if (WhyNotTaken(change, seat, person, c) is { } refusal)
            return refusal;
        var from = seat.Asked.IsEmpty ? null : new Handover(seat.Asked[0].Person, StandDown.Taken);
        return new Ruling.Accepted(
        [
            .. seat.Asked.Select(a => new ChangeEvent.StoodDown(change.Round.Number, seat.Number, a.Person, StandDown.Taken, now)),
            new ChangeEvent.Assigned(change.Round.Number, seat.Number, person.Id, c.Due, null, null, null, now) { Handover = from },
            new ChangeEvent.Claimed(change.Round.Number, seat.Number, person.Id, now + c.Lease, now),
        ]);
    }

    /// <summary>The seat, if it is somebody's turn in this round and nobody has begun; null when not.</summary>
    internal static Seat? Unbegun(ChangeRequest change, int round, int seat) =>
        change.Status is not (Status.Settled or Status.ChangesRequested) && change.Round.Number == round
        && seat >= 1 && seat <= change.Round.Seats.Length && change.Round.Seat(seat) is { IsUnbegun: true } unbegun ? unbegun : null;

    /// <summary>Whether the router may still give it to somebody else for this reason.</summary>
    internal static bool MayMove(Round round, Seat seat, Asked held, StandDown why) => why switch
    {
        StandDown.NotAcknowledged => held.AckedAt is null && seat.Moves < Rerouting.MostMoves,
        StandDown.Rescued => round.Rescues < Rerouting.MostRescues,
        _ => false,
    };

    private static Refusal? WhyNotTaken(ChangeRequest change, Seat seat, Person person, Command.TakeOver c)
    {
        var asked = Authority.AskedNow(change);
        if (seat.Vote is { } vote)
            return new Refusal.SeatFilled(vote.By, vote.At, asked);
        if (change.Round.SeatOf(person.Id) is not null)
            return new Refusal.YoursAlready();
        if (seat.Claim is { } held)
            return new Refusal.ClaimedBySomebody(held.By, held.Until);
        if (!c.IsOffered || change.Round.HandedOn(person.Id) || change.Round.IsSeated(person.Id))
            return new Refusal.OfferOver();
        if (Authority.ToTake(change, seat, person, asked) is { } refusal)
            return refusal;
        if (c.SameTeam is { } other)
            return new Refusal.SameTeam(other == person.Id ? null : other, seat.Needs.DifferentTeams);
        return c.Limit is { } limit ? new Refusal.AtLimit(limit) : null;
    }
}
