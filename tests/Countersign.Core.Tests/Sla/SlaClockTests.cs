using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using Countersign.Core.Tests.Changes;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Sla;

/// <summary>The clock against one that is walked minute by minute, whatever happens to a request.</summary>
public sealed class SlaClockTests
{
    private static readonly int Walks = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 10_000 : 400;
    private static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    private static readonly Person[] People = [.. ((string[])["lee", "kim", "raj", "mia"]).Select(n => Person(n)), Person("ana")];
    private static readonly PolicyBook Policy = Book(People);

    public static TheoryData<SlaCalendar> Calendars => [SlaCalendar.BusinessHours, SlaCalendar.ServiceHours, SlaCalendar.AroundTheClock];

    [Theory]
    [MemberData(nameof(Calendars))]
    public void What_it_shows_is_the_sum_of_the_minutes_in_which_it_ran(SlaCalendar calendar)
    {
        var moved = 0;
        for (var seed = 0; seed < Walks; seed++)
        {
            var random = new Random(seed);
            var (change, at, minutes) = (Submitted(calendar, Now), Now, new Minutes(calendar));
            for (var step = 0; step < 25 && !change.IsSettled; step++)
            {
                // Across nights, a weekend, and now and then no time at all.
                var until = at + Duration.FromMinutes(random.Next(5) == 0 ? 0 : random.Next(1, 700));
                minutes.Pass(change, at, until);
                at = until;
                Same(change, minutes, at, seed);
                if (ReviewDesk.Decide(change, Any(random, change, calendar), at) is not Ruling.Accepted { Events: var happened })
                    continue;
                moved++;
                var round = change.Round.Number;
                change = happened.Aggregate(change, (state, one) => ChangeHistory.Apply(Cases.Id, state, one));
                if (change.Round.Number != round)
                    minutes = new Minutes(calendar);
                Same(change, minutes, at, seed);
            }

            // Nothing is anybody's turn any more: the clock shows for ever what it showed then.
            Same(change, minutes, change.IsSettled ? at + Duration.FromDays(3) : at, seed);
        }

        moved.ShouldBeGreaterThan(Walks * 5, "too little happened to say much");
    }

    [Fact]
    public void It_is_due_when_it_is_over_and_not_a_tick_before()
    {
        for (var seed = 0; seed < Walks; seed++)
        {
            var random = new Random(seed);
            var calendar = (SlaCalendar)random.Next(3);
            var change = Submitted(calendar, Now + Duration.FromMinutes(random.Next(3_000)));
            var at = change.SubmittedAt;
            foreach (var who in (string[])["lee", "kim", "raj"])
            {
                at += Duration.FromMinutes(random.Next(300));
                change = With(change, new ChangeEvent.Assigned(1, 1, new PersonId(who), null, null, null, null, at));
                if (who == "raj")
                    break;
                at += Duration.FromMinutes(random.Next(30));
                change = With(change, new ChangeEvent.Declined(1, 1, new PersonId(who), DeclineReason.Away, at));
                SlaClock.Of(change, Policy, at)!.Due.ShouldBeNull("it stands still");
            }

            var due = SlaClock.Of(change, Policy, at)!.Due!.Value;
            SlaClock.Of(change, Policy, due - Duration.FromTicks(1))!.IsBreached.ShouldBeFalse($"seed {seed}");
            SlaClock.Of(change, Policy, due)!.IsBreached.ShouldBeTrue($"seed {seed}");
            SlaClock.Of(change, Policy, due + Duration.FromDays(2))!.Due.ShouldBe(due, $"seed {seed}: it does not move by itself");
        }
    }

    [Fact]
    public void It_stands_still_while_changes_are_requested_and_the_next_round_has_a_time_of_its_own()
    {
        var lee = new PersonId("lee");
        var change = With(Submitted(SlaCalendar.AroundTheClock, Now), new ChangeEvent.Assigned(1, 1, lee, null, null, null, null, Now));
        var at = Now + Duration.FromMinutes(50);
        foreach (var e in Cases.Votes("lee", Verdict.ChangesRequested, true))
            change = With(change, e with { At = at });

        var later = SlaClock.Of(change, Policy, at + Duration.FromDays(30))!;
        (later.Spent, later.Due, later.IsBreached, later.Turn).ShouldBe((Duration.FromMinutes(50), null, false, Turn.Author));

        var updated = at + Duration.FromDays(30);
        change = With(change, new ChangeEvent.Updated(2, new PersonId("ana"), Draft(), Seats(1), updated) { Asks = Plan(SlaCalendar.AroundTheClock) });
        change = With(change, new ChangeEvent.Assigned(2, 1, lee, null, null, null, null, updated));
        SlaClock.Of(change, Policy, updated)!.Due.ShouldBe(updated + Duration.FromHours(4));
    }

