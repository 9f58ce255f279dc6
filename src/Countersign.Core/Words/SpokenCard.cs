using Countersign.Core.Changes;
using Countersign.Core.Policy;

namespace Countersign.Core.Words;

/// <summary>The card's whole meaning in words: what notifications show and screen readers say.</summary>
public static class SpokenCard
{
    public static Sentence Of(ChangeRequest change, CopyStanding standing, PolicyBook policy)
    {
        var draft = change.Draft;
        var warning = draft.IsDestructive ? $" It {RequestFace.DestructionClause(draft.Destruction)}." : "";
        var urgent = draft.Urgency == Urgency.Urgent ? " It is urgent." : "";
        var with = draft.CoAuthors.IsEmpty ? Sentence.Empty : Sentence.Text(" with ") + Sentence.Join(", ", draft.CoAuthors.Select(p => Sentence.Of($"{p}")));
        // What matters most stands first: a text that is too long is cut at its end. The change goes by its short name: its address
        // is a link in the card, and in plain words it would be one that is broken, so that none is made of people's words.
        return Sentence.Of(
            $"{standing.Word}: {change.Id} “{draft.Title}” by {change.Author}{with} for {RequestFace.ServiceLine(change, policy)}.{warning}{urgent} {standing.Detail}{Of(SeatWords.Of(change, standing))}{Said("Reason", standing.Reason(change), 500)}{Said("What the AI did", draft.AiDid, 500)}{Said("What the author checked", draft.AuthorChecked, 500)}{Said("Rollback plan", draft.Rollback, 300)}{Said("Evidence", EvidenceWords.Brief(draft), 300)}{Said("Other evidence", draft.Evidence, 300)}{Said("AI tools", draft.AiTools, 200)}{Said("Change", draft.Link.ShortName, 200)}{Said("Policy", SeatWords.Rule(change, standing), 300)} {Commit(draft)}");
    }

    private static Sentence Of(Sentence seats) => seats.IsEmpty ? seats : Sentence.Text(" ") + seats;

    // A label and people's words, ended so that the next label does not run into them.
    private static string Said(string label, string? text, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var words = Graphemes.Clip(CleanText.Line(text).Trim(), max);
        return $" {label}: {words}{(words.Length > 0 && words[^1] is '.' or '!' or '?' or '…' ? "" : ".")}";
    }

    private static string Commit(Draft draft) =>
        draft.Link.CommitSha is { } sha ? $"Bound to commit {sha[..12]}." : "Not bound to a commit.";
}
