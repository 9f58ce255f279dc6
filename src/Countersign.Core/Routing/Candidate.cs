using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>Somebody on the roster with what the router needs to know of their days and their work.</summary>
/// <param name="Calendar">For the reason why they are not there.</param>
/// <param name="AtWork">When they are at work.</param>
/// <param name="Free">When they are at work and not known to be busy.</param>
/// <param name="Limit">Their own limit of open reviews or the policy's, whichever is lower; null for none.</param>
/// <param name="Unreachable">No message reaches them.</param>
public sealed record Candidate(
    Person Person, Calendar Calendar, FreeTime AtWork, FreeTime Free, Workload Load, int? Limit = null, bool Unreachable = false)
{
    public bool HasRoom => Limit is not { } limit || Load.Open < limit;

    /// <summary>
    /// When their verdict on something new can be expected: once everything ahead of it and <paramref name="review"/> itself fit into
    /// their free time. What lies beyond the prepared time counts as its end.
    /// </summary>
    public Instant Expected(Instant now, Duration review) => Free.Advance(now, Load.Ahead + review) ?? Free.Until;
}
