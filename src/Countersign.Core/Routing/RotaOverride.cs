using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>Somebody put on for a time, over the order of turns: by a lead, or by a swap. Of several at once the one made last holds.</summary>
/// <param name="Id">Given by the store; 0 before it is kept.</param>
/// <param name="MadeBy">The lead, or whoever asked for the swap.</param>
public sealed record RotaOverride(
    long Id, RotationId Rotation, PersonId Person, Instant From, Instant Until, PersonId MadeBy, Instant MadeAt)
{
    public bool Covers(Instant at) => From <= at && at < Until;

    public bool Touches(Instant from, Instant until) => From < until && from < Until;
}

/// <summary>A time within one turn in which one person is on.</summary>
/// <param name="Person">Null when nobody on the list can be, and before the first turn.</param>
/// <param name="InsteadOf">Whose time it would be, who can't have it.</param>
/// <param name="By">The override that says so; null when it is the order.</param>
public sealed record Stretch(PersonId? Person, Instant From, Instant Until, PersonId? InsteadOf = null, RotaOverride? By = null);
