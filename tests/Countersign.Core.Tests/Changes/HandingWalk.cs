using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

/// <summary>
/// Random rounds in which reviews change hands: one seat or two, one or two asked at once, moves, rescues, offers taken, declines, claims
/// that lapse, a lead who moves things about.
/// </summary>
public class HandingWalk
{
    private const int Walks = 10_000;
    private const int Steps = 45;
    private static readonly Person[] People = [.. ((string[])["lee", "kim", "raj", "mia", "dora", "zoe"]).Select(n => Person(n)), Person("june", Level.Mid), Person("ana")];

    [Fact]
    public void A_review_is_never_with_more_than_asked_for_and_each_asking_ends_once()
    {
        var seen = new Dictionary<StandDown, int>();
        for (var seed = 0; seed < Walks; seed++)
            Walk(new Random(seed), seed, seen);

        // Enough of each happened for the walk to say something.
        foreach (var why in (StandDown[])[StandDown.NotAcknowledged, StandDown.Rescued, StandDown.Taken, StandDown.Overtaken, StandDown.Reassigned])
            seen.GetValueOrDefault(why).ShouldBeGreaterThan(500, $"{why}");
    }

    private static void Walk(Random random, int seed, Dictionary<StandDown, int> seen)
    {
        var ask = 1 + (seed / 2 % 2);
        ImmutableArray<Qualification> seats = [.. Seats(1 + (seed % 2)).Select(s => s with { Ask = ask })];
        var history = new List<ChangeEvent> { new ChangeEvent.Submitted(new PersonId("ana"), Draft(), seats, Now) };
        var change = ChangeHistory.Fold(Cases.Id, history);
        for (var step = 0; step < Steps && !change.IsSettled; step++)
        {
            var command = Any(random, change);
            if (ReviewDesk.Decide(change, command, Now + Duration.FromMinutes(step * 15)) is not Ruling.Accepted { Events: var happened })
                continue;
            foreach (var one in happened)
            {
                if (one is ChangeEvent.Assigned { By: null } again)
                    Must(!change.Round.HandedOn(again.Person), "nobody who passed it on is asked again but by a lead", seed, command);
                if (one is ChangeEvent.StoodDown { Why: var why })
                    seen[why] = seen.GetValueOrDefault(why) + 1;
                change = ChangeHistory.Apply(Cases.Id, change, one);
                history.Add(one);
            }

            foreach (var (holds, what) in Invariants(change, history, ask))
                Must(holds, what, seed, command);
        }
    }

    private static IEnumerable<(bool Holds, string What)> Invariants(ChangeRequest c, List<ChangeEvent> history, int ask)
    {
        yield return (c.Round.Seats.All(s => s.Asked.Length <= ask), "no more are asked than the seat asks");
        yield return (c.Round.Seats.All(s => s.Moves <= 4), "a seat moves four times at most");
        yield return (c.Round.Rescues <= 3, "a round is rescued three times at most");
        yield return (c.Round.Seats.All(s => s.Claim is null || s.Asked.Length == 1), "whoever is on it has it alone");
        yield return (c.Round.Seats.All(s => s.Asked.IsEmpty || s.Began is { } began && s.Asked.All(a => a.At >= began)), "the time began with the first");
        yield return (c.Round.Tried.All(p => history.Any(h => h is ChangeEvent.StoodDown { Why: >= StandDown.NotAcknowledged } s && s.Person == p)), "only those were tried who were taken off unbegun");
        foreach (var seat in c.Round.Seats)
        {
            var asked = history.OfType<ChangeEvent.Assigned>().Count(a => a.Seat == seat.Number);
            var ended = history.Count(h => h is ChangeEvent.StoodDown s && s.Seat == seat.Number || h is ChangeEvent.Declined d && d.Seat == seat.Number);
            yield return (asked - ended == seat.Asked.Length, "each asking goes on or has ended once");
        }
    }

    private static void Must(bool holds, string what, int seed, Command command)
    {
        if (!holds)
            Assert.Fail($"Seed {seed}: {what}; broken by {command}.");
    }

    private static Command Any(Random random, ChangeRequest c)
    {
        var bot = Actor.Bot.Instance;
        var person = People[random.Next(People.Length)];
        var by = Member(person);
        var seat = 1 + random.Next(c.Round.Seats.Length);
        var holder = c.Round.Seat(seat).Asked is [_, ..] asked ? asked[random.Next(asked.Length)].Person : new PersonId("kim");
        return random.Next(24) switch
        {
            < 6 => new Command.Assign(bot, 1, c.VacantSeat?.Number ?? seat, person, null, Cases.NoReport)
            {
                Also = c.Round.Seat(seat).Needs.Ask > 1 ? (People[random.Next(People.Length)], null, Cases.NoReport) : null,
            },
            < 9 => new Command.Move(bot, 1, seat, holder, StandDown.NotAcknowledged, person, null, Cases.NoReport),
            < 12 => new Command.Move(bot, 1, seat, holder, StandDown.Rescued, person, null, Cases.NoReport),
            < 14 => new Command.TakeOver(by, 1, seat, random.Next(6) > 0, random.Next(6) == 0 ? 1 : null, null, Duration.FromHours(1)),
            14 => new Command.Remind(bot, 1, seat, holder),
            15 => new Command.Acknowledge(Asked(holder), 1),
            16 => new Command.ClaimReview(Asked(holder), 1, Duration.FromMinutes(20)),
            < 19 => new Command.LapseClaim(bot, 1, seat),
            19 => new Command.Decline(random.Next(4) == 0 ? Asked(holder) : by, 1, DeclineReason.Conflict),
            20 => new Command.TakeOff(bot, holder, StandDown.Unreachable),
            21 => random.Next(6) == 0 ? new Command.Approve(Asked(holder), 1, VoteStanding.Sound) : new Command.LapseClaim(bot, 1, seat),
            _ => new Command.Reassign(Member(Person("olga")), true, person, null, "busy"),
        };
    }

    private static Actor.Member Asked(PersonId person) => Member(People.FirstOrDefault(p => p.Id == person) ?? Person("kim"));
}
