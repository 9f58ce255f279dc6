using System.Collections.Immutable;
using Countersign.Core.Policy;
using Countersign.Simulation.Engine;
using Countersign.Simulation.Outcome;
using Countersign.Simulation.Setting;
using Countersign.Simulation.Strategies;

namespace Countersign.Simulation;

/// <summary>What one strategy did on every seed.</summary>
public sealed record Result(string Strategy, ImmutableArray<Measures> Runs)
{
    public double Mean(Func<Measures, double> of) => Runs.Average(of);

    /// <summary>Standard deviation between seeds.</summary>
    public double Spread(Func<Measures, double> of)
    {
        var mean = Mean(of);
        return Runs.Length < 2 ? 0 : Math.Sqrt(Runs.Sum(r => Math.Pow(of(r) - mean, 2)) / (Runs.Length - 1));
    }
}

/// <summary>Runs strategies on the same towns, side by side.</summary>
public static class Comparison
{
    /// <summary>How many strategies <see cref="Run(WorkloadModel, IReadOnlyList{int}, bool, PolicyBook?, Action{int}?, CancellationToken)"/> tries.</summary>
    public static int Count(bool ablations) => (ablations ? Catalogue.Ablations : Catalogue.Compared).Length;

    /// <param name="ablations">The product without one of its parts each, in place of the usual ways.</param>
    /// <param name="own">Somebody's own roster and policy, in place of the made-up company.</param>
    /// <param name="done">Told the number of finished runs.</param>
    public static ImmutableArray<Result> Run(
        WorkloadModel model, IReadOnlyList<int> seeds, bool ablations = false, PolicyBook? own = null, Action<int>? done = null,
        CancellationToken cancel = default) =>
        Run(
            ablations ? Catalogue.Ablations : Catalogue.Compared,
            [.. seeds.Select(s => new Lazy<Town>(() => own is null ? Town.Default(model, s) : Town.Of(model, s, own)))],
            done, cancel);

    /// <summary>Some of the strategies that are compared, with somebody's own roster and policy.</summary>
    /// <param name="only">Their names.</param>
    /// <param name="parallel">How many runs at once; a single one stays on the calling thread.</param>
    public static ImmutableArray<Result> Run(
        WorkloadModel model, IReadOnlyList<int> seeds, PolicyBook own, IReadOnlyCollection<string> only, int parallel, CancellationToken cancel) =>
        Run(
            [.. Catalogue.Compared.Where(s => only.Contains(s.Name))], [.. seeds.Select(s => new Lazy<Town>(() => Town.Of(model, s, own)))],
            null, parallel, cancel);

    /// <summary>What would have become of changes that really were, with this roster and policy: the seeds draw people's habits and days.</summary>
    public static ImmutableArray<Result> Replay(
        WorkloadModel model, IReadOnlyList<int> seeds, PolicyBook own, IReadOnlyList<PastChange> past, Action<int>? done = null,
        CancellationToken cancel = default) =>
        Run(
            Catalogue.Compared,
            [.. seeds.Select(s => new Lazy<Town>(() => Town.Of(model, s, own, PastChange.Planned(past, model, s, own))))],
            done, cancel);

    internal static ImmutableArray<Result> Run(
        IReadOnlyList<Strategy> strategies, IReadOnlyList<Lazy<Town>> towns, Action<int>? done, CancellationToken cancel) =>
        Run(strategies, towns, done, Environment.ProcessorCount, cancel);

    private static ImmutableArray<Result> Run(
        IReadOnlyList<Strategy> strategies, IReadOnlyList<Lazy<Town>> towns, Action<int>? done, int parallel, CancellationToken cancel)
    {
        var measured = new Measures[strategies.Count, towns.Count];
        var finished = 0;
        void one(int t)
        {
            var town = towns[t].Value;
            for (var s = 0; s < strategies.Count; s++)
            {
                cancel.ThrowIfCancellationRequested();
                measured[s, t] = new Run(town, strategies[s]).Go();
                done?.Invoke(Interlocked.Increment(ref finished));
            }
        }

        // A parallel loop of one may still move to another thread, whose priority is not the caller's.
        if (parallel == 1)
            for (var t = 0; t < towns.Count; t++)
                one(t);
        else
            Parallel.For(0, towns.Count, new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancel }, one);
        return [.. strategies.Select((s, i) => new Result(s.Name, [.. Enumerable.Range(0, towns.Count).Select(t => measured[i, t])]))];
    }
}
