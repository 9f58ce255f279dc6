using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Digest;

/// <summary>How many rounds of a tier were decided in time, and how many were not.</summary>
public sealed record TierSla(Tier Tier, int Kept, int Broken);

/// <summary>How long decisions of a tier took.</summary>
/// <param name="ToDecision">Of rounds that were decided in the week, as <see cref="WeekFigures.ToDecision"/>.</param>
/// <param name="Allowed">The time for the decision that most of them had; null where none of them kept one.</param>
public sealed record TierTimes(Tier Tier, Spread ToDecision, Duration? Allowed);

/// <summary>What came in and what went out on a day of the team's zone.</summary>
/// <param name="In">Rounds that began: requests, and updates after a request for changes.</param>
/// <param name="Out">Rounds that were decided, withdrawn or recorded.</param>
public sealed record DayFlow(LocalDate Day, int In, int Out);

/// <summary>A week's sums. Everything counts in the week in which it happened, by the week's days in the team's zone.</summary>
public sealed record WeekFigures
{
    /// <summary>Requests that were submitted.</summary>
    public int Requests { get; init; }

    /// <summary>Rounds that an author's update began.</summary>
    public int Updates { get; init; }

    public int Approved { get; init; }

    public int Denied { get; init; }

    public int ChangesRequested { get; init; }

    /// <summary>Verdicts: what was approved, denied, or given back for changes. What was withdrawn or recorded is none.</summary>
    public int Decisions => Approved + Denied + ChangesRequested;

    public int Withdrawn { get; init; }

    /// <summary>Low tier: put on record, nobody asked.</summary>
    public int Recorded { get; init; }

    /// <summary>Of rounds whose first sign came in the week: the reviewers' turn until then, in hours of each round's own clock.</summary>
    public Spread FirstResponse { get; init; } = Spread.Of([]);

    /// <summary>Of rounds that were decided in the week: the reviewers' turn until then. Time in which nobody could be asked is not in it.</summary>
    public Spread ToDecision { get; init; } = Spread.Of([]);

    /// <summary>
    /// By tier, the highest first; those with any. Kept: decided in the week and never late. Broken: its time was over in the week, decided
    /// since or not. Each round counts once.
    /// </summary>
    public ImmutableArray<TierSla> Sla { get; init; } = [];

    public int Kept => Sla.Sum(t => t.Kept);

    public int Broken => Sla.Sum(t => t.Broken);

    /// <summary>Of the broken ones those without a decision in the week. The others, those kept and <see cref="LateBefore"/> are its decisions.</summary>
    public int LateUndecided { get; init; }

    /// <summary>Decided in the week, and late since before it: counted as broken then.</summary>
    public int LateBefore { get; init; }

    /// <summary>Steps of ladders that were taken.</summary>
    public int Escalations { get; init; }

    /// <summary>How often a review left somebody who was asked, but for those where another one is on it.</summary>
    public int HandOvers { get; init; }

    /// <summary>Rounds that waited for a reviewer, or for somebody to be asked, when the week was over.</summary>
    public int StillOpen { get; init; }

    /// <summary>By tier, the highest first; those with a decision.</summary>
    public ImmutableArray<TierTimes> Times { get; init; } = [];

    public ImmutableArray<DayFlow> Days { get; init; } = [];

    /// <summary>Nothing happened; something may be open still.</summary>
    public bool IsQuiet => Requests + Updates + Decisions + Withdrawn + Recorded + Escalations + HandOvers + Broken == 0;

    /// <summary>Of a week that is over. Pure.</summary>
    /// <param name="all">At least every round that lasted into it.</param>
    /// <returns>Without the days: nothing tells those of weeks before.</returns>
    public static WeekFigures Of(IEnumerable<RoundFacts> all, PolicyBook book, Interval span) => Of(RoundClock.Times(all, book, span), span);

