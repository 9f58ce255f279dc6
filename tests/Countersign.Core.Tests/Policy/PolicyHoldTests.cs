using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Policy;

/// <summary>T7: a new policy file never weakens what is in force by itself. Generated pairs of policies, compared case by case.</summary>
public sealed class PolicyHoldTests
{
    private static readonly int Pairs = Environment.GetEnvironmentVariable("COUNTERSIGN_LONG") == "1" ? 20_000 : 800;
    private static readonly string[] Names = ["ana", "bo", "cy", "dee"];
    private static readonly string[] ServiceNames = ["payments", "web", "docs"];
    private static readonly string[] Repositories = ["acme/one", "acme/two"];
    private static readonly string[] Patterns = ["db/**", "**/*.sql", "infra/*"];

    [Fact]
    public void Nothing_is_asked_less_and_nobody_may_more_until_it_is_confirmed()
    {
        var (waited, clean) = (0, 0);
        for (var seed = 0; seed < Pairs; seed++)
        {
            var random = new Random(seed);
            var before = Any(random, 'a');
            var proposed = Nudged(random, before);

            var inForce = PolicyHold.Take(before, proposed);

            NotWeaker(before, inForce, $"seed {seed}: {string.Join("; ", inForce.Waiting.Select(w => w.Words))}");
            if (inForce.Waiting.IsEmpty)
            {
                inForce.ShouldBeSameAs(proposed);
                clean++;
            }
            else
            {
                inForce.Proposed.ShouldBeSameAs(proposed);
                waited++;
            }
        }

        waited.ShouldBeGreaterThan(Pairs / 5);
        clean.ShouldBeGreaterThan(Pairs / 20);
    }

    [Fact]
    public void However_many_files_come_one_after_the_other_each_holds_what_the_ones_before_made_stricter()
    {
        for (var seed = 0; seed < Pairs / 8; seed++)
        {
            var random = new Random(seed);
            var inForce = Any(random, 'a');
            for (var file = 0; file < 6; file++)
            {
                var next = PolicyHold.Take(inForce, Nudged(random, inForce.Proposed ?? inForce));
                NotWeaker(inForce, next, $"seed {seed}, file {file}");
                inForce = next;
            }
        }
    }

    [Fact]
    public void A_file_that_only_asks_for_more_is_in_force_at_once()
    {
        var before = Book([Service()], [Person("lee"), Person("kim")]);
        var after = With(before, [Service() with { Rules = [.. Rules.Select(r => r with { Approvals = Line(2, 9), DestructiveApprovals = Line(2, 9) })] }], [Person("lee"), Person("kim", Level.Mid)]);

        PolicyHold.Take(before, after).ShouldBeSameAs(after);
    }

    [Fact]
    public void When_and_how_much_somebody_works_weakens_nothing()
    {
        var before = Book([Service()], [Person("lee")]);
        var after = With(before, [Service()],
        [
            Person("lee") with
            {
                Hours = new WorkingHours(new LocalTime(0, 0), LocalTime.Midnight, WeekDays.All),
                Holidays = new HolidayList("germany", [new LocalDate(2026, 12, 25)]),
                Capacity = Duration.FromHours(8),
            },
        ]);

        PolicyHold.Take(before, after).ShouldBeSameAs(after);
    }

    [Fact]
    public void What_is_taken_away_holds_at_once_while_what_is_given_waits()
    {
        var before = Book([Service()], [Person("lee"), Person("kim", Level.Mid)]);
        var after = With(before, [Service()], [Person("lee", Level.Mid), Person("kim") with { At = new PolicyLine("policy.yaml", 40, "people[1].level") }]);

        var inForce = PolicyHold.Take(before, after);

        inForce.Roster.Find(new PersonId("lee"))!.Level.ShouldBe(Level.Mid);
        inForce.Roster.Find(new PersonId("kim"))!.Level.ShouldBe(Level.Mid);
        inForce.Waiting.ShouldHaveSingleItem().Words.ShouldBe("Kim becomes senior, was mid (policy.yaml line 40)");
        inForce.Waiting[0].About.ShouldBe(new PersonId("kim"));
    }

