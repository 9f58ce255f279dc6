using System.Collections.Immutable;
using Countersign.Simulation.Setting;
using Countersign.Simulation.Strategies;

namespace Countersign.Simulation;

/// <summary>The model's answer to the two published experiments, as changes in percent.</summary>
/// <param name="NamedInsteadOfTeam">Time in review when one person is named instead of a team.</param>
/// <param name="NudgeInReview">Time in review with a nudge after a day.</param>
/// <param name="NudgeFirstAction">Time to the first action with it.</param>
public sealed record FieldResults(double NamedInsteadOfTeam, double NudgeInReview, double NudgeFirstAction)
{
    /// <summary>Meta's: naming one person −11.6% (arXiv 2312.17169); a nudge at 24 hours −6.8% and −9.9% (FSE 2022).</summary>
    public static FieldResults Published { get; } = new(-11.6, -6.8, -9.9);
}

/// <summary>
/// Repeats the published experiments in the model. Two parameters were fitted to their three results, on seeds 101 to 140:
/// <see cref="WorkloadModel.NudgeHeard"/> and <see cref="WorkloadModel.TakenFromTeam"/>.
/// </summary>
public static class Calibration
{
    public static FieldResults Measure(WorkloadModel model, IReadOnlyList<int> seeds, Action<int>? done = null, CancellationToken cancel = default)
    {
        ImmutableArray<Strategy> strategies = [Usual.Named(nudged: false), Usual.Named(nudged: true), Usual.Team];
        var results = Comparison.Run(strategies, [.. seeds.Select(s => new Lazy<Town>(() => Town.Default(model, s)))], done, cancel);
        double percent(Result of, Result against, Func<Outcome.Measures, double> what) => 100 * (of.Mean(what) / against.Mean(what) - 1);
        return new FieldResults(
            percent(results[0], results[2], m => m.InReview), percent(results[1], results[0], m => m.InReview),
            percent(results[1], results[0], m => m.FirstAction));
    }
}
