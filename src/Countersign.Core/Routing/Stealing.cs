using Countersign.Core.Changes;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>A review that waits with somebody who has not begun it.</summary>
/// <param name="Starts">When whoever has it is expected to begin; the end of time when they don't work within the year.</param>
public sealed record WaitingReview(ChangeRequest Change, Seat Seat, Instant Starts)
{
    public Instant? Due => Seat.Asked.Min(a => a.Due);
}

/// <summary>Which review to offer to somebody who has just finished theirs. Pure. Source: routing.md, "Timers".</summary>
public static class Stealing
{
    /// <summary>How long an offer stands.</summary>
    public static readonly Duration Stands = Duration.FromMinutes(30);

    /// <summary>Of those that they may take and would begin at least 20 minutes sooner, the one that is due first; null when there is none.</summary>
    /// <param name="free">When they can begin.</param>
    public static WaitingReview? Choose(Person person, IEnumerable<WaitingReview> waiting, Roster roster, Instant free) => waiting
        .Where(w => free + Rerouting.LeastSteal <= w.Starts && MayTake(person, w.Change, w.Seat, roster))
        .OrderBy(w => w.Due ?? Instant.MaxValue)
        .ThenBy(w => w.Change.Id.Number)
        .ThenBy(w => w.Seat.Number)
        .FirstOrDefault();

    /// <summary>It waits with others who have not begun, and this person could be asked for it.</summary>
    public static bool MayTake(Person person, ChangeRequest change, Seat seat, Roster roster) =>
        change.Status is not (Status.Settled or Status.ChangesRequested)
        && seat is { IsUnbegun: true, Asked: [_, ..] }
        && !seat.Asked.Any(a => a.ByLead is not null)
        && Assignment.WhyNotRouted(change, seat, person, Reviewers.SameTeam(change.Round, seat, person, roster)) is null;
}
