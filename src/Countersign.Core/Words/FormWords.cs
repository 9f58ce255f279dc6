using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

public enum FieldKind
{
    Line,
    Area,
    Service,
    Destruction,
    Urgency,
    People,
}

/// <summary>One field of the form as people read it. What it may hold is judged by <see cref="DraftRules"/>.</summary>
/// <param name="Max">The most characters; 0 where nothing is typed.</param>
/// <param name="Example">What stands greyed in an empty field.</param>
public sealed record FieldWords(
    DraftField Field, FieldKind Kind, string Label, int Max = 0, string? Example = null, string? Hint = null, bool Optional = false);

/// <param name="Value">The name that comes back.</param>
public sealed record ChoiceWords(string Label, string Value);

/// <summary>The words of the form for a new request or an update, and what it begins with.</summary>
public static class FormWords
{
    public const string NewTitle = "Ask for a sign-off";
    public const string Send = "Send";
    public const string SendUpdate = "Send update";
    public const string Cancel = "Cancel";
    public const string ChooseService = "Choose a service";

    public static ImmutableArray<FieldWords> Fields { get; } =
    [
        new(DraftField.Title, FieldKind.Line, "Title", DraftRules.TitleMax, "Retry failed refunds"),
        new(DraftField.Link, FieldKind.Line, "Link to the change", ChangeLink.MaxLength, "https://github.com/acme/payments/pull/12"),
        new(DraftField.Service, FieldKind.Service, "Service"),
        new(DraftField.AiTools, FieldKind.Line, "AI tools used", DraftRules.AiToolsMax, "Claude Code, Copilot"),
        new(DraftField.AiDid, FieldKind.Area, "What the AI did", DraftRules.TextMax, "Wrote the retry loop and its tests."),
        new(DraftField.AuthorChecked, FieldKind.Area, "What you checked yourself", DraftRules.TextMax,
            "Read every line; ran it against the sandbox with a failing bank.",
            "In your own words. You answer for this change, so say what you read, ran and saw."),
        new(DraftField.Destruction, FieldKind.Destruction, "Does it delete, recreate or migrate anything?",
            Hint: "Leave all unticked if it does not.", Optional: true),
        new(DraftField.Rollback, FieldKind.Area, "Rollback plan", DraftRules.TextMax, "Revert the commit; no data is touched.",
            "Needed when it deletes, recreates or migrates.", Optional: true),
        new(DraftField.Evidence, FieldKind.Area, "Evidence", DraftRules.TextMax, "Tests run, scanner results, links.", Optional: true),
        new(DraftField.Urgency, FieldKind.Urgency, "Urgency"),
        new(DraftField.CoAuthors, FieldKind.People, "Co-authors", Hint: "People who wrote it with you. They can't sign it off.", Optional: true),
    ];

    public static ImmutableArray<ChoiceWords> Destructions { get; } =
    [
        new("It deletes something", nameof(Destruction.Deletes)),
        new("It recreates something (delete and make anew)", nameof(Destruction.Recreates)),
        new("It migrates data or schema", nameof(Destruction.Migrates)),
    ];

    public static ImmutableArray<ChoiceWords> Urgencies { get; } =
    [
        new("Normal: within working hours", nameof(Urgency.Normal)),
        new("Urgent: somebody is waiting for this", nameof(Urgency.Urgent)),
    ];

    /// <summary>What a typed field holds; null for the others.</summary>
    public static string? TextOf(RawDraft draft, DraftField field) => field switch
    {
        DraftField.Title => draft.Title,
        DraftField.Link => draft.Link,
        DraftField.AiTools => draft.AiTools,
        DraftField.AiDid => draft.AiDid,
        DraftField.AuthorChecked => draft.AuthorChecked,
        DraftField.Rollback => draft.Rollback,
        DraftField.Evidence => draft.Evidence,
        _ => null,
    };

    public static string UpdateTitle(ChangeId change, int max) => $"Update {Graphemes.Clip(change.ToString(), max)}";

    /// <summary>What the link alone tells of a new request.</summary>
    public static RawDraft Prefill(string? link, PolicyBook policy) => ChangeLink.TryParse(link, out var read)
        ? new RawDraft
        {
            Link = read.Address.AbsoluteUri,
            Title = read.Repository is null ? null : read.ShortName,
            Service = policy.ServiceOf(read)?.Id.Value,
        }
        : new RawDraft { Link = link };

    /// <summary>Everything that the request says today, to be changed.</summary>
    public static RawDraft Prefill(ChangeRequest change)
    {
        var draft = change.Draft;
        return new RawDraft
        {
            Title = draft.Title,
            Link = draft.Link.Address.AbsoluteUri,
            Service = draft.Service.Value,
            AiTools = draft.AiTools,
            AiDid = draft.AiDid,
            AuthorChecked = draft.AuthorChecked,
            Destruction = [.. Enum.GetValues<Destruction>().Where(d => d != Destruction.None && draft.Destruction.HasFlag(d)).Select(d => d.ToString())],
            Rollback = draft.Rollback,
            Evidence = draft.Evidence,
            Urgency = draft.Urgency.ToString(),
            CoAuthorIds = [.. draft.CoAuthors.Select(p => p.Value)],
        };
    }
}
