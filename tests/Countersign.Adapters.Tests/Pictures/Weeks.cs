using System.Collections.Immutable;
using Countersign.Core.Charts;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Adapters.Tests.Pictures;

/// <summary>Weeks of every kind: a usual one, the edges, and any number of made-up ones.</summary>
internal static class Weeks
{
    private static readonly LocalDate Monday = new(2026, 11, 16);

    public static WeekCharts Usual { get; } = new(
        "Payments", "week 2026-W47, Mon 16 Nov to Sun 22 Nov, so far", "Europe/Berlin",
        Times(new(Tier.Critical, 12, M(90), M(220), M(240)), new(Tier.High, 23, M(300), M(840), M(480)), new(Tier.Medium, 9, M(700), M(1300), M(1440)), new(Tier.Low, 4, M(1), M(2), null)),
        new([
            new("Ana Lima", 1, 240, 300), new("Kim Larsen", 1, 390, 300), new("Lee Park", 1, 180, 300),
            new("Margarethe von Württemberg-Ångström der Dritten", 1, 30, 150), new("Zoë", 1, 60, 0), new(null, 3, 420, 900),
        ]),
        Flow((9, 4), (12, 11), (7, 9), (10, 8), (6, 12), (0, 0), (1, 0)));

    public static WeekCharts One { get; } = Usual with { Loads = new([new("Ana Lima", 1, 240, 300)]) };

    public static WeekCharts Many { get; } = Usual with { Loads = People(30) };

    public static WeekCharts TooMany { get; } = Usual with { Loads = People(400) };

    public static WeekCharts Quiet { get; } = new(
        "Search", "week 2026-W47, Mon 16 Nov to Sun 22 Nov", "UTC", Times(new TierTimes(Tier.Critical, 0, null, null, M(240))), new([]), Flow((0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0), (0, 0)));

    public static WeekCharts Outlier { get; } = new(
        "<script>alert(1)</script> & \"Co\" \u202Ein a team with a name that is very long indeed", "week 2026-W47, Mon 16 Nov to Sun 22 Nov, so far", "America/Argentina/ComodRivadavia",
        Times(new(Tier.Critical, 1, M(7200), M(7200), M(240)), new(Tier.High, 2300, M(5), M(479), M(480))),
        new([new("山田 太郎", 1, 3000, 300), new("محمد", 1, 10, 300), new("<b onload=x>\0\ud83d", 1, 1, 300)]),
        Flow((999, 1), (1000, 12345), (100, 101), (10, 8), (6, 12), (0, 0), (1, 0)));

    public static IReadOnlyList<(string Name, WeekCharts Week)> Named { get; } =
        [("usual", Usual), ("one", One), ("thirty", Many), ("too many", TooMany), ("quiet", Quiet), ("outlier", Outlier)];

    public static IEnumerable<WeekCharts> MadeUp(int seed, int count)
    {
        var random = new Random(seed);
        for (var i = 0; i < count; i++)
            yield return Usual with
            {
                Times = Times([.. Tiers.All.Reverse().Where(_ => random.Next(4) > 0).DefaultIfEmpty(Tier.High).Select(tier => MadeUp(random, tier))]),
                Loads = new([.. Enumerable.Range(0, random.Next(0, 45)).Select(n => MadeUp(random, n))]),
                Flow = Flow([.. Enumerable.Range(0, 7).Select(_ => (Amount(random), Amount(random)))]),
            };
    }

    private static TierTimes MadeUp(Random random, Tier tier)
    {
        var decided = Amount(random);
        var half = Math.Max(1, Amount(random));
        return new(tier, decided, decided == 0 ? null : M(half), decided == 0 ? null : M(half + Amount(random)), random.Next(8) == 0 ? null : M(random.Next(15, 10_000)));
    }

    private static PersonLoad MadeUp(Random random, int n)
    {
        var isNamed = random.Next(6) > 0;
        return new(isNamed ? string.Concat(Enumerable.Repeat("Wilhelmina Weißmann ", random.Next(1, 5))) + n : null, isNamed ? 1 : random.Next(1, 9), Amount(random), random.Next(5) == 0 ? 0 : Amount(random));
    }

    // Small, large, and now and then out of all proportion.
    private static int Amount(Random random) => random.Next(5) switch { 0 => 0, 1 => random.Next(10), 4 => random.Next(100_000), _ => random.Next(400) };

    private static Duration M(int minutes) => Duration.FromMinutes(minutes);

    private static Chart.DecisionTimes Times(params ImmutableArray<TierTimes> tiers) => new(tiers);

    private static Chart.Loads People(int count) => new([.. Enumerable.Range(1, count).Select(i => new PersonLoad($"Reviewer Number {i}", 1, i * 53 % 420, 300))]);

    private static Chart.Flow Flow(params (int In, int Out)[] days) => new([.. days.Select((d, i) => new DayCounts(Monday.PlusDays(i), d.In, d.Out))]);
}
