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
    Tier,
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
    /// <summary>The choice that raises no tier.</summary>
    public const string AsThePolicySays = "policy";

    public const string NewTitle = "Ask for a sign-off";
    public const string Send = "Send";
    public const string SendUpdate = "Send update";
    public const string Cancel = "Cancel";
    public const string ChooseService = "Choose a service";

    // In the order in which one tells it: what it is, what was done and checked, what there is to show.
    private static readonly ImmutableArray<FieldWords> All =
    [
        new(DraftField.Title, FieldKind.Line, "Title", DraftRules.TitleMax, "Retry failed refunds"),
        new(DraftField.Link, FieldKind.Line, "Link to the change", ChangeLink.MaxLength, "https://github.com/acme/payments/pull/12"),
        new(DraftField.Service, FieldKind.Service, "Service"),
        new(DraftField.Paths, FieldKind.Area, "Files or folders it touches", DraftRules.PathsMax, "src/Refunds.cs", "One a line; a folder ends in /.", Optional: true),
        new(DraftField.AiTools, FieldKind.Line, "AI tools used", DraftRules.AiToolsMax, "Claude Code, Copilot"),
        new(DraftField.AiDid, FieldKind.Area, "What the AI did", DraftRules.TextMax, "Wrote the retry loop and its tests."),
        new(DraftField.AuthorChecked, FieldKind.Area, "What you checked yourself", DraftRules.TextMax,
            "Read every line; ran it against the sandbox with a failing bank.",
            "In your own words. You answer for this change, so say what you read, ran and saw."),
        new(DraftField.Destruction, FieldKind.Destruction, "Does it delete, recreate or migrate anything?",
            Hint: "Leave all unticked if it does not.", Optional: true),
        new(DraftField.Rollback, FieldKind.Area, "Rollback plan", DraftRules.TextMax, "Revert the commit; no data is touched.",
            "Needed when any of these is ticked.", Optional: true),
        new(DraftField.Tests, FieldKind.Area, "Tests run and their result", DraftRules.EvidenceMax, "dotnet test: 412 passed. Sandbox: 20 refunds, all arrived.", Optional: true),
        new(DraftField.ScannerTool, FieldKind.Line, "Scanner", DraftRules.ScannerToolMax, "CodeQL", Optional: true),
        new(DraftField.ScannerFindings, FieldKind.Line, "What it found, by severity", DraftRules.ScannerFindingsMax, "0 critical, 1 high, 2 medium, 5 low", Optional: true),
        new(DraftField.ScannerLink, FieldKind.Line, "Link to its results", ChangeLink.MaxLength, "https://ci.example.com/scans/812", Optional: true),
        new(DraftField.EdgeCases, FieldKind.Area, "Edge cases you looked at", DraftRules.EvidenceMax, "Null bank code: refused. Two refunds at once: one waits.",
            "Null, empty, overflow, time, concurrency: in your own words.", Optional: true),
        new(DraftField.AiReview, FieldKind.Area, "What an AI reviewer found", DraftRules.EvidenceMax, "CodeRabbit: one remark, a missing await; mended.", Optional: true),
        new(DraftField.Evidence, FieldKind.Area, "Other evidence", DraftRules.TextMax, "Screenshots, links, notes.", Optional: true),
        new(DraftField.RaiseTo, FieldKind.Tier, "Treat it as", Hint: "You can raise the tier, never lower it.", Optional: true),
        new(DraftField.Urgency, FieldKind.Urgency, "Urgency"),
        new(DraftField.CoAuthors, FieldKind.People, "Co-authors", Hint: "People who wrote it with you. They can't sign it off.", Optional: true),
    ];

    public static ImmutableArray<ChoiceWords> Destructions { get; } =
    [
        new("It deletes something", nameof(Destruction.Deletes)),
        new("It recreates something (delete and make anew)", nameof(Destruction.Recreates)),
        new("It migrates data or schema", nameof(Destruction.Migrates)),
        new("It can't be rolled back", nameof(Destruction.Irreversible)),
    ];

    public static ImmutableArray<ChoiceWords> Urgencies { get; } =
    [
        new("Normal: within working hours", nameof(Urgency.Normal)),
        new("Urgent: somebody is waiting for this", nameof(Urgency.Urgent)),
    ];

    public static ImmutableArray<ChoiceWords> Tiers { get; } =
    [
        new("As the policy says", AsThePolicySays),
        .. Policy.Tiers.All.Where(t => t > Tier.Low).Select(t => new ChoiceWords($"At least {t.Word()}", t.Word())),
    ];

    /// <summary>
    /// The form's fields under this policy: what no tier asks for is left out, and a hint says which tiers ask. None is required by the
    /// form itself: the tier is known only when it is filled in, and what is missing is then said beside its field.
    /// </summary>
    public static ImmutableArray<FieldWords> Fields(PolicyBook policy)
    {
        var asking = policy.Services.Values.SelectMany(s => s.Rules).Distinct().ToList();
        var hasPaths = !policy.Paths.IsEmpty || policy.Services.Values.Any(s => !s.Paths.IsEmpty);
        var fields = ImmutableArray.CreateBuilder<FieldWords>(All.Length);
        foreach (var field in All)
        {
            if (KindOf(field.Field) is { } kind)
            {
                var tiers = Policy.Tiers.All.Where(t => asking.Exists(r => r.Tier == t && r.Evidence.ContainsKey(kind))).ToList();
                if (tiers.Count > 0)
                    fields.Add(field with { Hint = Hint(field, tiers) });
                else if (kind == EvidenceKind.Rollback)
                    fields.Add(field);
            }
            else if (field.Field != DraftField.Paths || hasPaths)
            {
                fields.Add(field);
            }
        }

        return fields.DrainToImmutable();
    }

    // "Asked for in high and critical."
    private static string? Hint(FieldWords field, List<Tier> tiers)
    {
        if (field.Field is DraftField.ScannerLink or DraftField.ScannerFindings)
            return null;
        var asked = tiers.Count == Policy.Tiers.All.Count ? "Asked for in every tier." : $"Asked for in {Listing.Of(tiers.Select(t => t.Word()))}.";
        return field.Hint is null ? asked : $"{asked} {field.Hint}";
    }

    private static EvidenceKind? KindOf(DraftField field) => field switch
    {
        DraftField.Tests => EvidenceKind.Tests,
        DraftField.ScannerTool or DraftField.ScannerFindings or DraftField.ScannerLink => EvidenceKind.Scanner,
        DraftField.EdgeCases => EvidenceKind.EdgeCases,
        DraftField.Rollback => EvidenceKind.Rollback,
        DraftField.AiReview => EvidenceKind.AiReview,
        _ => null,
    };

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
        DraftField.Paths => draft.Paths,
        DraftField.Tests => draft.Tests,
        DraftField.ScannerTool => draft.ScannerTool,
        DraftField.ScannerFindings => draft.ScannerFindings,
        DraftField.ScannerLink => draft.ScannerLink,
        DraftField.EdgeCases => draft.EdgeCases,
        DraftField.AiReview => draft.AiReview,
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
            Paths = draft.Paths,
            Tests = draft.Tests,
            ScannerTool = draft.Scanner?.Tool,
            ScannerLink = draft.Scanner?.Link,
            ScannerFindings = draft.Scanner?.Counts,
            EdgeCases = draft.EdgeCases,
            AiReview = draft.AiReview,
            RaiseTo = draft.RaisedTo?.Word(),
            Urgency = draft.Urgency.ToString(),
            CoAuthorIds = [.. draft.CoAuthors.Select(p => p.Value)],
        };
    }
}
