using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>A request's ledger entries, for <c>audit</c>.</summary>
public static class AuditReply
{
    private const int HashShown = 12;

    /// <param name="people">Who stands behind the entries' commitments; whoever was erased is missing.</param>
    public static CommandResponse Of(
        ChangeId change, ImmutableArray<SealedEntry> entries, IReadOnlyDictionary<string, PersonId> people, Draw draw)
    {
        if (entries.IsEmpty)
            return Replies.Say(LedgerWords.Nothing(change), draw);
        var words = new LedgerWords(people);
        var lines = entries.Select(e => $"{draw.MarkupText(words.Line(e.Entry))} `{e.Hash[..HashShown]}`").ToList();
        return new CommandResponse(
            draw.Spoken(words.Newest(change, entries)),
            [
                new Section(new Mrkdwn($"*Ledger of {change}*")),
                .. Replies.Lines(lines),
                Draw.Small($"Hashes are shortened. Full hash of the newest: `{entries[^1].Hash}`. Operators check the whole chain with `ledger verify`."),
            ]);
    }
}
