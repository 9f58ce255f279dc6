using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Tests.Digest;

/// <summary>Every number of a digest, re-derived from the raw events by <see cref="Naive"/>.</summary>
public sealed class GoldenMonthTests
{
    private static readonly Interval Span = GoldenMonth.Last.Span(World.Berlin);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_weeks_sums_are_those_of_the_raw_events(int seed)
    {
        var (digest, naive) = Both(seed);
        var f = digest.Figures;

        f.Requests.ShouldBe(naive.Rounds.Count(r => r.Number == 1 && Span.Contains(r.Began)));
        f.Updates.ShouldBe(naive.Rounds.Count(r => r.Number > 1 && Span.Contains(r.Began)));
        f.Decisions.ShouldBe(naive.Rounds.Count(r => r.Decided is { At: var at } && Span.Contains(at)));
        f.Approved.ShouldBe(Decided(naive, Verdict.Approved));
        f.Denied.ShouldBe(Decided(naive, Verdict.Denied));
        f.ChangesRequested.ShouldBe(Decided(naive, Verdict.ChangesRequested));
        f.Withdrawn.ShouldBe(naive.Rounds.Count(r => r.Decided is null && r.Withdrawn is { } at && Span.Contains(at)));
        f.Recorded.ShouldBe(naive.Rounds.Count(r => r.Recorded is { } at && Span.Contains(at)));
        f.Escalations.ShouldBe(naive.Rounds.Sum(r => r.Escalated.Count(Span.Contains)));
        f.HandOvers.ShouldBe(naive.Rounds.Sum(r => r.Left.Count(Span.Contains)));
        f.StillOpen.ShouldBe(naive.Rounds.Count(r => r.Began < Span.End && (r.Ended is not { } at || at >= Span.End)));
        (f.Requests > 0 && f.Decisions > 0 && f.Escalations > 0 && f.HandOvers > 0).ShouldBeTrue();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Its_times_are_counted_minute_by_minute(int seed)
    {
        var (digest, naive) = Both(seed);
        var first = naive.Rounds.Where(r => r.Signed is { } at && Span.Contains(at)).Select(naive.ToFirst).ToList();
        var decided = naive.Rounds.Where(r => r.Decided is { At: var at } && Span.Contains(at)).Select(naive.ToDecision).ToList();

        Spread(digest.Figures.FirstResponse).ShouldBe((first.Count, Naive.Rank(first, 50), Naive.Rank(first, 90)));
        Spread(digest.Figures.ToDecision).ShouldBe((decided.Count, Naive.Rank(decided, 50), Naive.Rank(decided, 90)));
        first.Count.ShouldBeGreaterThan(5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_was_kept_and_broken_is_told_by_tier(int seed)
    {
        var (digest, naive) = Both(seed);
        foreach (var tier in Tiers.All)
        {
            var of = naive.Rounds.Where(r => r.Tier == tier).ToList();
            var kept = of.Count(r => r.Decided is { At: var at } && Span.Contains(at) && naive.LateAt(r, Span.End) is null);
            var broken = of.Count(r => naive.LateAt(r, Span.End) is { } at && Span.Contains(at));
            digest.Figures.Sla.Where(s => s.Tier == tier).ShouldBe(kept + broken == 0 ? [] : [new TierSla(tier, kept, broken)]);
        }

        bool decided(Naive.Round r) => r.Decided is { At: var at } && Span.Contains(at);
        digest.Figures.LateBefore.ShouldBe(naive.Rounds.Count(r => decided(r) && naive.LateAt(r, Span.End) < Span.Start));
        digest.Figures.LateUndecided.ShouldBe(naive.Rounds.Count(r => !decided(r) && naive.LateAt(r, Span.End) is { } at && Span.Contains(at)));
        digest.Figures.Decisions.ShouldBe(digest.Figures.Kept + digest.Figures.Broken - digest.Figures.LateUndecided + digest.Figures.LateBefore);
        digest.Figures.Broken.ShouldBeGreaterThan(0);
        digest.Figures.Kept.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void How_long_decisions_took_is_told_by_tier(int seed)
    {
        var (digest, naive) = Both(seed);
        var seen = 0;
        foreach (var tier in Tiers.All)
        {
            var of = naive.Rounds.Where(r => r.Tier == tier && r.Decided is { At: var at } && Span.Contains(at)).ToList();
            var took = of.Select(naive.ToDecision).ToList();
            var told = digest.Figures.Times.Where(t => t.Tier == tier).ToList();
            told.Select(t => Spread(t.ToDecision)).ShouldBe(of.Count == 0 ? [] : [(of.Count, Naive.Rank(took, 50), Naive.Rank(took, 90))]);
            if (of.Count == 0)
                continue;
            var allowed = of.Select(r => GoldenMonth.PlanOf(r.Service).Decision).ToList();
            told[0].Allowed.ShouldBe(allowed.Distinct().OrderByDescending(d => allowed.Count(a => a == d)).ThenBy(d => d).First());
            seen++;
        }

        digest.Figures.Times.Select(t => t.Tier).ShouldBe(digest.Figures.Times.Select(t => t.Tier).OrderDescending());
        seen.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_came_in_and_out_is_told_by_day(int seed)
    {
        var (digest, naive) = Both(seed);
        digest.Figures.Days.Length.ShouldBe(7);
        foreach (var day in digest.Figures.Days)
        {
            day.In.ShouldBe(naive.Rounds.Count(r => r.Began.InZone(World.Berlin).Date == day.Day));
            day.Out.ShouldBe(naive.Rounds.Count(r => r.Ended is { } at && at.InZone(World.Berlin).Date == day.Day));
        }

        digest.Figures.Days.Sum(d => d.Out).ShouldBe(digest.Figures.Decisions + digest.Figures.Withdrawn + digest.Figures.Recorded);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_usual_week_is_the_mean_of_the_four_before(int seed)
    {
        var (digest, naive) = Both(seed);
        var weeks = Enumerable.Range(0, 4).Select(n => GoldenMonth.First.Plus(n).Span(World.Berlin)).ToList();
        double mean(Func<Interval, double> of) => weeks.Average(of);
        Duration half(Func<Naive.Round, Instant?> when, Func<Naive.Round, int> took, int percent)
        {
            var ranks = weeks.Select(w => Naive.Rank(naive.Rounds.Where(r => when(r) is { } at && w.Contains(at)).Select(took), percent)).OfType<int>();
            return Duration.FromTicks((long)(ranks.Sum() * (decimal)NodaConstants.TicksPerMinute / ranks.Count()));
        }

        var usual = digest.Usual.ShouldNotBeNull();
        usual.Weeks.ShouldBe(4);
        usual.Requests.ShouldBe(mean(w => naive.Rounds.Count(r => r.Number == 1 && w.Contains(r.Began))), 1e-9);
        usual.Decisions.ShouldBe(mean(w => naive.Rounds.Count(r => r.Decided is { At: var at } && w.Contains(at))), 1e-9);
        usual.Broken.ShouldBe(mean(w => naive.Rounds.Count(r => naive.LateAt(r, w.End) is { } at && w.Contains(at))), 1e-9);
        usual.Escalations.ShouldBe(mean(w => naive.Rounds.Sum(r => r.Escalated.Count(w.Contains))), 1e-9);
        usual.HandOvers.ShouldBe(mean(w => naive.Rounds.Sum(r => r.Left.Count(w.Contains))), 1e-9);
        usual.FirstResponseHalf.ShouldBe(half(r => r.Signed, naive.ToFirst, 50));
        usual.FirstResponseNineOfTen.ShouldBe(half(r => r.Signed, naive.ToFirst, 90));
        usual.DecisionHalf.ShouldBe(half(r => r.Decided?.At, naive.ToDecision, 50));
        usual.DecisionNineOfTen.ShouldBe(half(r => r.Decided?.At, naive.ToDecision, 90));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Who_carried_how_much_is_votes_against_the_hours_they_worked(int seed)
    {
        var (digest, _) = Both(seed);
        var month = new GoldenMonth(seed);
        int minutes(string who, Interval within) => 30 * Naive.All(month).SelectMany(r => r.Votes).Count(v => v.By.Value == who && within.Contains(v.At));

        digest.Loads.Each.Select(l => l.Person?.Value).ShouldBe(["kim", "lee", "mo"]);
        foreach (var load in digest.Loads.Each)
            load.Minutes.ShouldBe(minutes(load.Person!.Value.Value, Span));
        // Kim: Tuesday until 13:00, Wednesday not at all, then two days: 1 + 0.5 + 0 + 1 + 1 of two hours. Mo: five days of 90 minutes.
        digest.Loads.Each.Select(l => l.Capacity).ShouldBe([420, 600, 450]);
        digest.Loads.Minutes.ShouldBe(digest.Loads.Each.Sum(l => l.Minutes));
        digest.Loads.Capacity.ShouldBe(1_470);

        // Lee joined twelve days before the week was over, so their usual is of two weeks; Mo is away next week.
        var four = new Interval(GoldenMonth.First.Plus(1).Span(World.Berlin).Start, Span.End);
        var usual = new[] { minutes("kim", four) / 4, minutes("lee", four) / 2, minutes("mo", four) / 4 };
        digest.Loads.Next.ShouldBe(new NextWeek(
            GoldenMonth.Last.Plus(1), 1_200, usual.Sum(), Math.Max(0, 600 - usual[0]) + Math.Max(0, 600 - usual[1])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Tools_and_services_are_told_by_what_was_denied_and_given_back(int seed)
    {
        var (digest, naive) = Both(seed);
        var decided = naive.Rounds.Where(r => r.Decided is { At: var at } && Span.Contains(at)).ToList();
        Objections of(string name, Func<Naive.Round, bool> which)
        {
            var rounds = decided.Where(which).ToList();
            return new Objections(
                name, rounds.Count, rounds.Count(r => r.Decided!.Value.Verdict == Verdict.Denied), rounds.Count(r => r.Decided!.Value.Verdict == Verdict.ChangesRequested));
        }

        digest.Services.ShouldBe(
            new[] { of("Payments", r => r.Service == GoldenMonth.Payments), of("Ledger", r => r.Service == GoldenMonth.Ledger) }.Where(o => o.Count > 0), ignoreOrder: true);
        foreach (var tool in new[] { "Claude Code", "Copilot", "Cursor", "Gemini" })
        {
            var expected = of(tool, r => r.Tools.Contains(tool, StringComparison.OrdinalIgnoreCase));
            digest.Tools.Where(t => t.Name.Equals(tool, StringComparison.OrdinalIgnoreCase)).Select(t => t with { Name = tool })
                .ShouldBe(expected.Count > 0 ? [expected] : []);
        }

        digest.Tools.Select(t => t.Count).ShouldBe(digest.Tools.Select(t => t.Count).OrderDescending());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_bottleneck_is_where_most_minutes_went(int seed)
    {
        var (digest, naive) = Both(seed);
        int sum(Func<Naive.Round, int> of) => naive.Rounds.Sum(of);
        int unanswered(Naive.Round r) => naive.Spent(r, 'r', Span.Start, r.Signed is { } at && at < Span.End ? at : Span.End);
        int reviewers(Naive.Round r) => naive.Spent(r, 'r', Span.Start, Span.End);
        var at = new Dictionary<Stage, int>
        {
            [Stage.Anybody] = sum(r => naive.Spent(r, 'n', Span.Start, Span.End)),
            [Stage.FirstResponse] = sum(unanswered),
            [Stage.Review] = sum(r => reviewers(r) - unanswered(r)),
            [Stage.Author] = sum(r => naive.Spent(r, 'a', Span.Start, Span.End)),
        };

        var bottleneck = digest.Bottleneck.ShouldNotBeNull();
        bottleneck.Stage.ShouldBe(at.MaxBy(s => s.Value).Key);
        bottleneck.There.ShouldBe(Duration.FromMinutes(at.Values.Max()));
        bottleneck.All.ShouldBe(Duration.FromMinutes(at.Values.Sum()));

        int beyond(Naive.Round r, Instant then) => Math.Max(
            0, naive.Spent(r, 'r', r.Began, r.Signed is { } signed && signed < then ? signed : then) - (int)GoldenMonth.PlanOf(r.Service).FirstResponse.TotalMinutes);
        var saved = new[]
        {
            naive.Rounds.GroupBy(r => r.Service).Max(g => g.Sum(r => naive.Spent(r, 'n', Span.Start, Span.End))),
            sum(r => Math.Min(unanswered(r), beyond(r, Span.End))),
            naive.Rounds.GroupBy(r => r.Service).Max(g => g.Sum(r => naive.Spent(r, 'a', Span.Start, Span.End))),
        };
        var remedy = bottleneck.Remedy.ShouldNotBeNull();
        remedy.Saved.ShouldBe(Duration.FromMinutes(saved.Max()));
        (remedy is Remedy.SomebodyFor, remedy is Remedy.AnswersInTime, remedy is Remedy.NothingGivenBack)
            .ShouldBe((saved[0] == saved.Max(), saved[1] == saved.Max(), saved[2] == saved.Max()));
    }

    [Fact]
    public void Had_every_first_answer_been_in_time_so_many_late_ones_would_have_been()
    {
        var seen = 0;
        for (var seed = 1; seed <= 12; seed++)
        {
            var (digest, naive) = Both(seed);
            if (digest.Bottleneck?.Remedy is not Remedy.AnswersInTime remedy)
                continue;
            var late = naive.Rounds.Where(r => naive.LateAt(r, Span.End) is { } at && Span.Contains(at)).ToList();
            remedy.Late.ShouldBe(late.Count);
            remedy.InTime.ShouldBe(late.Count(r => r.Decided is not null
                && naive.ToDecision(r) - Math.Max(0, naive.ToFirst(r) - (int)GoldenMonth.PlanOf(r.Service).FirstResponse.TotalMinutes)
                    < GoldenMonth.PlanOf(r.Service).Decision.TotalMinutes));
            seen++;
        }

        seen.ShouldBeGreaterThan(0);
    }

    internal static DigestGround Ground(GoldenMonth month, Instant now)
    {
        var votes = Naive.All(month).SelectMany(r => r.Votes.Select(v => (v.By, v.At, r.Service))).ToList();
        ImmutableArray<ReviewSum> reviews(Interval within) =>
            [.. votes.Where(v => within.Contains(v.At)).GroupBy(v => (v.By, v.Service)).Select(g => new ReviewSum(g.Key.By, g.Key.Service, g.Count()))];
        var facts = month.Requests.SelectMany(r => RoundFacts.AllOf(r.Key, r.Value)).Where(f => f.Service != GoldenMonth.Web).ToList();
        var first = month.Requests.Values.Min(e => e[0].At);
        return new DigestGround(
            Readership.Of(new DigestScope.OfTeam(GoldenMonth.Team), GoldenMonth.Book)!, GoldenMonth.Book, GoldenMonth.Last, [.. facts],
            [.. UsualWeek.WeeksBefore(GoldenMonth.Last, World.Berlin, first).Select(w => WeekFigures.Of(facts, GoldenMonth.Book, w.Span(World.Berlin)))],
            reviews(Span), reviews(new Interval(GoldenMonth.Last.Plus(-3).Span(World.Berlin).Start, Span.Start)), GoldenMonth.States,
            GoldenMonth.Absences.ToLookup(a => a.Person, a => a.Away), first, now);
    }

    private static (WeeklyDigest Digest, Naive Naive) Both(int seed)
    {
        var month = new GoldenMonth(seed);
        return (WeeklyDigest.Summarise(Ground(month, Span.End + Duration.FromDays(10))), new Naive(month));
    }

    private static int Decided(Naive naive, Verdict verdict) => naive.Rounds.Count(r => r.Decided is { } d && d.Verdict == verdict && Span.Contains(d.At));

    private static (int, int?, int?) Spread(Spread spread) => (spread.Count, (int?)spread.Half?.TotalMinutes, (int?)spread.NineOfTen?.TotalMinutes);
}
