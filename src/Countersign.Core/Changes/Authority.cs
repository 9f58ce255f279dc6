using System.Collections.Immutable;
using Countersign.Core.People;

namespace Countersign.Core.Changes;

/// <summary>Who may do what to a request. Judged on every press, from the roster in force; a card grants nothing.</summary>
internal static class Authority
{
    public static Refusal? RefusalOf(Actor by) => by switch
    {
        Actor.Bot => null,
        Actor.Outsider => new Refusal.WrongWorkspace(),
        Actor.Member { Person.Active: true } => null,
        Actor.Member => new Refusal.Inactive(),
        _ => new Refusal.UnknownPerson(),
    };

    /// <summary>The pressed card's round is the current one, and it is a reviewer's turn.</summary>
    public static Refusal? OnRound(ChangeRequest change, int? round)
    {
        if (round is { } pressed && pressed != change.Round.Number)
            return new Refusal.StaleRound(pressed, change.Round.Number);
        return change.Status is Status.ChangesRequested turn
            ? new Refusal.AuthorsTurn(change.Author, turn.By, turn.At)
            : null;
    }

    /// <summary>Everything that must hold before a vote or a claim counts. The bot never votes.</summary>
    public static Refusal? ToVote(ChangeRequest change, Actor by, int? round)
    {
        if (by is not Actor.Member { Person: var person })
            return new Refusal.UnknownPerson();
        if (OnRound(change, round) is { } refusal)
            return refusal;
        var asked = AskedNow(change);
        if (person.Id == change.Author)
            return new Refusal.AuthorCannotDecide(asked);
        if (change.Draft.CoAuthors.Contains(person.Id))
            return new Refusal.CoAuthorCannotDecide(asked);
        var seat = change.Round.SeatOf(person.Id);
        if (FilledSeat(change, person.Id) is { Vote: { } vote })
            return new Refusal.SeatFilled(vote.By, vote.At, asked);
        var needs = (seat ?? change.Round.Seats.First(s => s.IsOpen)).Needs;
        if (person.AgentOf is not null)
            return new Refusal.AgentCannotDecide(asked);
        if (person.Level < needs.AtLeast)
            return new Refusal.TooJunior(needs.AtLeast, asked) { By = needs.Because, Roster = person.At };
        if (seat is null)
            return new Refusal.NotAsked(asked) { By = change.Round.Asks is { } asks ? asks.Reasons.FirstOrDefault(r => r.Kind == Policy.ReasonKind.Seats)?.At : null };
        return person.Covers(needs.Service) ? null : new Refusal.NotForThisService(needs.Service, asked) { By = person.At };
    }

    /// <summary>What must hold for somebody who is not asked to take a seat that is offered to them.</summary>
    public static Refusal? ToTake(ChangeRequest change, Seat seat, Person person, ImmutableArray<PersonId> asked)
    {
        if (person.Id == change.Author)
            return new Refusal.AuthorCannotDecide(asked);
        if (change.Draft.CoAuthors.Contains(person.Id))
            return new Refusal.CoAuthorCannotDecide(asked);
        if (person.AgentOf is not null)
            return new Refusal.AgentCannotDecide(asked);
        if (person.Level < seat.Needs.AtLeast)
            return new Refusal.TooJunior(seat.Needs.AtLeast, asked) { By = seat.Needs.Because, Roster = person.At };
        return person.Covers(seat.Needs.Service) ? null : new Refusal.NotForThisService(seat.Needs.Service, asked) { By = person.At };
    }

    /// <summary>Why somebody who holds no open seat can't do anything with it.</summary>
    public static Refusal NotSeated(ChangeRequest change, PersonId person) =>
        FilledSeat(change, person) is { Vote: { } vote }
            ? new Refusal.SeatFilled(vote.By, vote.At, AskedNow(change))
            : new Refusal.NotAsked(AskedNow(change));

    // The seat that this person voted in, or that somebody else who was asked for it filled before them.
    private static Seat? FilledSeat(ChangeRequest change, PersonId person) =>
        change.Round.Seats.FirstOrDefault(s => s.Vote?.By == person)
        ?? (change.Round.SeatOf(person) is null ? change.Round.Seats.FirstOrDefault(s => !s.IsOpen && s.Asks(person)) : null);

    public static ImmutableArray<PersonId> AskedNow(ChangeRequest change) =>
        [.. change.AskedNow.Select(a => a.Person).Distinct()];
}
