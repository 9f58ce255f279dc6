using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>Why somebody passes on a review.</summary>
public enum DeclineReason
{
    Away,
    Conflict,
    NotMyArea,
    Overloaded,
}

/// <summary>Why somebody who was asked is not asked any more.</summary>
public enum StandDown
{
    Declined,

    /// <summary>Messages to them fail for good.</summary>
    Unreachable,

    /// <summary>The policy file removed, deactivated or demoted them.</summary>
    NoLongerQualified,

    /// <summary>A lead gave the review to somebody else.</summary>
    Reassigned,

    /// <summary>Two were asked for the seat, and the other one is on it.</summary>
    Overtaken,

    /// <summary>They gave no sign in time. They may be asked again.</summary>
    NotAcknowledged,

    /// <summary>It would have been late with them. They may be asked again.</summary>
    Rescued,

    /// <summary>Somebody who was free sooner took it, before they had begun. They may be asked again.</summary>
    Taken,

    /// <summary>Two were asked for the seat, and this one is needed for another, which had nobody.</summary>
    Needed,
}

/// <summary>From whom a review went to somebody else before it was begun, and why.</summary>
public sealed record Handover(PersonId From, StandDown Why);

/// <summary>Something that happened to a request. The list of them is the request.</summary>
public abstract record ChangeEvent(Instant At)
{
    public sealed record Submitted(PersonId Author, Draft Draft, ImmutableArray<Qualification> Seats, Instant At) : ChangeEvent(At)
    {
        /// <summary>What the policy asked and why; null on records from before it did.</summary>
        public Requirement? Asks { get; init; }
    }

    /// <summary>The policy asks nobody for it: evidence is given and the change is on record. It is not an approval.</summary>
    public sealed record Recorded(int Round, PersonId By, Instant At) : ChangeEvent(At);

    /// <summary>Nobody can be asked now; the report says why and when somebody may.</summary>
    public sealed record Waited(int Round, int Seat, RoutingReport Report, Instant At) : ChangeEvent(At);

    /// <param name="By">The lead who moved it here; null when the router chose.</param>
    public sealed record Assigned(
        int Round, int Seat, PersonId Person, Instant? Due, RoutingReport? Report, PersonId? By, string? Reason, Instant At)
        : ChangeEvent(At)
    {
        /// <summary>Who had it just before; null where nobody had, or a lead moved it.</summary>
        public Handover? Handover { get; init; }
    }

    /// <summary>Whoever is asked looked at it. A claim says the same and more.</summary>
    public sealed record Acknowledged(int Round, int Seat, PersonId By, Instant At) : ChangeEvent(At);

    /// <summary>They gave no sign and heard a reminder; one for each time they are asked.</summary>
    public sealed record Reminded(int Round, int Seat, PersonId Person, Instant At) : ChangeEvent(At);

    public sealed record Claimed(int Round, int Seat, PersonId By, Instant Until, Instant At) : ChangeEvent(At);

    public sealed record ClaimLapsed(int Round, int Seat, PersonId By, Instant At) : ChangeEvent(At);

    public sealed record Declined(int Round, int Seat, PersonId By, DeclineReason Reason, Instant At) : ChangeEvent(At);

    /// <summary>Somebody asked can't answer any more; the seat is routed again.</summary>
    public sealed record StoodDown(int Round, int Seat, PersonId Person, StandDown Why, Instant At) : ChangeEvent(At);

    public sealed record Voted(int Round, int Seat, PersonId By, Verdict Verdict, string? Reason, Instant At) : ChangeEvent(At);

    /// <summary>An approval that no longer counts: before the round was over its giver lost what the seat asks. The seat is open again.</summary>
    public sealed record VoteVoided(int Round, int Seat, PersonId By, Instant At) : ChangeEvent(At);

    /// <summary>The round is over: every seat approved, or one person denied or asked for changes.</summary>
    public sealed record RoundSettled(int Round, Verdict Verdict, PersonId By, string? Reason, Instant At) : ChangeEvent(At);

    /// <summary>The author changed what is asked; a new round begins and every older button is stale.</summary>
    public sealed record Updated(int Round, PersonId By, Draft Draft, ImmutableArray<Qualification> Seats, Instant At) : ChangeEvent(At)
    {
        public Requirement? Asks { get; init; }
    }

    public sealed record Withdrawn(int Round, PersonId By, Instant At) : ChangeEvent(At);

    /// <summary>The time for the decision was over without one.</summary>
    public sealed record Breached(int Round, Instant At) : ChangeEvent(At);

    /// <summary>A step of the ladder was taken: somebody was told that it waits.</summary>
    /// <param name="Step">From 1, in the order of time.</param>
    /// <param name="Told">Who; nobody where the step tells the team's channel.</param>
    /// <param name="Turn">The reviewers', or nobody's: whose time ran out.</param>
    public sealed record Escalated(int Round, int Step, EscalationTo To, ImmutableArray<PersonId> Told, Turn Turn, Instant At) : ChangeEvent(At);

    /// <summary>Somebody who was told of it says that they look after it: until then nobody else is told.</summary>
    public sealed record LookedAfter(int Round, PersonId By, Instant Until, Instant At) : ChangeEvent(At);

    /// <summary>Whoever is asked has seen it and comes to it later: until then they are not reminded.</summary>
    /// <param name="Until">The time of the event itself where they took it back.</param>
    public sealed record Snoozed(int Round, int Seat, PersonId By, Instant Until, Instant At) : ChangeEvent(At);

    /// <summary>The author, whose turn it has been for long, was told when the request ends by itself.</summary>
    public sealed record ExpiryAnnounced(int Round, Instant ExpiresAt, Instant At) : ChangeEvent(At);

    /// <summary>Changes were asked for and never made: it is over.</summary>
    public sealed record Expired(int Round, Instant At) : ChangeEvent(At);
}
