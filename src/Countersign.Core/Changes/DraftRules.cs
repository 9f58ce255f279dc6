using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;

namespace Countersign.Core.Changes;

/// <summary>Every rule of the form, with its wording. Lengths count UTF-16 units, as chat platforms do.</summary>
public static class DraftRules
{
    public const int TitleMax = 150;
    public const int AiToolsMax = 200;
    public const int TextMax = 3000;
    public const int EvidenceMax = 1500;
    public const int PathsMax = 1500;
    public const int MostPaths = 100;
    public const int ScannerToolMax = 80;
    public const int ScannerFindingsMax = 80;

    /// <summary>Fewer characters than this can't say what was checked ("ok", "lgtm", "tested").</summary>
    public const int CheckedMin = 15;

    /// <param name="speaker">Who sent it.</param>
    /// <param name="before">The tier of the round before, when it is an update.</param>
    public static ParsedDraft Parse(RawDraft raw, PolicyBook policy, PersonId speaker, Tier? before = null)
    {
        var authorship = Authorship.Of(speaker, policy);
        var author = authorship.Author;
        var errors = new List<FieldError>();
        void Wrong(DraftField field, string message) => errors.Add(new FieldError(field, message));

        var title = Line(raw.Title);
        if (title.Length == 0)
            Wrong(DraftField.Title, "Give the change a title, as you would in a commit message.");
        else if (title.Length > TitleMax)
            Wrong(DraftField.Title, TooLong(title, TitleMax));

        if (!ChangeLink.TryParse(raw.Link, out var link))
            Wrong(DraftField.Link, string.IsNullOrWhiteSpace(raw.Link)
                ? "Add a link to the pull request or commit."
                : ChangeLink.FaultOf(raw.Link) switch
                {
                    LinkFault.TooLong => TooLong(raw.Link, ChangeLink.MaxLength),
                    LinkFault.UserInfo => "This link holds a user name or password. Paste it without.",
                    _ => "That is not a web address. Paste the full link, starting with https://.",
                });

        var service = policy.Find(new ServiceId(raw.Service ?? ""));
        if (service is null)
            Wrong(DraftField.Service, string.IsNullOrWhiteSpace(raw.Service)
                ? "Choose the service that this changes."
                : $"“{Clip(Line(raw.Service))}” is not in the policy file any more. Choose another service, or ask an operator to add it.");
        else if (link is not null && policy.OwnersOf(link) is { IsEmpty: false } owners && !owners.Contains(service))
            Wrong(DraftField.Service,
                $"{link.Repository ?? "That repository"} belongs to {Words.Listing.Of([.. owners.Select(o => o.Name)], 3)}. Choose {(owners.Length == 1 ? "that" : "one of them")}, or ask an operator to list the repository under {service.Name}.");

        var tools = Line(raw.AiTools);
        if (tools.Length == 0)
            Wrong(DraftField.AiTools, "Name the AI tools that helped, such as “Claude Code” or “Copilot”.");
        else if (tools.Length > AiToolsMax)
            Wrong(DraftField.AiTools, TooLong(tools, AiToolsMax));

        var did = Block(raw.AiDid);
        if (did.Length == 0)
            Wrong(DraftField.AiDid, "Say what the AI did: what it wrote, changed or proposed.");
        else if (did.Length > TextMax)
            Wrong(DraftField.AiDid, TooLong(did, TextMax));

        var verified = Block(raw.AuthorChecked);
        if (verified.Length == 0)
            Wrong(DraftField.AuthorChecked, "Say in your own words what you checked yourself.");
        else if (verified.Length < CheckedMin)
            Wrong(DraftField.AuthorChecked, "Say a little more: what did you read, run or try, and what did you see?");
        else if (verified.Length > TextMax)
            Wrong(DraftField.AuthorChecked, TooLong(verified, TextMax));

        var destruction = ParseDestruction(raw.Destruction, Wrong);
        var rollback = Optional(raw.Rollback, DraftField.Rollback, Wrong);
        if (rollback is null && destruction != Destruction.None)
            Wrong(DraftField.Rollback, "This can't be undone by reverting it alone: say how you would roll it back, or that you can't.");
        var evidence = Optional(raw.Evidence, DraftField.Evidence, Wrong);
        var urgency = ParseUrgency(raw.Urgency, Wrong);
        var coAuthors = ParseCoAuthors(raw, policy.Roster, authorship, Wrong);
        var draft = new Draft(
            title, link!, service?.Id ?? default, tools, did, verified, destruction, rollback, evidence, urgency, coAuthors)
        {
            Paths = ParsePaths(raw.Paths, policy, service, Wrong),
            Tests = Optional(raw.Tests, DraftField.Tests, Wrong, EvidenceMax),
            Scanner = EvidenceRules.Scanner(raw, Line, Wrong),
            EdgeCases = Optional(raw.EdgeCases, DraftField.EdgeCases, Wrong, EvidenceMax),
            AiReview = Optional(raw.AiReview, DraftField.AiReview, Wrong, EvidenceMax),
            RaisedTo = ParseTier(raw.RaiseTo, Wrong),
        };
        if (service is not null)
            ByPolicy(draft, service, authorship, before, policy, errors, Wrong);
        return errors.Count > 0 ? new ParsedDraft.Invalid([.. errors]) : new ParsedDraft.Valid(draft);
    }

