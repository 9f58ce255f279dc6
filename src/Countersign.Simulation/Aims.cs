using System.Collections.Immutable;
using Countersign.Simulation.Outcome;

namespace Countersign.Simulation;

/// <summary>A setting in which the product is measured against an aim.</summary>
/// <param name="Name">As people read it.</param>
public sealed record Scene(string Name, WorkloadModel Model);

/// <summary>One aim of routing.md's last table, and what came of it.</summary>
/// <param name="Most">The figure must not be above it.</param>
/// <param name="Figure">Mean over the seeds: a ratio of means, or a mean.</param>
/// <param name="Spread">Standard deviation of the same figure between seeds.</param>
public sealed record AimResult(string Scene, string What, double Most, double Figure, double Spread)
{
    public bool IsReached => Figure <= Most;
}

/// <summary>Everything that routing.md asks the router to reach in the simulator.</summary>
public static class Aims
{
    /// <summary>The settings of the table: the loads, and everybody in one place.</summary>
    public static ImmutableArray<Scene> Scenes(WorkloadModel model) =>
    [
        .. new double[] { 60, 80, 100, 130, 150 }.Select(load => new Scene($"{load} a day", model with { ChangesPerDay = load })),
        new Scene("one place", model with { Zones = ["Europe/Berlin"] }),
    ];

    /// <param name="results">Of the strategies compared, in the scene's setting.</param>
    public static IEnumerable<AimResult> Judge(Scene scene, ImmutableArray<Result> results)
    {
        AimResult against(string yardstick, string what, double most, Func<Measures, double> of) =>
            Ratio(scene, results, yardstick, $"{what} ÷ {yardstick}", most, of);
        var breaches = scene.Name switch { "130 a day" => .32, "150 a day" => .65, "one place" => .45, _ => .25 };
        yield return against(StrategyNames.LoadBalance, "breaches", breaches, m => m.Breaches);
        if (scene.Name is "100 a day" or "130 a day")
            yield return against(StrategyNames.ShortestQueue, "breaches", scene.Name == "100 a day" ? .33 : .40, m => m.Breaches);
        if (scene.Name != "100 a day")
            yield break;
        yield return against(StrategyNames.LoadBalance, "decision p90", .20, m => m.DecisionP90);
        yield return against(StrategyNames.LoadBalance, "first response p50", .15, m => m.ResponseP50);
        yield return against(StrategyNames.ShortestQueue, "first response p50", .70, m => m.ResponseP50);
        yield return new AimResult(scene.Name, "Gini of review minutes by declared capacity", .14, Of(results, StrategyNames.Ours).Mean(m => m.Gini), Of(results, StrategyNames.Ours).Spread(m => m.Gini));
        yield return against(StrategyNames.LoadBalance, "pings a reviewer-day", 1.45, m => m.Pings);
        yield return new AimResult(scene.Name, "pings a reviewer-day", 5, Of(results, StrategyNames.Ours).Mean(m => m.Pings), Of(results, StrategyNames.Ours).Spread(m => m.Pings));
    }

    private static AimResult Ratio(
        Scene scene, ImmutableArray<Result> results, string yardstick, string what, double most, Func<Measures, double> of)
    {
        var (ours, other) = (Of(results, StrategyNames.Ours), Of(results, yardstick));
        var each = new Result("", [.. ours.Runs.Zip(other.Runs, (o, y) => o with { Breaches = of(o) / Math.Max(1e-9, of(y)) })]);
        return new AimResult(scene.Name, what, most, ours.Mean(of) / Math.Max(1e-9, other.Mean(of)), each.Spread(m => m.Breaches));
    }

    private static Result Of(ImmutableArray<Result> results, string strategy) => results.First(r => r.Strategy == strategy);
}
