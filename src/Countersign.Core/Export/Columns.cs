using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;

namespace Countersign.Core.Export;

/// <summary>The columns of the exports, in order. Whoever reads them by a program holds on to the names: add, never rename.</summary>
public static class Columns
{
    private static readonly ImmutableArray<Column<Subject>> Head =
    [
        new("id", "the request", s => s.Change.Id.ToString()),
        new("title", "as the author wrote it", s => s.Change.Draft.Title),
        new("link", "to the change", s => s.Change.Draft.Link.Address.OriginalString),
        new("repository", "where the link names one", s => s.Change.Draft.Link.Repository),
        new("pull_request", "its number", s => s.Change.Draft.Link.PullRequest),
        new("commit", "that the link names; empty: not bound to a commit", s => s.Change.Draft.Link.CommitSha),
        new("service", "its id in the policy", s => s.Change.Draft.Service.Value),
        new("team", "the service's", s => s.Service?.Team?.Value),
        new("tier", "that the policy found for the round", s => s.Change.Tier?.Word()),
        new("author", "their id in the policy", s => s.Change.Author.Value),
        new("author_name", "their name in the policy file of then", s => s.NameOf(s.Change.Author)),
        new("author_level", "when the round began", s => s.AuthorLevel),
        new("ai_tools", "that the author named", s => s.Change.Draft.AiTools),
        new("submitted_at", "when the request was made", s => s.Change.SubmittedAt),
        new("round", "which one, from 1; each update begins the next", s => s.Change.Round.Number),
    ];

    private static readonly ImmutableArray<Column<Timing>> Clock =
    [
        new("first_response_minutes", "until a reviewer's first sign, on the round's clock", t => t.FirstResponse),
        new("first_response_sla_minutes", "that the policy allowed for it", t => t.FirstResponseIn),
        new("decision_minutes", "until the decision, on the round's clock", t => t.Decision),
        new("decision_sla_minutes", "that the policy allowed for it", t => t.DecisionIn),
        new("due_at", "when the decision was or is due; empty while the clock stands still", t => t.Due),
        new("breached", "whether it came, or is, too late", t => t.IsBreached),
    ];

    private static readonly ImmutableArray<Column<Unrest>> Counts =
    [
        new("escalations", "steps of the round's ladder that were taken", u => u.Escalations),
        new("hand_overs", "how often a review of the round left somebody who was asked", u => u.HandOvers),
    ];

    private static readonly ImmutableArray<Column<EntryMark>> Rules =
    [
        new("policy", "digest of the policy file accepted last by then", e => e.Policy),
        new("roster", "digest of who was on the roster then", e => e.Roster),
    ];

    private static readonly ImmutableArray<Column<EntryMark?>> Proof =
    [
        new("ledger_seq", "number of the ledger entry of the decision, or of what else ended it; empty while there is none", e => e?.Seq),
        new("ledger_hash", "that entry's hash", e => e?.Hash),
    ];

    private static readonly ImmutableArray<Column<Draft>> Evidence =
    [
        new("co_authors", "their ids in the policy", d => d.CoAuthors.Select(p => p.Value)),
        new("urgent", "whether the author called it urgent", d => d.Urgency == Urgency.Urgent),
        new("destructive", "what it does for good: deletes, recreates, migrates, irreversible", d => WordsOf(d.Destruction)),
        new("paths", "that it touches", d => d.PathList),
        new("ai_did", "what the AI did", d => d.AiDid),
        new("author_checked", "what the author checked", d => d.AuthorChecked),
        new("tests", "which were run, and their result", d => d.Tests),
        new("scanner", "its name and findings by severity", d => d.Scanner?.Words),
        new("scanner_link", "to its results", d => d.Scanner?.Link),
        new("edge_cases", "that the author looked at", d => d.EdgeCases),
        new("rollback", "the plan for it", d => d.Rollback),
        new("ai_review", "what another AI found", d => d.AiReview),
        new("other_evidence", "what else the author put in", d => d.Evidence),
    ];

    /// <summary>A line for each request.</summary>
    public static ImmutableArray<Column<RequestLine>> OfRequests { get; } =
    [
        .. Head.Select(c => c.In<RequestLine>(r => r.About)),
        new("outcome", "approved, denied, withdrawn, expired or recorded; while open waiting, assigned, in_review or changes_requested", r => r.Outcome),
        new("ended_at", "when; empty while it is open", r => r.Ended),
        new("decided_by", "whose votes the decision rests on, by their ids", r => r.DecidedBy.Select(p => p.Value)),
        new("decided_by_name", "their names in the policy file of then", r => r.DecidedBy.Select(p => r.About.NameOf(p) ?? p.Value)),
        new("decided_by_level", "as it was then", r => r.Levels),
        new("reason", "of the decision", r => r.Reason),
        .. Clock.Select(c => c.In<RequestLine>(r => r.Timing)),
        .. Counts.Select(c => c.In<RequestLine>(r => r.Unrest)),
        .. Evidence.Select(c => c.In<RequestLine>(r => r.About.Change.Draft)),
        .. Rules.Select(c => c.In<RequestLine>(r => r.Entry)),
        .. Proof.Select(c => c.In<RequestLine>(r => r.IsDecided ? r.Entry : null)),
    ];

    /// <summary>A line for each person's decision.</summary>
    public static ImmutableArray<Column<DecisionLine>> OfDecisions { get; } =
    [
        .. Head.Select(c => c.In<DecisionLine>(d => d.About)),
        new("seat", "which of the round's places, from 1", d => d.Vote.Seat),
        new("decision", "approved, denied or changes_requested", d => WordOf(d.Vote.Verdict)),
        new("decided_by", "their id in the policy", d => d.Vote.By.Value),
        new("decided_by_name", "their name in the policy file of then", d => d.About.NameOf(d.Vote.By)),
        new("decided_by_level", "as it was then", d => d.Entry.Level),
        new("platform", "where they pressed", d => d.Entry.Platform),
        new("reason", "that they gave", d => d.Vote.Reason),
        new("asked_at", "when they were asked", d => d.Asked),
        new("decided_at", "when they decided", d => d.Vote.At),
        new("ended_the_round", "false where another approval was still to come", d => d.Settled),
        new("voided_at", "when it ceased to count, because its giver lost what the place asks", d => d.Voided),
        .. Clock.Select(c => c.In<DecisionLine>(d => d.Timing)),
        .. Counts.Select(c => c.In<DecisionLine>(d => d.Unrest)),
        .. Rules.Select(c => c.In<DecisionLine>(d => d.Entry)),
        .. Proof.Select(c => c.In<DecisionLine>(d => d.Entry)),
    ];

    private static IEnumerable<string> WordsOf(Destruction destruction) =>
        Enum.GetValues<Destruction>().Where(d => d != Destruction.None && destruction.HasFlag(d)).Select(d => d.ToString().ToLowerInvariant());

    private static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Approved => "approved",
        Verdict.Denied => "denied",
        _ => "changes_requested",
    };
}