    // What the tier asks, and whether there is anybody to ask.
    private static void ByPolicy(
        Draft draft, Service service, Authorship authorship, Tier? before, PolicyBook policy, List<FieldError> errors, Action<DraftField, string> wrong)
    {
        var asked = Requirements.Judge(policy, ChangeFacts.Of(draft, service, authorship.Level, before, null));
        EvidenceRules.Missing(draft, asked, (field, message) =>
        {
            // One thing at a time: what is wrong with what was given comes before what is missing.
            if (errors.All(e => e.Field != field && !(field == DraftField.ScannerTool && e.Field is DraftField.ScannerFindings or DraftField.ScannerLink)))
                wrong(field, message);
        });
        if (errors.Exists(e => e.Field is DraftField.Service or DraftField.CoAuthors))
            return;
        var needs = RequirementWords.Needs(asked.Seats);
        if (!Reviewers.CanFill(policy, asked.Seats, [authorship.Author]))
            wrong(DraftField.Service,
                $"As {asked.Rules.Tier.Word()}, {service.Name} needs {needs} ({asked.Seats[0].Because?.Words}), and the policy file lists too few others who could. Ask an operator to add somebody for it.");
        else if (!Reviewers.CanFill(policy, asked.Seats, [authorship.Author, .. draft.CoAuthors]))
            wrong(DraftField.CoAuthors,
                $"This needs {needs} ({asked.Seats[0].Because?.Words}), and with these co-authors nobody else is left for {service.Name}. Somebody else has to look at it.");
    }

    private static string? ParsePaths(string? text, PolicyBook policy, Service? service, Action<DraftField, string> wrong)
    {
        var paths = Optional(text, DraftField.Paths, wrong, PathsMax);
        if (paths is not null && PathText.Read(paths).Length > MostPaths)
            wrong(DraftField.Paths, $"These are more than {MostPaths} lines. Name folders instead, such as src/: one stands for all below it.");
        else if (paths is not null && PathText.FaultOf(paths) is { } odd)
            wrong(DraftField.Paths, $"“{Clip(odd)}” is no path. Name files, or folders that end in /, one a line.");
        var rules = service is null ? [] : policy.Paths.AddRange(service.Paths);
        // Without them a change to the riskiest part would pass as the rest.
        if (paths is null && rules.Any(r => r.Tier > service!.Tier.Value))
            wrong(DraftField.Paths, $"Name the files or folders that it touches, one a line: some of {service!.Name} ask for more ({rules.First(r => r.Tier > service.Tier.Value).At.Words}).");
        return paths;
    }

    private static Tier? ParseTier(string? value, Action<DraftField, string> wrong)
    {
        if (string.IsNullOrEmpty(value) || value == FormWords.AsThePolicySays)
            return null;
        if (Tiers.All.Where(t => t.Word() == value).Select(t => (Tier?)t).FirstOrDefault() is { } tier)
            return tier;
        wrong(DraftField.RaiseTo, "Choose from the list: medium, high or critical.");
        return null;
    }

