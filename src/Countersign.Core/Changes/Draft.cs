using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Changes;

public enum Urgency
{
    Normal,
    Urgent,
}

/// <summary>What a change does that can't be undone by reverting it.</summary>
[Flags]
public enum Destruction
{
    None = 0,
    Deletes = 1,
    Recreates = 2,
    Migrates = 4,

    /// <summary>There is no way back.</summary>
    Irreversible = 8,
}

/// <summary>What a scanner found.</summary>
/// <param name="Tool">Such as "CodeQL".</param>
/// <param name="Link">To its results; an http or https address.</param>
public sealed record ScannerResult(string Tool, string? Link, int Critical, int High, int Medium, int Low)
{
    /// <summary>"CodeQL: 0 critical, 1 high, 2 medium, 5 low".</summary>
    public string Words => $"{Tool}: {Counts}";

    /// <summary>As the form reads it again.</summary>
    public string Counts => $"{Critical} critical, {High} high, {Medium} medium, {Low} low";
}

/// <summary>What an author says about a change, checked. Only <see cref="DraftRules.Parse"/> makes one from raw input.</summary>
public sealed record Draft(
    string Title,
    ChangeLink Link,
    ServiceId Service,
    string AiTools,
    string AiDid,
    string AuthorChecked,
    Destruction Destruction,
    string? Rollback,
    string? Evidence,
    Urgency Urgency,
    ImmutableArray<PersonId> CoAuthors)
{
    public bool IsDestructive => Destruction != Destruction.None;

    /// <summary>What it touches, a path or a folder (ending in <c>/</c>) a line.</summary>
    public string? Paths { get; init; }

    /// <summary>Which tests were run, and their result.</summary>
    public string? Tests { get; init; }

    public ScannerResult? Scanner { get; init; }

    /// <summary>Null, empty, overflow, time, concurrency: what the author looked at.</summary>
    public string? EdgeCases { get; init; }

    /// <summary>What another AI found when it reviewed the change.</summary>
    public string? AiReview { get; init; }

    /// <summary>What tier the author wants it to be at least.</summary>
    public Tier? RaisedTo { get; init; }

    public ImmutableArray<string> PathList =>
        Paths is null ? [] : PathText.Read(Paths);
}

/// <summary>The form's fields as they came, before any rule. Null stands for "left empty".</summary>
public sealed record RawDraft
{
    public string? Title { get; init; }
    public string? Link { get; init; }
    public string? Service { get; init; }
    public string? AiTools { get; init; }
    public string? AiDid { get; init; }
    public string? AuthorChecked { get; init; }
    public IReadOnlyList<string> Destruction { get; init; } = [];
    public string? Rollback { get; init; }
    public string? Evidence { get; init; }
    public string? Urgency { get; init; }
    public string? Paths { get; init; }
    public string? Tests { get; init; }
    public string? ScannerTool { get; init; }
    public string? ScannerLink { get; init; }
    public string? ScannerFindings { get; init; }
    public string? EdgeCases { get; init; }
    public string? AiReview { get; init; }
    public string? RaiseTo { get; init; }

    /// <summary>Proven chat identities; each must be somebody on the roster.</summary>
    public IReadOnlyList<ChatIdentity> CoAuthors { get; init; } = [];

    /// <summary>The same by their ids on the roster, where a form offers these.</summary>
    public IReadOnlyList<string> CoAuthorIds { get; init; } = [];
}

public enum DraftField
{
    Title,
    Link,
    Service,
    AiTools,
    AiDid,
    AuthorChecked,
    Destruction,
    Rollback,
    Evidence,
    Urgency,
    CoAuthors,
    Paths,
    Tests,
    ScannerTool,
    ScannerLink,
    ScannerFindings,
    EdgeCases,
    AiReview,
    RaiseTo,
}

/// <summary>What is wrong with one field, in words that stand beside it in the form.</summary>
public sealed record FieldError(DraftField Field, string Message);
