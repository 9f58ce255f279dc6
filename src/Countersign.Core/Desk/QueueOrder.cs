using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The order in which somebody's own reviews are worth working. Source: <see cref="Rerouting.QueueKey(Instant, Duration, Instant)"/>.</summary>
public static class QueueOrder
{
    /// <summary>How many of somebody's reviews are weighed, the earliest due first; hardly anybody holds so many.</summary>
    public const int MostWeighed = 200;

    /// <summary>The lowest is worked first; what has no time comes last.</summary>
    public static Instant Key(ChangeRequest change, Instant now) => change.Due is { } due
        ? Rerouting.QueueKey(due, Duration.Max(Duration.Zero, due - SlaClock.BeganAt(change)), now)
        : Instant.MaxValue;

    public static ImmutableArray<ChangeRequest> Of(IEnumerable<ChangeRequest> queue, Instant now) =>
        [.. queue.OrderBy(c => Key(c, now)).ThenBy(c => c.Id.Number)];
}
