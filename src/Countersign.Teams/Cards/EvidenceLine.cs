using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>What an author has shown, on one line of the card.</summary>
internal static class EvidenceLine
{
    // A longer address is in the details; the scanner's words stand here without it.
    private const int LinkBytes = 600;
    private const int WordsMax = 200;

    /// <summary>In Markdown; null when nothing is given.</summary>
    public static string? Of(Draft draft) => EvidenceWords.Of(draft) is { IsEmpty: false } pieces
        ? string.Join(EvidenceWords.Between, pieces.Select(Piece))
        : null;

    private static string Piece(EvidencePiece piece)
    {
        var label = Graphemes.Clip(piece.Words, WordsMax);
        var words = piece.Link is { } link && CardText.IsLinked(link) && JsonSize.Of(CardText.Link(link, "")) <= LinkBytes
            ? CardText.Link(link, label)
            : Blocks.Line(label, 2 * WordsMax);
        return piece.Warns ? $"{EvidenceWords.Warning} {words}" : words;
    }
}
