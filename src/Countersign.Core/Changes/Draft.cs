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
}

/// <summary>What is wrong with one field, in words that stand beside it in the form.</summary>
public sealed record FieldError(DraftField Field, string Message);
