using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>What an author has shown, on one line of the card.</summary>
internal static class EvidenceLine
{
    // A longer address is in the details; the scanner's words stand here without it.
    private const int LinkMax = 600;
    private const int WordsMax = 200;

    /// <summary>Nothing when nothing is given.</summary>
    public static IEnumerable<Block> Of(Draft draft)
    {
        if (EvidenceWords.Of(draft) is { IsEmpty: false } pieces)
            yield return Draw.Small(string.Join(EvidenceWords.Between, pieces.Select(Piece)));
    }

    private static string Piece(EvidencePiece piece)
    {
        var words = piece.Link is { } link ? Draw.Link(link, Graphemes.Clip(piece.Words, WordsMax), LinkMax) : Mrkdwn.Literal(piece.Words, WordsMax);
        return piece.Warns ? $":warning: *{words}*" : words;
    }
}
