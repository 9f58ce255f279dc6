using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Export;

/// <summary>Makes an export's lines of what is on record. Pure: the same record and period give the same lines.</summary>
/// <param name="policyOf">The policy by its digest, as the entries name it.</param>
/// <param name="now">For the clocks of what is still open.</param>
public sealed class Lining(Func<string, PolicyBook> policyOf, Instant now)
{
    /// <exception cref="InvalidOperationException">The events don't fit together: a damaged record.</exception>
    public RequestLine Request(RecordedRequest recorded)
    {
        var at = Steps(recorded).LastOrDefault() ?? throw new InvalidOperationException($"{recorded.Id} has no events.");
        var change = at.After;
        var settled = change.Status as Status.Settled;
        var entry = at.End ?? at.Began;
        var about = new Subject(change, policyOf(entry.Policy), at.AuthorLevel);
        var votes = IsByVote(change.Status) ? change.Round.Seats.Where(s => s.Vote is not null).ToImmutableArray() : [];
        return new RequestLine(
            about, WordOf(change.Status), settled?.At, [.. votes.Select(s => s.Vote!.By)],
            [.. votes.Select(s => at.Levels.GetValueOrDefault(s.Number, ""))],
            settled is { Reason: var reason } ? reason : (change.Status as Status.ChangesRequested)?.Reason,
            settled?.Outcome == Outcome.Recorded ? Timing.None : TimingOf(about, settled?.At ?? now, IsByVote(change.Status)),
            at.Unrest, entry, at.End is not null);
    }

    /// <summary>The decisions of a request within a period, in the order of the record.</summary>
    /// <exception cref="InvalidOperationException">The events don't fit together: a damaged record.</exception>
    public IEnumerable<DecisionLine> Decisions(RecordedRequest recorded, ExportPeriod period)
    {
        var index = -1;
        foreach (var step in Steps(recorded))
        {
            index++;
            if (step.Event.Happened is not ChangeEvent.Voted vote || !period.Contains(vote.At))
                continue;
            var about = new Subject(step.After, policyOf(step.Event.Entry.Policy), step.AuthorLevel);
            var later = recorded.Events.Skip(index + 1).Select(e => e.Happened);
            yield return new DecisionLine(
                about, vote, step.Before?.Round.Seat(vote.Seat).AskedOf(vote.By)?.At,
                // A vote and the end that it brings are one ruling.
                later.FirstOrDefault() is ChangeEvent.RoundSettled,
                later.OfType<ChangeEvent.VoteVoided>().FirstOrDefault(v => (v.Round, v.Seat, v.By) == (vote.Round, vote.Seat, vote.By))?.At,
                TimingOf(about, vote.At, decided: true), step.Unrest, step.Event.Entry);
        }
    }

    private static IEnumerable<Step> Steps(RecordedRequest recorded)
    {
        Step? before = null;
        foreach (var happened in recorded.Events)
        {
            var after = ChangeHistory.Apply(recorded.Id, before?.After, happened.Happened);
            var begins = happened.Happened is ChangeEvent.Submitted || (happened.Happened is ChangeEvent.Updated u && u.By == after.Author);
            before = new Step(
                happened, before?.After, after, (before?.Unrest ?? Unrest.None).After(happened.Happened),
                begins ? happened.Entry.Level : before?.AuthorLevel,
                before is null || happened.Happened is ChangeEvent.Updated ? happened.Entry : before.Began,
                EndAfter(happened, before?.End), LevelsAfter(happened, before?.Levels ?? ImmutableDictionary<int, string>.Empty));
            yield return before;
        }
    }

    private static EntryMark? EndAfter(RecordedEvent happened, EntryMark? before) => happened.Happened switch
    {
        ChangeEvent.RoundSettled or ChangeEvent.Withdrawn or ChangeEvent.Recorded or ChangeEvent.Expired => happened.Entry,
        ChangeEvent.Updated => null,
        _ => before,
    };

    private static ImmutableDictionary<int, string> LevelsAfter(RecordedEvent happened, ImmutableDictionary<int, string> before) => happened.Happened switch
    {
        ChangeEvent.Voted vote => before.SetItem(vote.Seat, happened.Entry.Level ?? ""),
        ChangeEvent.Updated => ImmutableDictionary<int, string>.Empty,
        _ => before,
    };

    private static Timing TimingOf(Subject about, Instant at, bool decided) => SlaClock.Of(about.Change, about.Book, at) is { } clock
        ? new Timing(
            about.Change.Round.RespondedAt is null ? null : Minutes(clock.FirstResponse), decided ? Minutes(clock.Spent) : null,
            Minutes(clock.Plan.FirstResponse), Minutes(clock.Plan.Decision),
            about.Change.IsSettled || decided ? clock.Window.Due : clock.Due, clock.IsBreached)
        : Timing.None;

    private static double? Minutes(Duration? span) => span is { } some ? Math.Round(some.TotalMinutes, 2) : null;

    private static bool IsByVote(Status status) =>
        status is Status.ChangesRequested or Status.Settled { Outcome: Outcome.Approved or Outcome.Denied };

    private static string WordOf(Status status) => status switch
    {
        Status.Waiting => "waiting",
        Status.Assigned => "assigned",
        Status.InReview => "in_review",
        Status.ChangesRequested => "changes_requested",
        Status.Settled { Outcome: var outcome } => outcome.ToString().ToLowerInvariant(),
        _ => throw new InvalidOperationException($"No word for {status.GetType().Name}."),
    };

    /// <summary>One event of the walk, with the request before and after it.</summary>
    /// <param name="Began">The entry that the round began with.</param>
    /// <param name="End">The entry that it ended with; null while it has not.</param>
    /// <param name="Levels">Of those who voted in it, by seat.</param>
    private sealed record Step(
        RecordedEvent Event, ChangeRequest? Before, ChangeRequest After, Unrest Unrest, string? AuthorLevel, EntryMark Began, EntryMark? End,
        ImmutableDictionary<int, string> Levels);
}