    private static string? Optional(string? text, DraftField field, Action<DraftField, string> wrong, int max = TextMax)
    {
        var value = Block(text);
        if (value.Length > max)
            wrong(field, TooLong(value, max));
        return value.Length == 0 ? null : value;
    }

    private static Destruction ParseDestruction(IReadOnlyList<string> values, Action<DraftField, string> wrong)
    {
        var all = Destruction.None;
        var unknown = false;
        foreach (var value in values)
            if (Enum.TryParse<Destruction>(value, ignoreCase: true, out var one) && Enum.IsDefined(one))
                all |= one;
            else
                unknown = true;
        if (unknown)
            wrong(DraftField.Destruction, "Choose from the list: deletes, recreates, migrates, can't be rolled back.");
        return all;
    }

    private static Urgency ParseUrgency(string? value, Action<DraftField, string> wrong)
    {
        if (string.IsNullOrEmpty(value))
            return Urgency.Normal;
        if (Enum.TryParse<Urgency>(value, ignoreCase: true, out var urgency) && Enum.IsDefined(urgency))
            return urgency;
        wrong(DraftField.Urgency, "Choose “normal” or “urgent”.");
        return Urgency.Normal;
    }

    private static ImmutableArray<PersonId> ParseCoAuthors(
        RawDraft raw, Roster roster, Authorship authorship, Action<DraftField, string> wrong)
    {
        var people = raw.CoAuthors.Select(roster.Find).Concat(raw.CoAuthorIds.Select(id => roster.Find(new PersonId(id)))).ToList();
        if (people.Any(p => p is null))
            wrong(DraftField.CoAuthors, "One of them is not on the roster. Ask an operator to add them, or leave them out.");
        // Whoever runs an agent wrote what it wrote.
        var all = people.OfType<Person>().SelectMany(p => p.AgentOf is { } runner ? new[] { p.Id, runner } : [p.Id]);
        return [.. (authorship.Agent is { } agent ? all.Append(agent) : all).Where(id => id != authorship.Author).Distinct().Order()];
    }

    /// <summary>One line: line breaks and control characters become single spaces.</summary>
    private static string Line(string? text) =>
        string.Join(' ', Block(text).Split([' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Unix line ends; other control characters, lone surrogates and what reorders the text around it are dropped. Empty when
    /// nothing visible is left.
    /// </summary>
    private static string Block(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var clean = new StringBuilder(text.Length);
        var visible = false;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (rune.Value is 0x2028 or 0x2029)
                clean.Append('\n');
            else if (rune.Value is '\n' or '\t' || (!Rune.IsControl(rune) && rune != Rune.ReplacementChar && !Reorders(rune)))
                clean.Append(rune.ToString());
            visible |= IsVisible(rune);
        }

        return visible ? clean.ToString().Trim() : "";
    }

    // Letters that fonts draw as nothing (Braille's blank, Hangul's fillers), and marks without a letter, are nothing to read.
    private static bool IsVisible(Rune rune) =>
        !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune) && rune != Rune.ReplacementChar
        && rune.Value is not (0x2800 or 0x3164 or 0x115F or 0x1160 or 0xFFA0)
        && Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark);

    // Bidirectional embeddings, overrides and isolates: a reviewer must read what is there, in the order it has.
    private static bool Reorders(Rune rune) => rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    private static string TooLong(string text, int max) => $"This has {text.Length} characters; {max} fit. Please shorten it.";

    private static string Clip(string text) =>
        text.Length <= 40 ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[39]) ? 39 : 40), "…");
}

/// <summary>Either a draft that keeps every rule, or what is wrong with each field.</summary>
public abstract record ParsedDraft
{
    private ParsedDraft()
    {
    }

    public sealed record Valid(Draft Draft) : ParsedDraft;

    public sealed record Invalid(ImmutableArray<FieldError> Errors) : ParsedDraft;
}
