using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Changes;

/// <summary>Every rule of the form, with its wording. Lengths count UTF-16 units, as chat platforms do.</summary>
public static class DraftRules
{
    public const int TitleMax = 150;
    public const int AiToolsMax = 200;
    public const int TextMax = 3000;

    /// <summary>Fewer characters than this can't say what was checked ("ok", "lgtm", "tested").</summary>
    public const int CheckedMin = 15;

    public static ParsedDraft Parse(RawDraft raw, PolicyBook policy, PersonId author)
    {
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
        else if (Reviewers.Qualified(policy, service, author).IsEmpty)
            Wrong(DraftField.Service,
                $"The policy file lists nobody else who could sign off {service.Name}. Ask an operator to add a senior for it.");

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
            Wrong(DraftField.Rollback, "This deletes, recreates or migrates something: say how you would roll it back, or that you can't.");
        var evidence = Optional(raw.Evidence, DraftField.Evidence, Wrong);
        var urgency = ParseUrgency(raw.Urgency, Wrong);
        var coAuthors = ParseCoAuthors(raw, policy.Roster, author, Wrong);
        if (service is not null && errors.All(e => e.Field is not (DraftField.Service or DraftField.CoAuthors))
            && Reviewers.Qualified(policy, service, author).All(coAuthors.Contains))
            Wrong(DraftField.CoAuthors, $"Everybody who can sign off {service.Name} is a co-author. Somebody else has to look at it.");

        return errors.Count > 0
            ? new ParsedDraft.Invalid([.. errors])
            : new ParsedDraft.Valid(new Draft(
                title, link, service!.Id, tools, did, verified, destruction, rollback, evidence, urgency, coAuthors));
    }

    private static string? Optional(string? text, DraftField field, Action<DraftField, string> wrong)
    {
        var value = Block(text);
        if (value.Length > TextMax)
            wrong(field, TooLong(value, TextMax));
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
            wrong(DraftField.Destruction, "Choose from the list: deletes, recreates, migrates.");
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
        RawDraft raw, Roster roster, PersonId author, Action<DraftField, string> wrong)
    {
        var people = raw.CoAuthors.Select(roster.Find).Concat(raw.CoAuthorIds.Select(id => roster.Find(new PersonId(id)))).ToList();
        if (people.Any(p => p is null))
            wrong(DraftField.CoAuthors, "One of them is not on the roster. Ask an operator to add them, or leave them out.");
        return [.. people.OfType<Person>().Select(p => p.Id).Where(id => id != author).Distinct().Order()];
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
            visible |= !Rune.IsControl(rune) && !Rune.IsWhiteSpace(rune) && rune != Rune.ReplacementChar
                && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format;
        }

        return visible ? clean.ToString().Trim() : "";
    }

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
