using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

/// <summary>Everybody tries everything in every state; a small oracle, written without looking at the desk, says what may happen.</summary>
public class ReviewDeskBruteForce
{
    [Fact]
    public void Nobody_is_wrongly_granted_or_wrongly_refused_and_nothing_throws()
    {
        var tried = 0;
        foreach (var (state, change) in Cases.States())
            foreach (var (who, actor) in Cases.Actors())
                foreach (var round in Cases.Rounds(change.Round.Number))
                    foreach (var command in Cases.Commands(actor, round, change.Round.Number))
                    {
                        tried++;
                        var ruling = ReviewDesk.Decide(command is Command.Submit ? null : change, command, Now + Duration.FromHours(1));
                        var granted = ruling is Ruling.Accepted;
                        if (granted != MayHappen(change, command))
                            Assert.Fail($"{who}, {state}, round {round}: {command} gave {ruling}");
                        if (ruling is Ruling.Refused { Refusal.Code: var code } && command is not Command.Submit
                            && CodeFor(change, command) is { } expected && expected != code)
                            Assert.Fail($"{who}, {state}, round {round}: {command} was refused as {code}, not {expected}");
                    }

        tried.ShouldBeGreaterThan(15_000);
    }

    // Who, when and what: the rules as product.md and promises.md state them.
    private static bool MayHappen(ChangeRequest c, Command command)
    {
        var person = (command.By as Actor.Member)?.Person;
        var bot = command.By is Actor.Bot;
        if (!bot && person is not { Active: true })
            return false;
        if (command is Command.Submit)
            return !bot;
        if (c.Status is Status.Settled)
            return false;
        var authorsTurn = c.Status is Status.ChangesRequested;
        var mySeat = person is null ? null : c.Round.Seats.SingleOrDefault(s => s.Vote is null && s.Asked.Any(a => a.Person == person.Id));
        bool Current(int? round) => round is null || round == c.Round.Number;
        bool GoodReason(string? reason) => !string.IsNullOrWhiteSpace(reason) && reason.Length <= 3000;
        bool MayVote(int? round) => !authorsTurn && Current(round) && mySeat is not null && person!.Level >= Level.Senior
            && person.Primary.Contains(Payments) && person.Id.Value is not ("ana" or "cora");
        bool MayBeAsked(Person p) => p.Id.Value is not ("ana" or "cora") && p.Active && p.Level >= Level.Senior
            && p.Primary.Contains(Payments)
            && !c.Round.Seats.Any(s => s.Vote?.By == p.Id || s.Vote is null && s.Asked.Any(a => a.Person == p.Id));
        Seat? Unbegun(int round, int seat) => !authorsTurn && Current(round) && seat >= 1 && seat <= c.Round.Seats.Length
            && c.Round.Seats[seat - 1] is { Vote: null, Claim: null } waiting ? waiting : null;
        return command switch
        {
            Command.Approve a => MayVote(a.Round),
            Command.Deny d => MayVote(d.Round) && GoodReason(d.Reason),
            Command.RequestChanges r => MayVote(r.Round) && GoodReason(r.Reason),
            Command.ClaimReview r => MayVote(r.Round) && (mySeat!.Claim is null || mySeat.Claim.By == person!.Id),
            Command.Decline d => !authorsTurn && Current(d.Round) && mySeat is not null,
            Command.Update u => person?.Id == c.Author && Current(u.Round),
            Command.Withdraw => person?.Id == c.Author,
            Command.Reassign r => r.MayMove && !bot && !authorsTurn && person!.Id.Value is not ("ana" or "cora") && GoodReason(r.Reason) && MayBeAsked(r.To),
            Command.Assign a => bot && !authorsTurn && Current(a.Round)
                && c.Round.Seats.FirstOrDefault(s => s.Vote is null && s.Asked.IsEmpty)?.Number == a.Seat
                && (a.Chosen is null || MayBeAsked(a.Chosen)),
            Command.TakeOff t => bot && !authorsTurn && c.Round.Seats.Any(s => s.Vote is null && s.Asked.Any(a => a.Person == t.Person)),
            Command.LapseClaim => false,
            Command.Acknowledge a => !authorsTurn && Current(a.Round) && mySeat?.Asked.Single(x => x.Person == person!.Id).AckedAt is null && mySeat is not null,
            Command.Remind r => bot && Unbegun(r.Round, r.Seat)?.Asked.SingleOrDefault(a => a.Person == r.Person) is { AckedAt: null, RemindedAt: null },
            Command.Move m => bot && Unbegun(m.Round, m.Seat) is { } held && held.Asked.SingleOrDefault(a => a.Person == m.From) is { } from && MayBeAsked(m.To)
                && (m.Why == StandDown.NotAcknowledged ? from.AckedAt is null && c.Round.Moves < 4 : m.Why == StandDown.Rescued && c.Round.Rescues < 3),
            Command.TakeOver t => person is not null && Unbegun(t.Round ?? c.Round.Number, t.Seat) is not null && t is { IsOffered: true, Limit: null } && MayBeAsked(person),
            _ => throw new InvalidOperationException(),
        };
    }

