using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Simulation.Setting;
using NodaTime;

namespace Countersign.Simulation;

/// <summary>One round of a change that really was.</summary>
/// <param name="Minutes">Of review, where it was seen to begin and to end; null where it wasn't, and the model draws them.</param>
/// <param name="AuthorHours">Working hours until its author answered; not used after the last round.</param>
public readonly record struct PastRound(double? Minutes, double AuthorHours);

/// <summary>A change that really was, from a record.</summary>
public sealed record PastChange(ServiceId Service, Tier Tier, PersonId Author, Instant At, ImmutableArray<PastRound> Rounds)
{
    /// <summary>In order of time; what is not known is drawn by the model.</summary>
    internal static ImmutableArray<Change> Planned(IEnumerable<PastChange> past, WorkloadModel model, int seed, PolicyBook book)
    {
        var arrivals = new Arrivals(model, new Draws(seed), book, Instant.FromUnixTimeSeconds(0));
        return
        [
            .. past.OrderBy(p => p.At).Select((p, i) => new Change(
                i, p.Service, p.Tier, p.Author, p.At,
                [.. p.Rounds.Select(r => new PlannedRound(r.Minutes ?? arrivals.Rounds(i, p.Tier)[0].Minutes, r.AuthorHours))])),
        ];
    }
}