    [Fact]
    public void Somebody_new_is_linked_only_once_it_is_confirmed()
    {
        var before = Book([Service()], [Person("lee")]);
        var inForce = PolicyHold.Take(before, With(before, [Service()], [Person("lee"), Person("zed")]));

        inForce.Roster.Find(new PersonId("zed"))!.Identities.ShouldBeEmpty();
        inForce.Roster.Find(Person("zed").Identities[0]).ShouldBeNull();
        inForce.Waiting.Single().Says.ShouldBe("Zed (zed) is new, senior, and linked to Slack U-zed");
    }

    [Fact]
    public void A_repository_that_moves_to_a_lower_service_stays_where_it_was()
    {
        var before = Book([Service(), Service("docs") with { Tier = Line(Tier.Low, 5) }], [Person("lee")]);
        var after = With(
            before, [Service() with { Repositories = [] }, Service("docs") with { Tier = Line(Tier.Low, 5), Repositories = ["acme/docs-api", "acme/payments-api"] }], [Person("lee")]);

        var inForce = PolicyHold.Take(before, after);

        ChangeLink.TryParse("https://github.com/acme/payments-api/pull/7", out var link).ShouldBeTrue();
        inForce.OwnersOf(link).Single().Id.ShouldBe(Payments);
        inForce.Waiting.Single().Says.ShouldBe("acme/payments-api belongs to Docs (low), was Payments (critical)");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_repository_that_gets_another_owner_of_the_same_tier_waits_too(bool alsoKept)
    {
        var before = Book([Service(), Service("web") with { Repositories = [] }], [Person("lee")]);
        var after = With(
            before, [alsoKept ? Service() : Service() with { Repositories = [] }, Service("web") with { Repositories = ["acme/payments-api"] }], [Person("lee")]);

        var inForce = PolicyHold.Take(before, after);

        ChangeLink.TryParse("https://github.com/acme/payments-api/pull/7", out var link).ShouldBeTrue();
        inForce.OwnersOf(link).Single().Id.ShouldBe(Payments);
        inForce.Waiting.ShouldHaveSingleItem();
    }

    [Fact]
    public void Whoever_runs_an_agent_gains_with_it()
    {
        var agent = Person("bot", Level.Junior) with { AgentOf = new PersonId("ole") };
        var before = Book([Service()], [Person("lee"), agent]);

        var waiting = PolicyHold.Take(before, With(before, [Service()], [Person("lee"), Person("bot", Level.Principal)])).Waiting;

        waiting.Length.ShouldBe(2);
        waiting.ShouldAllBe(w => w.Concerns(new PersonId("ole")) && w.Concerns(new PersonId("bot")) && !w.Concerns(new PersonId("ona")));
    }

    [Fact]
    public void A_critical_service_that_goes_or_gets_another_name_keeps_its_repositories_until_it_is_confirmed()
    {
        var before = Book([Service()], [Person("lee")]);
        var renamed = Service("pay") with { Tier = Line(Tier.Low, 5), Repositories = ["acme/payments-api"] };

        var inForce = PolicyHold.Take(before, With(before, [renamed], [Person("lee")]));

        ChangeLink.TryParse("https://github.com/acme/payments-api/pull/7", out var link).ShouldBeTrue();
        inForce.OwnersOf(link).Single().Id.ShouldBe(Payments);
        inForce.Waiting.Select(w => w.Says).ShouldContain("Payments (critical) is no service any more");
    }

    [Fact]
    public void A_service_that_goes_and_comes_back_lower_is_as_it_was()
    {
        var before = Book([Service(), Service("docs")], [Person("lee")]);
        var gone = PolicyHold.Take(before, With(before, [Service("docs")], [Person("lee")]));

        var back = PolicyHold.Take(gone, With(before, [Service() with { Tier = Line(Tier.Low, 5) }, Service("docs")], [Person("lee")]));

        back.Find(Payments)!.Tier.Value.ShouldBe(Tier.Critical);
    }

    [Fact]
    public void Where_a_tier_lets_juniors_sign_off_a_junior_who_covers_more_waits_too()
    {
        Service any = Service() with { Rules = [.. Rules.Select(r => r with { AtLeast = Line(Level.Junior, 12) })] };
        var before = Book([any], [Person("joe", Level.Junior) with { Primary = [] }]);

        var inForce = PolicyHold.Take(before, With(before, [any], [Person("joe", Level.Junior)]));

        inForce.Roster.Find(new PersonId("joe"))!.Covers(Payments).ShouldBeFalse();
    }

    private static void NotWeaker(PolicyBook before, PolicyBook now, string why)
    {
        now.Operators.ShouldAllBe(o => before.Operators.Contains(o), why);
        foreach (var was in before.Services.Values)
        {
            var service = now.Find(was.Id).ShouldNotBeNull(why);
            foreach (var level in Enum.GetValues<Level>())
                foreach (var destruction in new[] { Destruction.None, Destruction.Deletes, Destruction.Migrates, Destruction.Irreversible })
                    foreach (var paths in new ImmutableArray<string>[] { [], ["db/1.sql"], ["infra/x"] })
                    {
                        var old = Requirements.Judge(before, new ChangeFacts(was, level, paths, destruction, null));
                        var asked = Requirements.Judge(now, new ChangeFacts(service, level, paths, destruction, null));
                        ((int)asked.Requirement.Tier).ShouldBeGreaterThanOrEqualTo((int)old.Requirement.Tier, why);
                        asked.Rules.Evidence.Keys.ToHashSet().IsSupersetOf(RulesAt(was, asked.Requirement.Tier).Evidence.Keys).ShouldBeTrue(why);
                        asked.Rules.SpotCheck.Value.ShouldBeGreaterThanOrEqualTo(RulesAt(was, asked.Requirement.Tier).SpotCheck.Value, why);
                        Covers(asked.Seats, Requirements.Judge(before, new ChangeFacts(was, level, paths, destruction, asked.Requirement.Tier)).Seats)
                            .ShouldBeTrue(why);
                    }

            foreach (var person in now.Roster.Everybody.Where(p => !p.Identities.IsEmpty))
                foreach (var level in new[] { Level.Junior, Level.Mid, Level.Senior, Level.Principal }.Where(l => l >= LeastOf(before)))
                    if (new Qualification(was.Id, level).IsMetBy(person))
                        person.Identities.ShouldAllBe(
                            i => before.Roster.Find(i) != null && before.Roster.Find(i)!.Id == person.Id && new Qualification(was.Id, level).IsMetBy(before.Roster.Find(i)!), why);
        }

        foreach (var (repository, owners) in before.Services.Values.SelectMany(s => s.Repositories.Select(r => (r, s))).GroupBy(x => x.r, x => x.s).Select(g => (g.Key, g.ToList())))
            now.Services.Values.Where(s => s.Repositories.Contains(repository)).Select(s => s.Id).ShouldBe(owners.Select(o => o.Id), ignoreOrder: true, $"{repository}, {why}");
    }

    private static Level LeastOf(PolicyBook book) => book.Services.Values.SelectMany(s => s.Rules).Min(r => r.AtLeast.Value);

    private static TierRules RulesAt(Service service, Tier tier) => service.RulesOf(tier);

    // Each old seat has a new one that asks at least as much, each new one used once.
    private static bool Covers(ImmutableArray<Qualification> now, ImmutableArray<Qualification> was)
    {
        var (a, b) = (now.OrderByDescending(s => s.AtLeast).ToList(), was.OrderByDescending(s => s.AtLeast).ToList());
        return a.Count >= b.Count && b.Select((seat, i) => a[i].AtLeast >= seat.AtLeast && (seat.DifferentTeams is null || a[i].DifferentTeams is not null)).All(x => x);
    }

    private static PolicyBook Any(Random random, char name)
    {
        ImmutableArray<TierRules> rules = [.. Tiers.All.Select(t => AnyRules(random, t))];
        var services = ServiceNames.Where(_ => random.Next(8) > 0).Select(s => AnyService(random, s, rules)).ToList();
        var people = Names.Where(_ => random.Next(8) > 0).Select(n => AnyPerson(random, n)).ToList();
        return new PolicyBook(
            new string(name, 64), "", new Roster(people), services.ToFrozenDictionary(s => s.Id),
            [.. Names.Where(_ => random.Next(2) == 0).Select(n => new PersonId(n))], [])
        {
            Rules = rules,
            Paths = AnyPaths(random),
            Answers = new Answers(AnyTier(random), AnyTier(random), AnyTier(random), AnyTier(random)),
        };
    }

    // Most of it as it was, some of it anew: what an edit does.
    private static PolicyBook Nudged(Random random, PolicyBook was)
    {
        var other = Any(random, 'b');
        var keep = random.Next(1, 12);
        T pick<T>(T old, T anew) => random.Next(keep) == 0 ? anew : old;
        ImmutableArray<TierRules> rules = [.. was.Rules.Zip(other.Rules, pick)];
        var services = was.Services.Values.Concat(other.Services.Values).GroupBy(s => s.Id).Select(g => pick(g.First(), g.Last()))
            .Where(_ => random.Next(15) > 0)
            .Select(s => s with { Rules = [.. s.Rules.Zip(rules, (own, all) => pick(own, all))] }).ToList();
        var people = was.Roster.Everybody.Concat(other.Roster.Everybody).GroupBy(p => p.Id).Select(g => pick(g.First(), g.Last()))
            .Where(_ => random.Next(15) > 0).ToList();
        var seen = new HashSet<ChatIdentity>();
        return new PolicyBook(
            new string('b', 64), "", new Roster(people.Select(p => p with { Identities = [.. p.Identities.Where(seen.Add)] })),
            services.ToFrozenDictionary(s => s.Id), pick(was.Operators, other.Operators), [])
        {
            Rules = rules,
            Paths = pick(was.Paths, other.Paths),
            Answers = pick(was.Answers, other.Answers),
        };
    }

    private static PolicyBook With(PolicyBook before, Service[] services, Person[] people)
    {
        var book = Book(services, people);
        return new PolicyBook(new string('c', 64), "", book.Roster, book.Services, before.Operators, before.OperatorsChannels);
    }

    private static TierRules AnyRules(Random random, Tier tier) => TierRules.BuiltIn[(int)tier] with
    {
        Approvals = Line(random.Next(tier == Tier.Low ? 0 : 1, 4), 1),
        DestructiveApprovals = Line(random.Next(1, 5), 2),
        AtLeast = Line((Level)random.Next(1, 5), 3),
        DifferentTeams = Line(random.Next(3) == 0, 4),
        SpotCheck = Line(random.Next(2) * 50, 5),
        Evidence = Evidences.All.Where(_ => random.Next(2) == 0).ToImmutableDictionary(e => e, _ => Line(0, 6).At),
    };

    private static Service AnyService(Random random, string id, ImmutableArray<TierRules> rules) => new(
        new ServiceId(id), id, AnyTier(random), Duration.FromHours(4), [], null, [.. Repositories.Where(_ => random.Next(3) == 0)])
    {
        Rules = [.. rules.Select(r => random.Next(4) == 0 ? r.Or(AnyRules(random, r.Tier)) : r)],
        Paths = AnyPaths(random),
    };

    private static Person AnyPerson(Random random, string id) => new(
        new PersonId(id), id, (Level)random.Next(5), Berlin, WorkingHours.Default,
        [.. ServiceNames.Where(_ => random.Next(2) == 0).Select(s => new ServiceId(s))], [],
        random.Next(5) == 0 ? [] : [new ChatIdentity(Platform.Slack, "T1", "U-" + Names[random.Next(Names.Length)] + id[0])], random.Next(6) > 0)
    {
        Team = random.Next(3) == 0 ? null : new TeamId("t" + random.Next(2)),
        AgentOf = random.Next(10) == 0 ? new PersonId("ana") : null,
    };

    private static ImmutableArray<PathRule> AnyPaths(Random random) =>
        [.. Patterns.Where(_ => random.Next(3) == 0).Select(p => new PathRule(PathPattern.Parse(p), AnyTier(random).Value, Line(0, 7).At))];

    private static Ruled<Tier> AnyTier(Random random) => Line((Tier)random.Next(4), 8);
}