    [Fact]
    public void A_policy_that_changes_moves_no_open_round()
    {
        var change = With(Submitted(SlaCalendar.AroundTheClock, Now), new ChangeEvent.Assigned(1, 1, new PersonId("lee"), null, null, null, null, Now));
        var stricter = Book([Service() with { DecisionTime = Duration.FromMinutes(10) }], People);
        SlaClock.Of(change, stricter, Now)!.Due.ShouldBe(SlaClock.Of(change, Policy, Now)!.Due);
        SlaClock.Of(change, Book([], People), Now).ShouldNotBeNull("a service that is gone leaves the clock of what is open");
    }

    private static void Same(ChangeRequest change, Minutes minutes, Instant at, int seed)
    {
        var clock = SlaClock.Of(change, Policy, at)!;
        clock.Spent.TotalMinutes.ShouldBe(minutes.Reviewers, $"seed {seed} at {at}: {change.Status}, {string.Join(" ", change.Round.Turns)}");
        clock.Unstaffed.TotalMinutes.ShouldBe(minutes.Nobody, $"seed {seed} at {at}: {change.Status}, {string.Join(" ", change.Round.Turns)}");
        clock.IsBreached.ShouldBe(minutes.Reviewers >= clock.Plan.Decision.TotalMinutes, $"seed {seed} at {at}: {change.Status}, {string.Join(" ", change.Round.Turns)}");
        (clock.Left + clock.Spent).ShouldBe(clock.Plan.Decision);
    }

    private static ChangeRequest With(ChangeRequest change, ChangeEvent happened) => ChangeHistory.Apply(Cases.Id, change, happened);

    private static Requirement Plan(SlaCalendar calendar) => new(Tier.Critical, [], null)
    {
        Sla = new SlaPlan(Duration.FromHours(1), Duration.FromHours(4), calendar, []) { Zone = calendar == SlaCalendar.ServiceHours ? NewYork.Id : null },
    };

    private static ChangeRequest Submitted(SlaCalendar calendar, Instant at) => ChangeHistory.Apply(
        Cases.Id, null, new ChangeEvent.Submitted(new PersonId("ana"), Draft(), Seats(1), at) { Asks = Plan(calendar) });

    private static Command Any(Random random, ChangeRequest c, SlaCalendar calendar)
    {
        var person = People[random.Next(People.Length)];
        var by = Member(person);
        var round = c.Round.Number;
        return random.Next(16) switch
        {
            < 5 => new Command.Assign(Actor.Bot.Instance, round, c.VacantSeat?.Number ?? 1, person, null, Cases.NoReport),
            5 => new Command.Approve(by, round, VoteStanding.Sound),
            < 8 => new Command.RequestChanges(by, round, "more"),
            < 10 => new Command.ClaimReview(by, round, Duration.FromHours(1)),
            < 13 => new Command.Decline(by, round, DeclineReason.Conflict),
            13 => new Command.TakeOff(Actor.Bot.Instance, person.Id, StandDown.Unreachable),
            14 => new Command.Acknowledge(by, round),
            _ => new Command.Update(Member(Person("ana")), round, Draft(), World.Asks(1) with { Requirement = Plan(calendar) }),
        };
    }

    // Whose turn each minute was, by looking at the request itself.
    private sealed class Minutes(SlaCalendar calendar)
    {
        public int Reviewers { get; private set; }

        public int Nobody { get; private set; }

        public void Pass(ChangeRequest change, Instant from, Instant until)
        {
            var counted = change.Status is not (Status.Settled or Status.ChangesRequested);
            for (var at = from; counted && at < until; at += Duration.FromMinutes(1))
                if (Counts(at))
                    _ = change.AskedNow.Any() ? Reviewers++ : Nobody++;
        }

        private bool Counts(Instant at)
        {
            var local = at.InZone(calendar == SlaCalendar.ServiceHours ? NewYork : Berlin).LocalDateTime;
            return calendar == SlaCalendar.AroundTheClock
                || (local.DayOfWeek is >= IsoDayOfWeek.Monday and <= IsoDayOfWeek.Friday && local.Hour is >= 9 and < 17);
        }
    }
}