    // The refusal that a person should hear first; null where several would do.
    private static string? CodeFor(ChangeRequest c, Command command) => (command.By, command) switch
    {
        (Actor.Stranger, _) => "unknown_person",
        (Actor.Outsider, _) => "wrong_workspace",
        (Actor.Member { Person.Active: false }, _) => "inactive",
        _ when c.Status is Status.Settled => "already_settled",
        (Actor.Bot, Command.Approve or Command.Deny or Command.RequestChanges or Command.ClaimReview or Command.TakeOver) => "unknown_person",
        (Actor.Bot, _) => null,
        (_, Command.Acknowledge or Command.Remind) => "nothing_to_do",
        (_, Command.Move) => "may_not_reassign",
        (_, Command.Withdraw) => "not_the_author",
        (_, Command.Update u) => u.By is Actor.Member m && m.Person.Id == c.Author ? "stale_form" : "not_the_author",
        (_, Command.Assign or Command.Reassign { MayMove: false }) => "may_not_reassign",
        (Actor.Member { Person.Id.Value: "ana" }, Command.Reassign) => "author_cannot_decide",
        (Actor.Member { Person.Id.Value: "cora" }, Command.Reassign) => "co_author_cannot_decide",
        (_, Command.TakeOff or Command.LapseClaim or Command.Reassign) => null,
        (_, Command.Approve { Round: { } r }) when r != c.Round.Number => "stale_round",
        (_, Command.Decline { Round: { } r }) when r != c.Round.Number => "stale_round",
        _ when Round(command) is { } r && r != c.Round.Number => "stale_round",
        _ when c.Status is Status.ChangesRequested => "authors_turn",
        (_, Command.TakeOver t) => Taken(c, t),
        (_, Command.Decline) => Filled(c, command) ? "seat_filled" : "not_asked",
        (Actor.Member { Person.Id.Value: "ana" }, _) => "author_cannot_decide",
        (Actor.Member { Person.Id.Value: "cora" }, _) => "co_author_cannot_decide",
        _ when Filled(c, command) => "seat_filled",
        (Actor.Member { Person.Level: < Level.Senior }, _) => "too_junior",
        (Actor.Member { Person.Id.Value: "kim" }, _) => "not_asked",
        (Actor.Member { Person.Id.Value: "nora" }, _) => c.Round.Seats.Any(s => s.Asked.Any(a => a.Person.Value == "nora")) ? "not_for_this_service" : "not_asked",
        _ => null,
    };

    private static int? Round(Command command) => command switch
    {
        Command.Deny c => c.Round,
        Command.RequestChanges c => c.Round,
        Command.ClaimReview c => c.Round,
        Command.TakeOver c => c.Round,
        _ => null,
    };

    // Whoever has it, or is on it, comes before what the presser may do.
    private static string? Taken(ChangeRequest c, Command.TakeOver t)
    {
        if (t.Seat < 1 || t.Seat > c.Round.Seats.Length)
            return "offer_over";
        var (seat, me) = (c.Round.Seats[t.Seat - 1], ((Actor.Member)t.By).Person.Id);
        return seat.Vote is not null ? "seat_filled"
            : c.Round.Seats.Any(s => s.Vote is null && s.Asked.Any(a => a.Person == me)) ? "yours_already"
            : seat.Claim is not null ? "claimed_by_somebody"
            : !t.IsOffered ? "offer_over"
            : null;
    }

    private static bool Filled(ChangeRequest c, Command command) => command.By is Actor.Member { Person.Id: var id }
        && c.Round.Seats.Any(s => s.Vote is not null && s.Asked.Any(a => a.Person == id));
}
