using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Tests.Changes;
using Countersign.Core.Tests.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

public class RouterTests
{
    [Fact]
    public void Whoever_is_chosen_is_eligible_and_the_order_of_the_roster_does_not_matter()
    {
        for (var seed = 0; seed < 3_000; seed++)
        {
            var random = new Random(seed);
            var change = Request(random, seed);
            var seat = change.VacantSeat!;
            var people = Enumerable.Range(0, random.Next(9)).Select(i => Somebody(random, i)).ToArray();
            var now = Now + Duration.FromHours(random.Next(24 * 7));
            var report = Router.Route(change, seat, people, now);
            Eligible(change, people, now).Order().ShouldBe(report.Candidates.Select(c => c.Person).Order(), $"seed {seed}");
            report.PassedOver.Select(p => p.Person).ShouldBeUnique();
            (report.Chosen is null || report.NextChance is null).ShouldBeTrue();
            random.Shuffle(people);
            var again = Router.Route(change, seat, people, now);
            again.Candidates.ShouldBe(report.Candidates);
            again.PassedOver.ShouldBe(report.PassedOver);
            again.Sentence.ShouldBe(report.Sentence);
        }
    }

    [Theory]
    [InlineData(PassedOverFor.Author)]
    [InlineData(PassedOverFor.CoAuthor)]
    [InlineData(PassedOverFor.Inactive)]
    [InlineData(PassedOverFor.TooJunior)]
    [InlineData(PassedOverFor.StoodDown)]
    [InlineData(PassedOverFor.Unreachable)]
    [InlineData(PassedOverFor.Away)]
    [InlineData(PassedOverFor.OutsideHours)]
    [InlineData(PassedOverFor.AtLimit)]
    public void Everybody_passed_over_has_a_typed_reason(PassedOverFor reason)
    {
        var lee = Free(Person("lee"));
        var change = reason == PassedOverFor.StoodDown
            ? Cases.Make(1, Cases.Asks("lee"), new ChangeEvent.Declined(1, 1, new PersonId("lee"), DeclineReason.Away, Now))
            : Cases.Make(1);
        var candidate = reason switch
        {
            PassedOverFor.Author => Free(Person("ana")),
            PassedOverFor.CoAuthor => Free(Person("cora")),
            PassedOverFor.Inactive => Free(Person("lee", active: false)),
            PassedOverFor.TooJunior => Free(Person("lee", Level.Mid)),
            PassedOverFor.Unreachable => lee with { Unreachable = true },
            PassedOverFor.Away => lee with { Calendar = lee.Calendar with { Absences = [new Interval(Now, Now + Duration.FromDays(1))] } },
            PassedOverFor.OutsideHours => lee with { Calendar = lee.Calendar with { Hours = new WorkingHours(new LocalTime(12, 0), new LocalTime(17, 0), WeekDays.Weekdays) } },
            PassedOverFor.AtLimit => lee with { Open = 2, MaxOpen = 2 },
            _ => lee,
        };
        Router.Route(change, change.VacantSeat!, [candidate], Now).PassedOver.Single().Reason.ShouldBe(reason);
    }

