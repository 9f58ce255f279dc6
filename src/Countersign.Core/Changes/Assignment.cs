using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>The decider's part on who is asked: the router's choice, a lead's move, taking somebody off.</summary>
internal static class Assignment
{
    public static Ruling Decide(ChangeRequest change, Command.Assign c, Instant now)
    {
        if (c.By is not Actor.Bot)
            return new Refusal.MayNotReassign();
        if (c.Round != change.Round.Number || change.VacantSeat is not { } seat || seat.Number != c.Seat)
            return new Refusal.SeatTaken();
        if (c.Chosen is null)
            return SaysTheSame(change, c)
                ? new Refusal.NothingToDo()
                : ReviewDesk.Happened(new ChangeEvent.Waited(c.Round, c.Seat, c.Report, now));
        if (WhyNotRouted(change, seat, c.Chosen, c.SameTeam) is { } why)
            return new Refusal.CannotBeAsked(c.Chosen.Id, why);
        var assigned = new ChangeEvent.Assigned(c.Round, c.Seat, c.Chosen.Id, c.Due, c.Report, null, null, now);
        // The second of two is a gain, not a need: nobody is taken off another seat for it.
        return c.Also is { Person: var second, Due: var due, Report: var report } && second.Id != c.Chosen.Id
            && WhyNotRouted(change, seat, second, null) is null && change.Round.SpareFor(seat, second.Id) is null
            ? new Ruling.Accepted([.. Freed(change, seat, c.Chosen, now), assigned, new ChangeEvent.Assigned(c.Round, c.Seat, second.Id, due, report, null, null, now)])
            : new Ruling.Accepted([.. Freed(change, seat, c.Chosen, now), assigned]);
    }

    // One of two on another seat only helps there; here somebody is needed.
    private static IEnumerable<ChangeEvent> Freed(ChangeRequest change, Seat seat, Person person, Instant now) =>
        change.Round.SpareFor(seat, person.Id) is { } helped
            ? [new ChangeEvent.StoodDown(change.Round.Number, helped.Number, person.Id, StandDown.Needed, now)]
            : [];

    public static Ruling Decide(ChangeRequest change, Command.Reassign c, Instant now)
    {
        if (!c.MayMove || c.By is not Actor.Member { Person: var lead })
            return new Refusal.MayNotReassign();
        // Whoever chooses the reviewer of their own change half decides it.
        if (lead.Id == change.Author)
            return new Refusal.AuthorCannotDecide(Authority.AskedNow(change));
        if (change.Draft.CoAuthors.Contains(lead.Id))
            return new Refusal.CoAuthorCannotDecide(Authority.AskedNow(change));
        if (change.Status is Status.ChangesRequested turn)
            return new Refusal.AuthorsTurn(change.Author, turn.By, turn.At);
        if (string.IsNullOrWhiteSpace(c.Reason))
            return new Refusal.ReasonMissing();
        if (c.Reason.Trim().Length > ReviewDesk.ReasonMax)
            return new Refusal.ReasonTooLong(c.Reason.Trim().Length, ReviewDesk.ReasonMax);
        // Nobody is taken off while a seat stands empty.
        var seat = change.VacantSeat ?? change.Round.Seats.First(s => s.IsOpen);
        if ((c.SameTeam is not null ? SameTeam : WhyNot(change, seat, c.To)) is { } why)
            return new Refusal.CannotBeAsked(c.To.Id, why);
        var round = change.Round.Number;
        return new Ruling.Accepted([
            .. seat.Asked.Select(a => new ChangeEvent.StoodDown(round, seat.Number, a.Person, StandDown.Reassigned, now)),
            .. Freed(change, seat, c.To, now),
            new ChangeEvent.Assigned(round, seat.Number, c.To.Id, c.Due, null, lead.Id, c.Reason.Trim(), now),
        ]);
    }

    public static Ruling Decide(ChangeRequest change, Command.TakeOff c, Instant now) =>
        c.By is Actor.Bot && change.Status is not Status.ChangesRequested && change.Round.SeatOf(c.Person) is { } seat
            ? ReviewDesk.Happened(new ChangeEvent.StoodDown(change.Round.Number, seat.Number, c.Person, c.Why, now))
            : new Refusal.NothingToDo();

    private const string SameTeam = "is of the same team as somebody on another seat, or of none";

    /// <returns>Why the router can't ask this person for this seat, to follow "who"; null when it can.</returns>
    internal static string? WhyNotRouted(ChangeRequest change, Seat seat, Person person, PersonId? sameTeam) =>
        change.Round.HandedOn(person.Id) ? "passed it on in this round" : sameTeam is not null ? SameTeam : WhyNot(change, seat, person);

    private static string? WhyNot(ChangeRequest change, Seat seat, Person person)
    {
        if (change.Round.SeatOf(person.Id) is not null && change.Round.SpareFor(seat, person.Id) is null)
            return "is asked already";
        if (change.Round.Seats.Any(s => s.Vote?.By == person.Id))
            return "has voted in this round already";
        if (person.Id == change.Author)
            return "wrote the change";
        if (change.Draft.CoAuthors.Contains(person.Id))
            return "is a co-author";
        if (!person.Active)
            return "is not active on the roster";
        if (person.AgentOf is not null)
            return "is an agent";
        if (person.Level < seat.Needs.AtLeast)
            return $"is not {Words.LevelWords.Qualified(seat.Needs.AtLeast)}";
        return person.Covers(seat.Needs.Service) ? null : "does not cover this service";
    }

    // Waiting twice for the same reasons is one event, not one a sweep.
    private static bool SaysTheSame(ChangeRequest change, Command.Assign c) =>
        change.Report is { Chosen: null } before && before.Sentence.Equals(c.Report.Sentence);
}
