using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>A request's ledger entries, for <c>audit</c>.</summary>
internal static class AuditReply
{
    private const int HashShown = 12;

    public static TeamsMessage Of(Reply.Audit reply, Draw draw)
    {
        if (reply.Entries.IsEmpty)
            return Replies.Say(LedgerWords.Nothing(reply.Change), draw);
        var words = new LedgerWords(reply.People);
        return Draw.Message(
            draw.Spoken(words.Newest(reply.Change, reply.Entries)),
            [
                Blocks.Heading($"Ledger of {reply.Change}"),
                .. Lines.NewestLast([.. reply.Entries.Select(e => $"{draw.Markup(words.Line(e.Entry))} · {e.Hash[..HashShown]}")]),
                Blocks.Small($"Hashes are shortened. Full hash of the newest: {reply.Entries[^1].Hash}. Operators check the whole chain with “ledger verify”."),
            ]);
    }
}
