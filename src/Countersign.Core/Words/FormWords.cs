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

/// <summary>A form that asks for a reason. The form is the confirmation: there is no second question.</summary>
public sealed record ReasonWords(string Verb, string Label, string Hint)
{
    public static ReasonWords Deny { get; } = new("Deny", "Why not?", "The author reads this. Say what is wrong and what would make it right.");

    public static ReasonWords RequestChanges { get; } =
        new("Request changes", "What has to change?", "The author reads this, changes it, and asks again in a new round.");

    public static ReasonWords Reassign { get; } = new("Reassign", "Why?", "The author and both reviewers can see this.");

    public const string GiveItTo = "Give it to";

    public const string LostItsRequest = "This form has lost its request. Please close it and type the command again.";

    public const string LostItsCard = "This form has lost its request. Please close it and press the button again.";

    public const string PersonNotOnRoster = "This person is not on the roster. Choose somebody else, or ask an operator to add them.";
}

/// <summary>The words of a card's buttons and headings, the same on every platform (approval-ux.md 1).</summary>
public static class CardWords
{
    public const string Approve = "Approve";
    public const string Deny = "Deny…";
    public const string RequestChanges = "Request changes…";
    public const string Claim = "I'm on it";
    public const string More = "More";
    public const string Details = "Details";
    public const string Update = "Update…";
    public const string Open = "Open the change";
    public const string NotYet = "Not yet";

    public static ImmutableArray<(string Label, DeclineReason Reason)> Declines { get; } =
    [
        ("Not me: I'm away", DeclineReason.Away),
        ("Not me: conflict of interest", DeclineReason.Conflict),
        ("Not me: not my area", DeclineReason.NotMyArea),
        ("Not me: too much on my plate", DeclineReason.Overloaded),
    ];

    /// <summary>Approving it asks once more: it is critical or can't be undone (approval-ux.md 2).</summary>
    public static bool AsksOnceMore(ChangeRequest change, PolicyBook policy) =>
        change.Draft.IsDestructive || RequestFace.IsCritical(change, policy);

    public static string OnceMoreTitle(ChangeRequest change) => $"Approve {change.Id}?";

    public static string OnceMore(ChangeRequest change, PolicyBook policy)
    {
        var why = change.Draft.IsDestructive
            ? $"This change {RequestFace.DestructionLine(change.Draft.Destruction)} something"
            : $"{Graphemes.Clip(RequestFace.ServiceLine(change, policy), 120)} is critical";
        return $"{why}. Your name stands under this approval in the record.";
    }

    public static Sentence AskedAgain(ChangeRequest change) => Sentence.Of(
        $"{change.Id} “{change.Draft.Title}”: you are asked again. The new card is below.");

    public static string Commit(ChangeRequest change) => change.Draft.Link.CommitSha is { } sha ? $"Bound to commit {sha[..12]}" : "Not bound to a commit";
}
