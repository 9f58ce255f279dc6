using System.Xml.Linq;
using Countersign.Core.Policy;
using Countersign.Simulation;
using Countersign.Simulation.Engine;
using Countersign.Simulation.Setting;
using Countersign.Simulation.Strategies;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Simulating;

/// <summary>What must hold in every run of the simulator, whatever the strategy.</summary>
public sealed class RunTests
{
    private static readonly WorkloadModel Small = new() { ChangesPerDay = 40, Weeks = 2, Seniors = 16, Authors = 60 };

    public static TheoryData<string> Strategies => [.. Catalogue.Compared.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Every_round_is_reviewed_once_by_somebody_able_in_time_that_they_have(string name)
    {
        var town = Town.Default(Small, 7);
        var strategy = Catalogue.Compared.Single(s => s.Name == name);
        var run = new Run(town, strategy);
        var measured = run.Go();

        (measured.Decisions + measured.Unfinished).ShouldBe(town.Changes.Sum(c => c.Rounds.Length));
        measured.Unfinished.ShouldBeLessThan(name == "on call only" ? int.MaxValue : 20);
        run.Reviewed.Count.ShouldBe(measured.Decisions);
        run.Reviewed.Select(r => (r.Review.Change.Number, r.Review.Round)).ShouldBeUnique();
        foreach (var (review, desk, began, ended) in run.Reviewed)
        {
            run.IsAble(desk, review).ShouldBeTrue();
            began.ShouldBeGreaterThanOrEqualTo(review.Began);
            // Their minutes, in their free time: neither less nor more.
            desk.Senior.Free.Between(began, ended).TotalMinutes.ShouldBe(run.Habits.Minutes(review, desk.Senior), .001);
        }

        // Nobody is on two at once.
        foreach (var theirs in run.Reviewed.GroupBy(r => r.By).Select(g => g.OrderBy(r => r.From).ToList()))
            theirs.Zip(theirs.Skip(1)).ShouldAllBe(pair => pair.Second.From >= pair.First.To);
    }

    [Fact]
    public void The_same_seed_gives_the_same_figures_and_another_one_others()
    {
        var once = Comparison.Run(Small, [3, 4]);
        var again = Comparison.Run(Small, [3, 4]);
        once.Select(r => r.Strategy).ShouldBe(again.Select(r => r.Strategy));
        once.SelectMany(r => r.Runs).ShouldBe(again.SelectMany(r => r.Runs));
        once[0].Runs[0].ShouldNotBe(once[0].Runs[1]);
    }

    [Fact]
    public void Every_strategy_meets_the_same_changes_and_the_same_days()
    {
        var (one, two) = (Town.Default(Small, 5), Town.Default(Small, 5));
        one.Changes.Select(c => (c.At, c.Service, c.Tier, c.Author, c.Rounds.Length)).ShouldBe(two.Changes.Select(c => (c.At, c.Service, c.Tier, c.Author, c.Rounds.Length)));
        one.Seniors.Select(s => s.Free.Between(one.Start, one.End)).ShouldBe(two.Seniors.Select(s => s.Free.Between(two.Start, two.End)));
        one.Seniors.Select(s => s.Person.Primary.Length).ShouldAllBe(n => n == 2);
    }

    [Fact]
    public void The_changes_and_the_days_are_as_the_model_says()
    {
        var model = new WorkloadModel();
        var towns = Enumerable.Range(1, 4).Select(s => Town.Default(model, s)).ToList();
        double share(Func<Change, bool> which) => towns.Average(t => (double)t.Changes.Count(which) / t.Changes.Length);
        towns.Average(t => t.Changes.Length / 40.0).ShouldBe(model.ChangesPerDay, 4);
        share(c => c.Tier == Tier.Critical).ShouldBe(.10, .015);
        share(c => c.Tier == Tier.Medium).ShouldBe(.45, .02);
        share(c => c.Rounds.Length > 1).ShouldBe(.40, .02);
        // 40 hours, less 11 of meetings and 4 of focus, less seven percent.
        var hours = towns.Average(t => t.Seniors.Average(s => s.Free.Between(t.Start, t.End).TotalHours / 8));
        hours.ShouldBe(25 * .93, .8);
        var absent = towns.Average(t => t.Seniors.Average(s => 1 - s.CapacityOfRun / s.Person.Capacity.TotalMinutes / 40));
        absent.ShouldBe(.07, .012);
    }

    // Two seeds are few; the aims are met by far, so a broken part of the router shows all the same.
    [Fact]
    public void The_product_is_late_far_less_often_than_the_usual_ways()
    {
        var results = Comparison.Run(new WorkloadModel { Weeks = 3 }, [11, 12]);
        double late(string name) => results.Single(r => r.Strategy == name).Mean(m => m.Breaches);
        (late("Countersign") / late("GitHub load balance")).ShouldBeLessThan(.25);
        (late("Countersign") / late("shortest queue")).ShouldBeLessThan(.33);
        late("with perfect information").ShouldBeLessThan(late("Countersign"));
        results.Single(r => r.Strategy == "Countersign").Mean(m => m.Twice).ShouldBeLessThan(.01);
    }

    [Fact]
    public void A_past_is_replayed_with_its_own_rounds_and_minutes()
    {
        var book = Town.Default(Small, 1).Book;
        var author = book.Roster.Everybody.First(p => p.Level != Core.People.Level.Senior);
        var at = Instant.FromUtc(2026, 1, 6, 9, 0);
        PastChange[] past =
        [
            new(new ServiceId("s0"), Tier.High, author.Id, at, [new PastRound(12, 2), new PastRound(null, 0)]),
            new(new ServiceId("s1"), Tier.Medium, author.Id, at + Duration.FromHours(1), [new PastRound(30, 0)]),
        ];
        var results = Comparison.Replay(Small, [1, 2], book, past);

        results.Single(r => r.Strategy == "Countersign").Runs.ShouldAllBe(m => m.Decisions == 3 && m.Unfinished == 0);
    }

    [Fact]
    public void The_chart_is_a_picture_with_the_same_in_words()
    {
        var results = Comparison.Run(Small, [1]);
        var svg = XDocument.Parse(Chart.Draw(results, "40 a day <b>"));
        var text = svg.Root!.Value;
        text.ShouldContain("40 a day <b>");
        foreach (var result in results)
            text.ShouldContain(result.Strategy);
        svg.Descendants().Count(e => e.Name.LocalName == "rect").ShouldBe(results.Length + 1);
        svg.Descendants().Single(e => e.Name.LocalName == "desc").Value.ShouldBe(Chart.InWords(results));
    }
}
