using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Changes;

public class HistoryWalk
{
    private const int Walks = 2_500;
    private const int Steps = 30;
    private static readonly Person[] People =
        [.. ((string[])["lee", "kim", "raj", "mia", "dora"]).Select(n => Person(n)), Person("june", Level.Mid), Person("cora"), Person("ana")];

    [Fact]
    public void Every_invariant_holds_after_every_step_of_random_walks()
    {
        var events = 0;
        for (var seed = 0; seed < Walks; seed++)
            events += Walk(new Random(seed), seed);
        events.ShouldBeGreaterThan(20_000, "too few commands were accepted to say much");
    }

    private static int Walk(Random random, int seed)
    {
        var history = new List<ChangeEvent> { new ChangeEvent.Submitted(new PersonId("ana"), Draft("cora"), Seats(1 + seed % 2), Now) };
        var change = ChangeHistory.Fold(Cases.Id, history);
        var declined = new HashSet<(int, PersonId)>();
        for (var step = 0; step < Steps; step++)
        {
            var now = Now + Duration.FromMinutes(step * 20);
            var command = Any(random, change);
            if (ReviewDesk.Decide(change, command, now) is not Ruling.Accepted { Events: var happened })
                continue;
            Must(!change.IsSettled, "a settled request stays as it is", seed, command);
            foreach (var one in happened)
            {
                change = ChangeHistory.Apply(Cases.Id, change, one);
                history.Add(one);
                if (one is ChangeEvent.Declined d)
                    declined.Add((d.Round, d.By));
                if (one is ChangeEvent.Assigned { By: null } a)
                    Must(!declined.Contains((a.Round, a.Person)), "nobody who declined is asked again by the router", seed, command);
            }

            foreach (var (holds, what) in Invariants(change, history))
                Must(holds, what, seed, command);
        }

        return history.Count;
    }

    private static void Must(bool holds, string what, int seed, Command command)
    {
        if (!holds)
            Assert.Fail($"Seed {seed}: {what}; broken by {command}.");
    }

    private static IEnumerable<(bool Holds, string What)> Invariants(ChangeRequest c, List<ChangeEvent> history)
    {
        var votes = c.Round.Seats.Select(s => s.Vote?.By).OfType<PersonId>().ToList();
        var open = c.Round.Seats.Where(s => s.IsOpen).ToList();
        var asked = open.SelectMany(s => s.Asked).Select(a => a.Person).ToList();
        yield return (c.Version == history.Count, "the version counts the events");
        yield return (IsSame(c, ChangeHistory.Fold(Cases.Id, history)), "folding all events gives what applying each gave");
        yield return (votes.Distinct().Count() == votes.Count, "one vote a person");
        yield return (asked.Distinct().Count() == asked.Count, "one open seat a person");
        yield return (!asked.Intersect(votes).Any(), "whoever voted is not asked again");
        yield return (asked.TrueForAll(p => p.Value is not ("ana" or "cora" or "june")), "only the qualified are asked");
        yield return (c.Round.Seats.All(s => s.Claim is null || s.Asks(s.Claim.By)), "only somebody asked holds a claim");
        yield return (StatusFits(c, open), "the status follows from the seats");
        yield return (c.Status is not (Status.Settled or Status.ChangesRequested) || !c.AskedNow.Any() && c.VacantSeat is null,
            "nobody is asked when it is nobody's turn");
    }

    private static bool StatusFits(ChangeRequest c, List<Seat> open) => c.Status switch
    {
        Status.Waiting => open.Count > 0 && open.TrueForAll(s => s.Asked.IsEmpty),
        Status.Assigned => open.Exists(s => !s.Asked.IsEmpty) && open.TrueForAll(s => s.Claim is null),
        Status.InReview r => open.Exists(s => s.Claim?.By == r.By),
        Status.ChangesRequested r => c.Round.Seats.Any(s => s.Vote is { Verdict: Verdict.ChangesRequested } v && v.By == r.By),
        Status.Settled { Outcome: Outcome.Approved } => c.Round.Seats.All(s => s.Vote is { Verdict: Verdict.Approved }),
        Status.Settled { Outcome: Outcome.Denied } d => c.Round.Seats.Any(s => s.Vote is { Verdict: Verdict.Denied } v && v.By == d.By),
        Status.Settled { Outcome: Outcome.Withdrawn } w => w.By == c.Author,
        _ => false,
    };

    // Arrays inside compare by reference, so their contents are compared one by one.
    private static bool IsSame(ChangeRequest a, ChangeRequest b) =>
        a.Status == b.Status && a.Version == b.Version && a.Round.Number == b.Round.Number
        && a.Round.Before.SequenceEqual(b.Round.Before)
        && a.Round.StoodDown.OrderBy(x => x.Key).SequenceEqual(b.Round.StoodDown.OrderBy(x => x.Key))
        && a.Round.Seats.Zip(b.Round.Seats).All(x =>
            x.First.Asked.SequenceEqual(x.Second.Asked) && x.First.Tried.SequenceEqual(x.Second.Tried)
            && x.First with { Asked = [], Tried = [] } == x.Second with { Asked = [], Tried = [] });

    private static Command Any(Random random, ChangeRequest c)
    {
        var person = People[random.Next(People.Length)];
        var by = Member(person);
        var round = random.Next(10) == 0 ? c.Round.Number - 1 : c.Round.Number;
        var seat = 1 + random.Next(c.Round.Seats.Length);
        return random.Next(22) switch
        {
            < 6 => new Command.Assign(Actor.Bot.Instance, round, c.VacantSeat?.Number ?? seat, random.Next(6) == 0 ? null : person, null, Cases.NoReport)
            {
                Also = random.Next(2) == 0 ? (People[random.Next(People.Length)], null, Cases.NoReport) : null,
            },
            < 8 => new Command.Approve(by, round, VoteStanding.Sound),
            8 => new Command.Deny(by, round, "no"),
            < 11 => new Command.RequestChanges(by, round, "more"),
            < 13 => new Command.ClaimReview(by, round, Duration.FromHours(1)),
            < 15 => new Command.Decline(by, round, DeclineReason.Conflict),
            15 => new Command.LapseClaim(Actor.Bot.Instance, round, seat),
            16 => new Command.TakeOff(Actor.Bot.Instance, person.Id, (StandDown)random.Next(1, 3)),
            < 19 => new Command.Update(Member(Person("ana")), round, Draft("cora"), World.Asks(1 + random.Next(2))),
            19 => random.Next(4) == 0 ? new Command.Withdraw(by) : new Command.Approve(by, null, VoteStanding.Sound),
            _ => new Command.Reassign(Member(Person("olga")), true, person, null, "busy"),
        };
    }
}
