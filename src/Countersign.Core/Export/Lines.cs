using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Export;

/// <summary>What a line says of the request: as the round had it that the line is about.</summary>
/// <param name="Book">The policy file accepted last by then: names and teams are its.</param>
/// <param name="AuthorLevel">As it was when the round began.</param>
public sealed record Subject(ChangeRequest Change, PolicyBook Book, string? AuthorLevel)
{
    public Service? Service => Book.Find(Change.Draft.Service);

    public string? NameOf(PersonId person) => Book.Roster.Find(person)?.Name;
}

/// <summary>What the round's clock says, in minutes of its calendar. Everything is null where the round had no clock.</summary>
/// <param name="FirstResponse">Until a reviewer's first sign; null while there was none.</param>
/// <param name="Decision">The reviewers' time until the decision; null while there is none.</param>
/// <param name="FirstResponseIn">What the policy allowed for the first sign.</param>
/// <param name="DecisionIn">What the policy allowed for the decision.</param>
/// <param name="Due">Null while nobody can know: the clock stands still.</param>
public sealed record Timing(
    double? FirstResponse, double? Decision, double? FirstResponseIn, double? DecisionIn, Instant? Due, bool? IsBreached)
{
    public static Timing None { get; } = new(null, null, null, null, null, null);
}

/// <summary>How often the round was on somebody's mind.</summary>
/// <param name="Escalations">Steps of its ladder that were taken.</param>
/// <param name="HandOvers">How often a review left somebody who was asked, for whatever reason but that another one is on it or needs them more.</param>
public sealed record Unrest(int Escalations, int HandOvers)
{
    public static Unrest None { get; } = new(0, 0);

    internal Unrest After(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Submitted or ChangeEvent.Updated => None,
        ChangeEvent.Escalated => this with { Escalations = Escalations + 1 },
        _ when ChangeHistory.IsHandOver(happened) => this with { HandOvers = HandOvers + 1 },
        _ => this,
    };
}

/// <summary>A request, as it stands with its last round.</summary>
/// <param name="Ended">Null while it is open.</param>
/// <param name="DecidedBy">Whose votes the round's decision rests on; nobody where it was withdrawn, expired or put on record.</param>
/// <param name="Levels">Theirs, as they were then, in the same order.</param>
/// <param name="Entry">Of the decision, or of what ended it otherwise; of the round's beginning while there is neither.</param>
/// <param name="IsDecided">Whether <paramref name="Entry"/> is of a decision or an end.</param>
public sealed record RequestLine(
    Subject About, string Outcome, Instant? Ended, ImmutableArray<PersonId> DecidedBy, ImmutableArray<string> Levels, string? Reason,
    Timing Timing, Unrest Unrest, EntryMark Entry, bool IsDecided);

/// <summary>One person's decision.</summary>
/// <param name="Settled">The round ended with it; one of several approvals does not end it, unless it is the last.</param>
/// <param name="Voided">When it ceased to count, because its giver lost what the seat asks; null when it counts.</param>
public sealed record DecisionLine(
    Subject About, ChangeEvent.Voted Vote, Instant? Asked, bool Settled, Instant? Voided, Timing Timing, Unrest Unrest, EntryMark Entry);
