using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Core.Tests.Routing.RoutingCases;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

/// <summary>What the router promises, on made-up teams at made-up times; by hand from routing.md.</summary>
public class RouterTests
{
    private const int Cases = 10_000;

    [Fact]
    public void Nobody_is_chosen_who_is_not_eligible_and_somebody_always_is_when_somebody_is()
    {
        var chosen = 0;
        for (var seed = 0; seed < Cases; seed++)
        {
            var made = Case.Make(seed);
            var report = made.Route();
            report.Candidates.Select(c => c.Person).Order().ShouldBe(made.Eligible.Order(), $"seed {seed}");
            (report.Chosen is null).ShouldBe(made.Eligible.IsEmpty, $"seed {seed}");
            report.Candidates.Select(c => c.Person).Intersect([made.Seat.Author, .. made.Seat.CoAuthors, .. made.Seat.HandedOn.Keys]).ShouldBeEmpty();
            report.PassedOver.Select(p => p.Person).Intersect(made.Eligible).ShouldBeEmpty($"seed {seed}");
            (report.Chosen is null || report.NextChance is null).ShouldBeTrue();
            chosen += report.Chosen is null ? 0 : 1;
        }

        chosen.ShouldBeInRange(Cases / 4, Cases * 9 / 10);
    }

    [Fact]
    public void The_order_of_the_roster_changes_nothing()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var made = Case.Make(seed);
            var report = made.Route();
            var shuffled = made.People.ToArray();
            new Random(seed).Shuffle(shuffled);
            var again = (made with { People = [.. shuffled] }).Route();
            again.Candidates.ShouldBe(report.Candidates, $"seed {seed}");
            again.PassedOver.ShouldBe(report.PassedOver);
            again.Sentence.ShouldBe(report.Sentence);
        }
    }

    [Fact]
    public void A_limit_is_never_passed()
    {
        for (var seed = 0; seed < Cases; seed++)
            foreach (var ranked in Case.Make(seed).Route().Candidates)
                Case.Make(seed).People.Single(c => c.Person.Id == ranked.Person).ShouldSatisfyAllConditions(
                    c => (c.Limit is null || c.Load.Open < c.Limit).ShouldBeTrue($"seed {seed}"));
    }

    [Fact]
    public void Another_free_reviewer_never_makes_the_smallest_expectation_later()
    {
        for (var seed = 0; seed < Cases; seed++)
        {
            var made = Case.Make(seed);
            var before = made.Route().Candidates.Min(c => c.Expected);
            var zoe = Free("zoe", made.Now, new Random(seed).Next(4));
            zoe = zoe with { Person = zoe.Person with { Team = new Countersign.Core.Policy.TeamId("green") } };
            var more = made with { People = [.. made.People, zoe] };
            var after = more.Route().Candidates.Min(c => c.Expected);
            after.ShouldNotBeNull();
            if (before is { } smallest)
                after.Value.ShouldBeLessThanOrEqualTo(smallest, $"seed {seed}");
        }
    }

    [Fact]
    public void The_expectation_is_the_minute_when_everything_ahead_and_the_review_are_done()
    {
        for (var seed = 0; seed < 2_000; seed++)
        {
            var made = Case.Make(seed);
            foreach (var ranked in made.Route().Candidates)
            {
                var candidate = made.People.Single(c => c.Person.Id == ranked.Person);
                ranked.Expected.ShouldBe(
                    candidate.Calendar.Advance(made.Now, Duration.FromMinutes(30 * (1 + candidate.Load.Open))), $"seed {seed}");
            }
        }
    }

    [Fact]
    public void The_next_chance_is_the_first_minute_when_somebody_is_there()
    {
        var waited = 0;
        for (var seed = 0; seed < 600 && waited < 60; seed++)
        {
            var made = Case.Make(seed);
            made = made with { People = [.. made.People.Select(c => c with { Limit = null })] };
            if (made.Route() is not { Chosen: null, NextChance: { } chance })
                continue;
            waited++;
            var at = made.Now;
            while ((made with { Now = at }).Eligible.IsEmpty)
                at += Duration.FromMinutes(1);
            chance.ShouldBe(at, $"seed {seed}");
        }

        waited.ShouldBe(60);
    }

    [Fact]
    public void Requests_are_shared_by_capacity()
    {
        // Eight people free all day; two of them declared twice the time.
        var given = new int[8];
        for (var i = 0; i < 1_000; i++)
        {
            var people = Enumerable.Range(0, 8).Select(p => Free($"p{p}", Now, 0) with
            {
                Load = new Workload(0, 0, Now, 0, given[p] * 30, p < 2 ? 9_600 : 4_800),
            });
            given[Router.Route(Now, Seat() with { Key = $"CR-{i}" }, [.. people]).Chosen!.Value.Value[1] - '0']++;
        }

        given[..2].ShouldAllBe(g => Math.Abs(g - 200) <= 12);
        given[2..].ShouldAllBe(g => Math.Abs(g - 100) <= 6);
    }

    [Fact]
    public void Whoever_joined_yesterday_is_not_flooded_to_catch_up()
    {
        var people = Enumerable.Range(0, 5).Select(p => Free($"p{p}", Now, 0) with { Load = new Workload(0, 0, Now, 0, 1_200, 2_400) }).ToList();
        var joined = 0;
        var (reviewed, today) = (0, 0);
        for (var i = 0; i < 30; i++)
        {
            var newcomer = Free("zoe", Now, 0) with { Load = new Workload(0, 0, Now, today, reviewed, 120) };
            if (Router.Route(Now, Seat() with { Key = $"CR-{i}" }, [.. people, newcomer]).Chosen == newcomer.Person.Id)
                (joined, reviewed, today) = (joined + 1, reviewed + 30, today + 1);
        }

        joined.ShouldBeInRange(1, 6);
    }

    [Theory]
    [InlineData("busy", "lee")]
    [InlineData("loaded", "lee")]
    [InlineData("second", "lee")]
    [InlineData("tried", "lee")]
    [InlineData("knows", "kim")]
    [InlineData("duty", "kim")]
    [InlineData("today", "lee")]
    public void Each_term_of_the_score_decides_between_equals(string what, string first)
    {
        var (kim, lee) = (Free("kim", Now, 0), Free("lee", Now, 0));
        var seat = Seat();
        (kim, seat) = what switch
        {
            "busy" => (Busy(kim, Duration.FromHours(1)), seat),
            "loaded" => (kim with { Load = kim.Load with { Reviewed = 900 } }, seat),
            "second" => (kim with { Person = kim.Person with { Primary = [], Secondary = [Payments] } }, seat),
            "tried" => (kim, seat with { Tried = [kim.Person.Id] }),
            "knows" => (kim, seat with { Known = [kim.Person.Id] }),
            "duty" => (kim, seat with { OnDuty = kim.Person.Id }),
            _ => (kim with { Load = kim.Load with { AskedToday = 2 } }, seat),
        };
        Router.Route(Now, seat, [kim, lee]).Chosen!.Value.Value.ShouldBe(first);
    }

    [Fact]
    public void Equals_take_turns_by_who_waited_longest_and_then_by_a_hash_that_depends_on_the_request()
    {
        var people = Enumerable.Range(0, 4).Select(p => Free($"p{p}", Now, 0)).ToList();
        var waited = people.Select((c, i) => c with { Load = c.Load with { LastAssigned = Now - Duration.FromHours(i) } }).ToList();
        Router.Route(Now, Seat(), waited).Candidates.Select(c => c.Person.Value).ShouldBe(["p3", "p2", "p1", "p0"]);
        Enumerable.Range(0, 40).Select(i => Router.Route(Now, Seat() with { Key = $"CR-{i}" }, people).Chosen)
            .Distinct().Count().ShouldBe(4);
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
    [InlineData(PassedOverFor.SameTeam)]
    public void Everybody_passed_over_has_a_typed_reason(PassedOverFor reason)
    {
        var lee = Free("lee", Now, 2);
        var seat = Seat();
        var candidate = reason switch
        {
            PassedOverFor.Author => Free("ana", Now, 0),
            PassedOverFor.CoAuthor => Free("cora", Now, 0),
            PassedOverFor.Inactive => lee with { Person = lee.Person with { Active = false } },
            PassedOverFor.TooJunior => lee with { Person = lee.Person with { Level = Level.Mid } },
            PassedOverFor.Unreachable => lee with { Unreachable = true },
            PassedOverFor.Away => With(lee, lee.Calendar with { Absences = [new Interval(Now, Now + Duration.FromDays(1))] }, Now),
            PassedOverFor.OutsideHours => With(lee, lee.Calendar with { Hours = new WorkingHours(new LocalTime(12, 0), new LocalTime(17, 0), WeekDays.Weekdays) }, Now),
            PassedOverFor.AtLimit => lee with { Limit = 2 },
            _ => lee,
        };
        seat = reason switch
        {
            PassedOverFor.StoodDown => seat with
            {
                HandedOn = ImmutableDictionary<PersonId, StandDown>.Empty.Add(lee.Person.Id, StandDown.Declined),
                Declines = ImmutableDictionary<PersonId, DeclineReason>.Empty.Add(lee.Person.Id, DeclineReason.Conflict),
            },
            PassedOverFor.SameTeam => seat with { TeamsTaken = [null] },
            _ => seat,
        };
        var passed = Router.Route(Now, seat, [candidate]).PassedOver.Single();
        passed.Reason.ShouldBe(reason);
        passed.Declined.ShouldBe(reason == PassedOverFor.StoodDown ? DeclineReason.Conflict : null);
    }
}
