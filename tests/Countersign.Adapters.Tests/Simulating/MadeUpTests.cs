using System.Collections.Frozen;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Simulation;
using Countersign.Simulation.Engine;
using Countersign.Simulation.Setting;
using Countersign.Simulation.Strategies;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Simulating;

/// <summary>Nothing is made up that the product would refuse, whatever the policy: chance draws small companies, and each is counted out by hand.</summary>
public sealed class MadeUpTests
{
    private static readonly WorkloadModel Brief = new() { ChangesPerDay = 12, Weeks = 1 };

    [Fact]
    public void With_one_senior_there_is_nothing_to_make_up()
    {
        var book = Book([Person("lee", Level.Senior, "a")], Service("a", 1, Level.Senior));

        new MadeUp(book).Services.ShouldBeEmpty();
        new MadeUp(book).LeftOut.ShouldBe(["A"]);
        Town.Of(Brief, 1, book).Changes.ShouldBeEmpty();
    }

    [Fact]
    public void Where_only_the_author_could_review_somebody_else_asks()
    {
        var book = Book(
            [Person("lee", Level.Senior, "a", "b"), Person("mo", Level.Senior, "b"), Person("kim", Level.Senior, "b")],
            Service("a", 1, Level.Senior), Service("b", 1, Level.Senior));

        new MadeUp(book).LeftOut.ShouldBeEmpty();
        var ofA = Town.Of(Brief, 1, book).Changes.Where(c => c.Service.Value == "a").ToList();
        ofA.ShouldNotBeEmpty();
        ofA.ShouldAllBe(c => c.Author.Value != "lee");
    }

    [Fact]
    public void A_tier_that_needs_two_where_there_is_one_is_left_out_alone()
    {
        var one = Service("a", 1, Level.Senior);
        var service = one with { Rules = [.. one.Rules.Select(r => r.Tier == Tier.Critical ? r with { Approvals = Line(2) } : r)] };
        var book = Book([Person("lee", Level.Senior, "a"), Person("ana", Level.Junior)], service);

        new MadeUp(book).LeftOut.ShouldBe(["critical changes of A"]);
        var changes = Town.Of(Brief, 1, book).Changes;
        changes.ShouldNotBeEmpty();
        changes.ShouldAllBe(c => c.Tier != Tier.Critical && c.Author.Value == "ana");
    }

    [Fact]
    public void In_any_company_every_change_has_a_reviewer_and_every_way_of_asking_gets_through()
    {
        for (var seed = 1; seed <= 150; seed++)
        {
            var book = Drawn(new Random(seed));
            var town = Town.Of(Brief, seed, book);
            foreach (var change in town.Changes)
                Others(book, change).ShouldBeGreaterThanOrEqualTo(book.Find(change.Service)!.RulesOf(change.Tier).Approvals.Value, $"seed {seed}");
            town.Changes.Select(c => c.Service).Distinct().ShouldBeSubsetOf(new MadeUp(book).Services.Select(s => s.Id), $"seed {seed}");
            if (seed <= 40)
                foreach (var strategy in Catalogue.Compared)
                    new Run(town, strategy).Go().Decisions.ShouldBeLessThanOrEqualTo(town.Changes.Sum(c => c.Rounds.Length), $"seed {seed}, {strategy.Name}");
        }
    }

    [Fact]
    public void What_is_left_out_really_can_be_asked_for_by_nobody()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var book = Drawn(new Random(seed));
            var possible = new MadeUp(book);
            foreach (var service in book.Services.Values)
                possible.Services.Contains(service).ShouldBe(
                    Enum.GetValues<Tier>().Any(t => t >= service.Tier.Value && possible.Authors.Any(
                        a => Others(book, new Change(0, service.Id, t, a.Id, default, [])) >= service.RulesOf(t).Approvals.Value)), $"seed {seed}");
        }
    }

    // Whoever could take a seat, less the author; all seats of these companies ask the same level, and a senior where the author is below.
    private static int Others(PolicyBook book, Change change)
    {
        var rules = book.Find(change.Service)!.RulesOf(change.Tier);
        var seniors = book.Roster.Everybody.Count(p => p.Id != change.Author && p.Level >= Level.Senior && p.Covers(change.Service));
        var able = book.Roster.Everybody.Count(p => p.Id != change.Author && p.Level >= rules.AtLeast.Value && p.Covers(change.Service));
        return book.Roster.Find(change.Author)!.Level < Level.Senior && seniors == 0 ? 0 : able;
    }

    private static PolicyBook Drawn(Random random)
    {
        string[] names = ["a", "b", "c"];
        var services = names.Take(1 + random.Next(3)).Select(n => Service(n, 1 + random.Next(2), random.Next(2) == 0 ? Level.Senior : Level.Mid)).ToArray();
        var people = Enumerable.Range(0, 1 + random.Next(4)).Select(i => Person(
            $"p{i}", (Level)random.Next((int)Level.Junior, (int)Level.Senior + 1), [.. names.Take(services.Length).Where(_ => random.Next(2) == 0)]));
        return Book([.. people], services);
    }

    private static PolicyBook Book(Person[] people, params Service[] services) =>
        new("", "", new Roster(people), services.ToFrozenDictionary(s => s.Id), [], []);

    private static Person Person(string id, Level level, params string[] covers) => new(
        new PersonId(id), id, level, DateTimeZone.Utc, WorkingHours.Default, [.. covers.Select(c => new ServiceId(c))], [], []);

    private static Service Service(string id, int approvals, Level atLeast) =>
        new(new ServiceId(id), id.ToUpperInvariant(), Line(Tier.Low), null, [], null, [])
        {
            Rules = [.. TierRules.BuiltIn.Select(r => r with { Approvals = Line(approvals), AtLeast = Line(atLeast), DifferentTeams = Line(false) })],
        };

    private static Ruled<T> Line<T>(T value) => new(value, PolicyLine.BuiltIn("test"));
}
