using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>A piece of the line that says what an author has shown.</summary>
/// <param name="Words">Such as "tests given"; a scanner's name in it is somebody's own words.</param>
/// <param name="Link">To what it speaks of, where there is such a place.</param>
/// <param name="Warns">It says something that a reviewer must not pass over.</param>
public sealed record EvidencePiece(string Words, Uri? Link = null, bool Warns = false);

/// <summary>What an author has shown, in few words for a card; the details have it in full.</summary>
public static class EvidenceWords
{
    /// <summary>Between the pieces of the line.</summary>
    public const string Between = " · ";

    /// <summary>Beside its word, never alone.</summary>
    public const string Warning = "⚠️";

    /// <summary>What is given, piece by piece; none when nothing is. The first begins with a capital letter.</summary>
    public static ImmutableArray<EvidencePiece> Of(Draft draft)
    {
        var pieces = ImmutableArray.CreateBuilder<EvidencePiece>();
        if (draft.Tests is not null)
            pieces.Add(new EvidencePiece("tests given"));
        if (draft.Scanner is { } scanner)
            pieces.Add(Scanned(scanner));
        if (draft.EdgeCases is not null)
            pieces.Add(new EvidencePiece("edge cases given"));
        if (draft.Rollback is not null)
            pieces.Add(new EvidencePiece("rollback plan given"));
        if (draft.AiReview is not null)
            pieces.Add(new EvidencePiece("AI review given"));
        // Somebody's own word, such as a scanner's name, stays as they wrote it.
        if (pieces.Count > 0 && (draft.Scanner is null || draft.Tests is not null || pieces[0].Warns))
            pieces[0] = pieces[0] with { Words = char.ToUpperInvariant(pieces[0].Words[0]) + pieces[0].Words[1..] };
        return pieces.DrainToImmutable();
    }

    /// <summary>The same on one line, for where nothing is linked; null when nothing is given.</summary>
    public static string? Brief(Draft draft) =>
        Of(draft) is { IsEmpty: false } pieces ? string.Join("; ", pieces.Select(p => p.Words)) : null;

    /// <summary>"Not given: test results, a scanner's result."; null when all of it is.</summary>
    public static string? Missing(Draft draft)
    {
        var missing = Evidences.All.Where(kind => !EvidenceRules.IsGiven(draft, kind)).Select(kind => kind.Words()).ToList();
        return missing.Count > 0 ? $"Not given: {string.Join(", ", missing)}." : null;
    }

    /// <summary>
    /// What a form can't show because no tier asks for it any more, and what sending the form therefore leaves out; null when
    /// there is no such thing.
    /// </summary>
    public static string? LeftOut(RawDraft held, ImmutableArray<FieldWords> fields)
    {
        var gone = Enum.GetValues<DraftField>()
            .Where(f => !string.IsNullOrWhiteSpace(FormWords.TextOf(held, f)) && fields.All(shown => shown.Field != f))
            .Select(NameOf).Distinct().ToList();
        return gone.Count > 0
            ? $"The policy asks nowhere any more for {string.Join(", ", gone)}: what was given of that is not in this form, and sending it leaves that out. It stays in the record of the round before; “Other evidence” takes what should still be seen."
            : null;
    }

    private static EvidencePiece Scanned(ScannerResult scanner)
    {
        var link = ChangeLink.TryParse(scanner.Link, out var read) ? read.Address : null;
        return scanner.Critical + scanner.High > 0
            ? new EvidencePiece($"serious findings by {scanner.Words}", link, Warns: true)
            : new EvidencePiece(scanner.Words, link);
    }

    private static string NameOf(DraftField field) => field switch
    {
        DraftField.Tests => EvidenceKind.Tests.Words(),
        DraftField.ScannerTool or DraftField.ScannerFindings or DraftField.ScannerLink => EvidenceKind.Scanner.Words(),
        DraftField.EdgeCases => EvidenceKind.EdgeCases.Words(),
        DraftField.AiReview => EvidenceKind.AiReview.Words(),
        DraftField.Paths => "the files or folders it touches",
        _ => field.ToString(),
    };
}