    [Fact]
    public void The_next_chance_is_the_first_minute_when_somebody_is_there()
    {
        var change = Cases.Make(1);
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var people = Enumerable.Range(0, 3).Select(i => Somebody(random, i) with { MaxOpen = null }).ToArray();
            var now = Now + Duration.FromHours(random.Next(96));
            if (Router.Route(change, change.VacantSeat!, people, now) is not { Chosen: null } report)
                continue;
            Instant? first = null;
            for (var at = now; first is null && at < now + Duration.FromDays(6); at += Duration.FromMinutes(1))
                first = Eligible(change, people, at).Length > 0 ? at : null;
            if (first is not null)
                report.NextChance.ShouldBe(first, $"seed {seed}");
        }
    }

    [Fact]
    public void Those_who_know_it_come_first_then_the_least_loaded_then_who_waited_longest()
    {
        var change = Cases.Make(1, Cases.Asks("mia"),
            new ChangeEvent.Updated(2, new PersonId("ana"), Draft(), Seats(1), Now));
        Candidate[] people =
        [
            Free(Person("kim")) with { LastAssigned = Now }, Free(Person("lee")) with { Open = 1 },
            Free(Person("mia")) with { Open = 5 }, Free(Person("raj")) with { LastAssigned = Now - Duration.FromDays(1) },
        ];
        Router.Route(change, change.VacantSeat!, people, Now).Candidates.Select(c => c.Person.Value).ShouldBe(["mia", "raj", "kim", "lee"]);
    }

    [Fact]
    public void A_thousand_requests_are_shared_evenly()
    {
        var open = new int[8];
        var last = new Instant?[8];
        for (var i = 0; i < 1_000; i++)
        {
            var change = ChangeHistory.Fold(new ChangeId(i + 1), [new ChangeEvent.Submitted(new PersonId("ana"), Draft(), Seats(1), Now)]);
            var people = Enumerable.Range(0, 8).Select(p => Free(Person($"p{p}")) with { Open = open[p], LastAssigned = last[p] }).ToList();
            var chosen = Router.Route(change, change.VacantSeat!, people, Now).Chosen!.Value.Value[1] - '0';
            open[chosen]++;
            last[chosen] = Now + Duration.FromSeconds(i);
        }

        (open.Max() - open.Min()).ShouldBeLessThanOrEqualTo(1);
    }

    // By hand from routing.md, "Eligible".
    private static PersonId[] Eligible(ChangeRequest change, Candidate[] people, Instant now) =>
    [
        .. people.Where(c =>
            c.Person is { Active: true, Level: >= Level.Senior } p && p.Id.Value is not ("ana" or "cora")
            && p.Primary.Concat(p.Secondary).Contains(Payments) && !c.Unreachable && (c.MaxOpen is null || c.Open < c.MaxOpen)
            && !(change.Round.StoodDown.GetValueOrDefault(p.Id, StandDown.Unreachable) is StandDown.Declined or StandDown.Reassigned)
            && !change.Round.Seats.Any(s => s.Asked.Any(a => a.Person == p.Id))
            && IsThere(c.Calendar, now)).Select(c => c.Person.Id),
    ];

    private static bool IsThere(Calendar c, Instant now)
    {
        var local = now.InZone(c.Zone).LocalDateTime;
        return local.DayOfWeek < IsoDayOfWeek.Saturday && local.TimeOfDay >= c.Hours.Shifts[0].From && local.TimeOfDay < c.Hours.Shifts[0].To
            && !c.Absences.Any(a => a.Contains(now));
    }

    private static ChangeRequest Request(Random random, int seed) => (seed % 3) switch
    {
        0 => Cases.Make(1),
        1 => Cases.Make(1, Cases.Asks("p1"), new ChangeEvent.StoodDown(1, 1, new PersonId("p1"), (StandDown)random.Next(4), Now)),
        _ => Cases.Make(2, Cases.Asks("p2")),
    };

    private static Candidate Somebody(Random random, int i)
    {
        string[] names = ["p0", "p1", "p2", "p3", "p4", "p5", "p6", "ana", "cora"];
        var person = Person(names[i], (Level)random.Next(2, 5), random.Next(8) > 0);
        person = random.Next(6) switch
        {
            0 => person with { Primary = [Docs] },
            1 => person with { Primary = [], Secondary = [Payments] },
            _ => person,
        };
        var hours = new WorkingHours(new LocalTime(random.Next(6, 12), 30), new LocalTime(random.Next(13, 20), 0), WeekDays.Weekdays);
        return new Candidate(
            person, new Calendar(Berlin, hours, CalendarOracle.Absences(random, Now, 5)), random.Next(3),
            random.Next(2) == 0 ? null : Now - Duration.FromHours(random.Next(4)), random.Next(2) == 0 ? null : random.Next(1, 4), random.Next(9) == 0);
    }

    private static Candidate Free(Person person) => new(person, new Calendar(Berlin, WorkingHours.Default, []), 0, null, null, false);
}
