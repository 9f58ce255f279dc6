using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Core.Policy;

namespace Countersign.Core.Changes;

/// <summary>The rules of the form's evidence fields: their shape, and what the tier asks that is missing.</summary>
internal static partial class EvidenceRules
{
    /// <summary>Fewer characters than this can't say what was looked at.</summary>
    public const int WordsMin = 15;
    private const int FewLetters = 5;

    /// <summary>Reads what a scanner found. Null when nothing is said of one, or something is wrong with it.</summary>
    public static ScannerResult? Scanner(RawDraft raw, Func<string?, string> line, Action<DraftField, string> wrong)
    {
        var (tool, link, findings) = (line(raw.ScannerTool), line(raw.ScannerLink), line(raw.ScannerFindings));
        if (tool.Length + link.Length + findings.Length == 0)
            return null;
        if (tool.Length == 0)
            wrong(DraftField.ScannerTool, "Name the scanner, such as “CodeQL” or “Semgrep”.");
        else if (tool.Length > DraftRules.ScannerToolMax)
            wrong(DraftField.ScannerTool, $"This has {tool.Length} characters; {DraftRules.ScannerToolMax} fit. Please shorten it.");
        if (link.Length > 0 && !ChangeLink.TryParse(link, out _))
            wrong(DraftField.ScannerLink, "That is not a web address. Paste the full link to the results, starting with https://, or leave it empty.");
        if (findings.Length > DraftRules.ScannerFindingsMax || Counts(findings) is not { } counts)
        {
            wrong(DraftField.ScannerFindings, "Write how many it found by severity, such as “0 critical, 1 high, 2 medium, 5 low”, or “none”.");
            return null;
        }

        return tool.Length == 0 ? null : new ScannerResult(tool, link.Length == 0 ? null : link, counts[0], counts[1], counts[2], counts[3]);
    }

    /// <summary>What the tier asks and the author has not given, each beside the field where it belongs.</summary>
    public static void Missing(Draft draft, Judgement asked, Action<DraftField, string> wrong)
    {
        foreach (var (kind, at) in asked.Rules.Evidence.OrderBy(e => e.Key))
            if (!IsGiven(draft, kind))
                wrong(FieldOf(kind), $"This is {asked.Rules.Tier.Word()}, which asks for {kind.Words()} ({at.Words}). {HowTo(kind)}");
    }

    public static DraftField FieldOf(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Tests => DraftField.Tests,
        EvidenceKind.Scanner => DraftField.ScannerTool,
        EvidenceKind.EdgeCases => DraftField.EdgeCases,
        EvidenceKind.Rollback => DraftField.Rollback,
        _ => DraftField.AiReview,
    };

    internal static bool IsGiven(Draft draft, EvidenceKind kind) => kind switch
    {
        EvidenceKind.Tests => Says(draft.Tests, FewLetters),
        EvidenceKind.Scanner => draft.Scanner is not null,
        EvidenceKind.EdgeCases => draft.EdgeCases is { Length: >= WordsMin } && Says(draft.EdgeCases, 2 * FewLetters),
        EvidenceKind.Rollback => draft.Rollback is not null,
        _ => Says(draft.AiReview, FewLetters),
    };

    // "x", "-" and "ok" say nothing of what was run and what came out.
    private static bool Says(string? text, int letters) => text?.Count(char.IsLetterOrDigit) >= letters;

    private static string HowTo(EvidenceKind kind) => kind switch
    {
        EvidenceKind.Tests => "Say which you ran and what came out.",
        EvidenceKind.Scanner => "Name it and what it found by severity.",
        EvidenceKind.EdgeCases => "Say what you tried with null, empty, overflow, time and concurrency, and what you saw.",
        EvidenceKind.Rollback => "Say how you would go back, or that you can't.",
        _ => "Say which AI reviewed it and what it found.",
    };

    // "none", or a number beside each severity that has any; what is not named has none.
    private static int[]? Counts(string text)
    {
        if (NoFindings().IsMatch(text))
            return [0, 0, 0, 0];
        var counts = new int?[4];
        var at = 0;
        while (at < text.Length)
        {
            var match = OneSeverity().Match(text, at);
            if (!match.Success || match.Index != at || match.Length == 0)
                return null;
            var number = match.Groups["before"].Success ? match.Groups["before"] : match.Groups["after"];
            var word = match.Groups["word"].Success ? match.Groups["word"].Value : match.Groups["first"].Value;
            var severity = char.ToLowerInvariant(word[0]) switch { 'c' => 0, 'h' => 1, 'm' => 2, _ => 3 };
            if (counts[severity] is not null || !int.TryParse(number.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count > 1_000_000)
                return null;
            counts[severity] = count;
            at += match.Length;
        }

        return counts.Any(c => c is not null) ? [.. counts.Select(c => c ?? 0)] : null;
    }

    [GeneratedRegex(@"^\s*(?:none|no findings|nothing|0|zero)\s*[.!]?\s*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NoFindings();

    [GeneratedRegex(
        @"\s*(?:(?<before>[0-9]{1,7})\s*(?<word>critical|high|medium|low)|(?<first>critical|high|medium|low)\s*[:=]?\s*(?<after>[0-9]{1,7}))\s*(?:[,;.]|and|$|(?=\s|[a-z0-9]))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex OneSeverity();
}
