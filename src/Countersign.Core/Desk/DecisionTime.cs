using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The time for the decision of a request's open round, by the policy in force.</summary>
/// <param name="Began">When it began; a change of hands does not start it again.</param>
internal sealed record DecisionTime(SlaWindow Window, Instant Began)
{
    /// <returns>Null when the service is not in the policy file any more.</returns>
    public static DecisionTime? Of(ChangeRequest change, PolicyBook book, Instant now) =>
        SlaClock.Of(change, book, now) is { } clock ? new DecisionTime(clock.Window, SlaClock.BeganAt(change)) : null;

    /// <summary>The next look at whether it will be late.</summary>
    public Instant? NextRescue(Instant now) => Rerouting.NextRescue(Window, Began, now);
}
