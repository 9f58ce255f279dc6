using Countersign.Simulation.Engine;
using NodaTime;

namespace Countersign.Simulation.Strategies;

/// <summary>
/// The usual ways, as routing.md's table describes them. A later round goes to whoever reviewed the one before, as people do; nothing
/// follows an asking.
/// </summary>
internal sealed record Usual(string Name, Func<Run, Review, IReadOnlyList<Desk>> Pick) : Strategy(Name)
{
    public static IReadOnlyList<Strategy> All { get; } =
    [
        One("random", (run, review, able) => AtRandom(run, review, able)),
        One("round robin", (_, _, able) => able.MinBy(d => (d.LastAsked ?? Instant.MinValue, d.Senior.Index))!),
        One(StrategyNames.LoadBalance, (run, review, able) => Ready(run, able)
            .OrderBy(d => d.Asked + d.Open).ThenBy(d => Product.Pick(run, review, d)).First()),
        new Usual("Prow-like", (run, review) => Again(run, review) ?? [.. Blunderbuss(run, review)]),
        One("GitLab roulette", (run, review, able) => AtRandom(run, review, Preferred(run, able))),
        new Usual("on call only", (run, review) => [OnCall(run, review)]),
        new Usual("broadcast", (run, review) => Able(run, review)) with { AsksMany = true },
        new Usual(StrategyNames.ShortestQueue, (run, review) => Again(run, review) ?? Shortest(run, review)),
    ];

    /// <summary>One named person at random: the published experiments' control group. With a nudge after a day, their treatment.</summary>
    public static Strategy Named(bool nudged) => new Usual(
        nudged ? "named, nudged" : "named", (run, review) => Again(run, review) ?? [AtRandom(run, review, Able(run, review))]) with
    {
        NudgesAfterADay = nudged,
    };

    public static Strategy Team { get; } = All.First(s => s.AsksMany);

    public override IReadOnlyList<Desk> Choose(Run run, Review review) => Pick(run, review);

    private static Usual One(string name, Func<Run, Review, IReadOnlyList<Desk>, Desk> pick) =>
        new(name, (run, review) => Again(run, review) ?? [pick(run, review, Able(run, review))]);

    private static IReadOnlyList<Desk>? Again(Run run, Review review) => review.Before is { } before ? [run.Desks[before]] : null;

    private static List<Desk> Able(Run run, Review review) => [.. run.Desks.Where(d => run.IsAble(d, review))];

    private static Desk AtRandom(Run run, Review review, IReadOnlyList<Desk> desks) => desks.MinBy(d => Product.Pick(run, review, d))!;

    // "Busy" people are skipped: those whose absence is known. Everybody, when all are.
    private static IReadOnlyList<Desk> Ready(Run run, IReadOnlyList<Desk> able) => Or([.. able.Where(d => !d.Senior.IsOff(run.Now))], able);

    // Two at random of those who own the code, skipping the busy.
    private static IEnumerable<Desk> Blunderbuss(Run run, Review review)
    {
        var able = Able(run, review);
        var owners = Or([.. able.Where(d => d.Senior.Person.Primary.Contains(review.Change.Service))], able);
        return Ready(run, owners).OrderBy(d => Product.Pick(run, review, d)).Take(2);
    }

    // Whose local time is from 06:00 to 14:00, when there is anybody.
    private static IReadOnlyList<Desk> Preferred(Run run, IReadOnlyList<Desk> able)
    {
        var ready = Ready(run, able);
        return Or([.. ready.Where(d => run.Now.InZone(d.Senior.Zone).Hour is >= 6 and < 14)], ready);
    }

    private static Desk OnCall(Run run, Review review)
    {
        var able = Able(run, review);
        var owners = Or([.. able.Where(d => d.Senior.Person.Primary.Contains(review.Change.Service))], able);
        return owners[(int)((run.Now - run.Town.Start).TotalDays / 7) % owners.Count];
    }

    private static IReadOnlyList<Desk> Shortest(Run run, Review review) =>
    [
        .. Able(run, review).Where(d => d.Senior.SeenAtWork.IsFree(run.Now))
            .OrderBy(d => d.Open).ThenBy(d => d.LastAsked ?? Instant.MinValue).ThenBy(d => d.Senior.Index).Take(1),
    ];

    private static IReadOnlyList<Desk> Or(IReadOnlyList<Desk> some, IReadOnlyList<Desk> others) => some.Count > 0 ? some : others;
}