    /// <param name="span">The week, until now while it lasts.</param>
    /// <returns>Without the days: see <see cref="FlowOf"/>.</returns>
    internal static WeekFigures Of(List<RoundTimes> rounds, Interval span)
    {
        var began = rounds.Where(r => span.Contains(r.Facts.Began)).ToList();
        var decided = rounds.Where(r => r.Facts.Decided is { At: var at } && span.Contains(at)).ToList();
        var ended = rounds.Where(r => r.Facts.Decided is null && r.Facts.Over is { } at && span.Contains(at)).ToList();
        return new WeekFigures
        {
            Requests = began.Count(r => r.Facts.Round == 1),
            Updates = began.Count(r => r.Facts.Round > 1),
            Approved = decided.Count(r => r.Facts.Decided!.Verdict == Verdict.Approved),
            Denied = decided.Count(r => r.Facts.Decided!.Verdict == Verdict.Denied),
            ChangesRequested = decided.Count(r => r.Facts.Decided!.Verdict == Verdict.ChangesRequested),
            Withdrawn = ended.Count(r => r.Facts.Ending == RoundEnding.Withdrawn),
            Recorded = ended.Count(r => r.Facts.Ending == RoundEnding.Recorded),
            FirstResponse = Spread.Of(rounds.Where(r => r.Facts.Responded is { } at && span.Contains(at)).Select(r => r.FirstResponse!.Value)),
            ToDecision = Spread.Of(decided.Select(r => r.ToDecision!.Value)),
            Sla = SlaOf(rounds, decided, span),
            LateUndecided = rounds.Count(r => IsBroken(r, span) && !(r.Facts.Decided?.At < span.End)),
            LateBefore = decided.Count(r => r.Tier is not null && r.BrokenAt < span.Start),
            Times = TimesOf(decided),
            Escalations = rounds.Sum(r => CountOf(r.Facts.Escalated, span)),
            HandOvers = rounds.Sum(r => CountOf(r.Facts.HandedOn, span)),
            StillOpen = rounds.Count(r => r.Facts.Began < span.End && !(r.EndedAt < span.End)),
        };
    }

    // Most have none.
    private static int CountOf(ImmutableArray<Instant> instants, Interval span) => instants.IsEmpty ? 0 : instants.Count(span.Contains);

    private static ImmutableArray<TierTimes> TimesOf(List<RoundTimes> decided) =>
    [
        .. decided.Where(r => r.Tier is not null).GroupBy(r => r.Tier!.Value).OrderByDescending(g => g.Key)
            .Select(g => new TierTimes(g.Key, Spread.Of(g.Select(r => r.ToDecision!.Value)), Usual(g.Select(r => r.Plan?.Decision).OfType<Duration>()))),
    ];

    // Services of a tier may have times of their own: the one that most rounds had, of several the shortest.
    private static Duration? Usual(IEnumerable<Duration> allowed) =>
        allowed.GroupBy(d => d).OrderByDescending(g => g.Count()).ThenBy(g => g.Key).Select(g => (Duration?)g.Key).FirstOrDefault();

    private static ImmutableArray<TierSla> SlaOf(List<RoundTimes> rounds, List<RoundTimes> decided, Interval span)
    {
        var kept = decided.Where(r => r is { Plan: not null, Tier: not null, BrokenAt: null }).ToLookup(r => r.Tier!.Value);
        var broken = rounds.Where(r => IsBroken(r, span)).ToLookup(r => r.Tier!.Value);
        return [.. Tiers.All.Reverse().Select(t => new TierSla(t, kept[t].Count(), broken[t].Count())).Where(t => t.Kept + t.Broken > 0)];
    }

    private static bool IsBroken(RoundTimes round, Interval span) => round is { Tier: not null, BrokenAt: { } at } && span.Contains(at);

    /// <param name="until">The week's end, or now while it lasts.</param>
    internal static ImmutableArray<DayFlow> FlowOf(IReadOnlyCollection<RoundTimes> rounds, DigestWeek week, DateTimeZone zone, Instant until) =>
    [
        .. week.Days.Select(day =>
        {
            var (start, end) = (Instant.Min(DigestWeek.StartOf(day, zone), until), Instant.Min(DigestWeek.StartOf(day.PlusDays(1), zone), until));
            return new DayFlow(
                day, rounds.Count(r => r.Facts.Began >= start && r.Facts.Began < end), rounds.Count(r => r.EndedAt is { } at && at >= start && at < end));
        }),
    ];
}
