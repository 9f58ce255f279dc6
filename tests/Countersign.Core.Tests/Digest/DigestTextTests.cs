using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Digest;

/// <summary>A digest as it is read.</summary>
public sealed class DigestTextTests
{
    private static readonly DigestWeek Week = DigestWeek.Of(new LocalDate(2026, 11, 16));

    [Fact]
    public void A_week_in_which_nothing_happened_and_something_is_open_is_a_line_or_two()
    {
        var quiet = Digest(new WeekFigures { StillOpen = 3 });
        Said(quiet).ShouldBe("A quiet week: nothing was asked or decided. 3 requests were still open at its end.");
        DigestText.Of(quiet).Sections.ShouldBeEmpty();
        DigestCharts.Of(quiet, Book()).ShouldBeNull();
        Said(Digest(new WeekFigures { StillOpen = 1 }) with { IsRunning = true }).ShouldBe("A quiet week so far: nothing was asked or decided. 1 request is still open.");

        var waiting = new Bottleneck(Stage.Anybody, Duration.FromHours(50), Duration.FromHours(60), new Remedy.SomebodyFor(Payments, 3, Duration.FromHours(50)));
        Said(quiet with { Bottleneck = waiting }).ShouldEndWith(
            "still open at its end. Most of the week's time, 50 h of 60 h, went into waiting for anybody who could be asked. "
            + "Of what I tried, this would have saved most: somebody always free for payments (50 h, in 3 requests that waited).");
        Said(quiet with { Bottleneck = waiting with { Stage = Stage.Author } }).ShouldEndWith("still open at its end.");
    }

    [Fact]
    public void Whatever_happened_makes_a_week_that_is_not_quiet()
    {
        WeekFigures[] weeks =
        [
            new() { Requests = 1 }, new() { Updates = 1 }, new() { Approved = 1 }, new() { Denied = 1 }, new() { ChangesRequested = 1 }, new() { Withdrawn = 1 },
            new() { Recorded = 1 }, new() { Escalations = 1 }, new() { HandOvers = 1 }, new() { Sla = [new TierSla(Tier.High, 0, 1)] },
        ];
        weeks.ShouldAllBe(w => !w.IsQuiet);
        foreach (var week in weeks)
            DigestText.Of(Digest(week)).Sections.ShouldNotBeEmpty();
    }

    [Fact]
    public void Those_without_a_review_are_one_line_together_in_words_and_in_charts()
    {
        Load kim = new(new("kim"), 1, 60, 600), lee = new(new("lee"), 1, 0, 600), mo = new(new("mo"), 1, 0, 300), hidden = new(null, 2, 0, 600);
        Carried(kim, lee, mo, hidden).ShouldBe(["Kim: 1 h of 10 h (10%).", "2 people, not named: none of 10 h.", "2 others: none of 15 h.", "All: 1 h of 35 h (3%)."]);
        Carried(lee, mo).ShouldBe(["2 people: none of 15 h.", "All: none of 15 h."]);
        // One alone is said by name.
        Carried(kim, lee).ShouldBe(["Kim: 1 h of 10 h (10%).", "Lee: none of 10 h.", "All: 1 h of 20 h (5%)."]);
        Carried(kim, lee with { Capacity = 0 }, mo with { Capacity = 0 })[1].ShouldBe("2 others: none, with no review time declared.");

        DigestCharts.Of(Digest(new WeekFigures { Requests = 1 }, kim, lee, mo, hidden), People)!.Loads.Each
            .Select(l => $"{ChartWords.Name(l)}: {ChartWords.Load(l)}").ShouldBe(["Kim: 1 h of 10 h", "2 people, not named: none of 10 h", "2 others: none of 15 h"]);
    }

    [Fact]
    public void Decisions_add_up_for_whoever_reads()
    {
        var figures = new WeekFigures { Approved = 8, Sla = [new TierSla(Tier.Critical, 5, 3)], LateUndecided = 1, LateBefore = 1 };
        Line(figures, "In time").ShouldBe("5 of 8 (critical 5 of 8). Late: 3. 1 of them was not decided in the week. 1 more decision was late before this week.");
        Line(figures with { LateUndecided = 3, LateBefore = 3 }, "In time")
            .ShouldBe("5 of 8 (critical 5 of 8). Late: 3. None of them was decided in the week. 3 more decisions were late before this week.");
        Line(new WeekFigures { Approved = 2, LateBefore = 2 }, "In time").ShouldBe("Late: 0. 2 more decisions were late before this week.");
        Line(figures with { LateUndecided = 0, LateBefore = 0 }, "In time").ShouldBe("5 of 8 (critical 5 of 8). Late: 3.");
    }

    [Fact]
    public void A_week_that_runs_is_compared_with_none()
    {
        var month = new GoldenMonth(1);
        var span = GoldenMonth.Last.Span(Berlin);
        string said(Instant now) => DigestText.Of(WeeklyDigest.Summarise(GoldenMonthTests.Ground(month, now))).Spoken.Plain(GoldenMonth.Book);
        said(span.End).ShouldContain("than usual");
        said(span.End - Duration.FromMilliseconds(1)).ShouldNotContain("usual", Case.Insensitive);
        said(span.Start + Duration.FromDays(1)).ShouldNotContain("usual", Case.Insensitive);
    }

    [Fact]
    public void The_services_without_a_team_are_all_services_where_there_is_no_other()
    {
        Readership.Of(DigestScope.House, Book())!.Name.ShouldBe("All services");
        var team = new TeamId("pay");
        var teams = new[] { new Team(team, "Pay", null, Rules) }.ToFrozenDictionary(t => t.Id);
        Readership.Of(DigestScope.House, Book([Service(), Service("web") with { Team = team }], []) with { Teams = teams })!.Name.ShouldBe("All services without a team");
        Readership.Of(DigestScope.House, Book([Service()], []) with { Teams = teams })!.Name.ShouldBe("All services");
    }

    private static PolicyBook People => Book(Person("kim"), Person("lee"), Person("mo"));

    private static WeeklyDigest Digest(WeekFigures figures, params ImmutableArray<Load> each) => new(
        DigestScope.House, "Payments", Week, Berlin, false, figures, new Loads(each, each.Sum(l => l.Minutes), each.Sum(l => l.Capacity), new NextWeek(Week.Plus(1), 600, 0, 600)));

    private static string Said(WeeklyDigest digest) => DigestText.Of(digest).Lead.Plain(People);

    private static List<string> Carried(params ImmutableArray<Load> each) =>
        [.. DigestText.Of(Digest(new WeekFigures { Requests = 1 }, each)).Sections.Single(s => s.Heading == "Who carried how much").Lines
            .Select(l => Sentence.Of($"{l.Label}: {l.Value}").Plain(People))];

    private static string Line(WeekFigures figures, string label) =>
        DigestText.Of(Digest(figures)).Sections[0].Lines.Single(l => l.Label.Plain(People) == label).Value.Plain(People);
}
