using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The card's whole meaning in words: what notifications show and screen readers say.</summary>
public static class RequestText
{
    private const int LinkMax = 900;

    public static string Of(ChangeRequest change, Draw draw) => Of(change, CopyStanding.Of(change), draw);

    public static string Of(ChangeRequest change, CopyStanding standing, Draw draw)
    {
        var draft = change.Draft;
        var warning = draft.IsDestructive ? $" It {RequestFace.DestructionLine(draft.Destruction)} something." : "";
        var urgent = draft.Urgency == Urgency.Urgent ? " It is urgent." : "";
        var with = draft.CoAuthors.IsEmpty ? Sentence.Empty : Sentence.Text(" with ") + Sentence.Join(", ", draft.CoAuthors.Select(p => Sentence.Of($"{p}")));
        // What matters most stands first: a text that is too long is cut at its end. The change goes by its short name: its address
        // is a link in the card, and in plain words it would be one that is broken, so that none is made of people's words.
        var words = Sentence.Of(
            $"{standing.Word}: {change.Id} “{draft.Title}” by {change.Author}{with} for {RequestFace.ServiceLine(change, draw.Policy)}.{warning}{urgent} {standing.Detail}{Said("Reason", standing.Reason(change), 500)}{Said("What the AI did", draft.AiDid, 500)}{Said("What the author checked", draft.AuthorChecked, 500)}{Said("Rollback plan", draft.Rollback, 300)}{Said("Evidence", draft.Evidence, 300)}{Said("AI tools", draft.AiTools, 200)}{Said("Change", draft.Link.ShortName, 200)} {Commit(draft)}");
        return draw.Spoken(words);
    }

    // A label and people's words, ended so that the next label does not run into them.
    private static string Said(string label, string? text, int max)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var words = Mrkdwn.Clip(Mrkdwn.Line(text).Trim(), max);
        return $" {label}: {words}{(words.Length > 0 && words[^1] is '.' or '!' or '?' or '…' ? "" : ".")}";
    }

    private static string Commit(Draft draft) =>
        draft.Link.CommitSha is { } sha ? $"Bound to commit {sha[..12]}." : "Not bound to a commit.";

    /// <summary>Whether the line holds the link; else a button has to.</summary>
    public static bool LinkFits(ChangeRequest change) => Draw.LinkFits(change, Mrkdwn.Clip(change.Draft.Title, 80), LinkMax);

    /// <summary>One line for lists: status, number, linked title, what is next.</summary>
    /// <param name="reader">Whose list it is: their own turn is said as theirs.</param>
    public static string Line(ChangeRequest change, PersonId? reader, Draw draw) =>
        $"{RequestFace.Emoji(change)} *{RequestFace.Word(change)}* · {change.Id} · {Draw.Link(change.Draft.Link.Address, Mrkdwn.Clip(change.Draft.Title, 80), LinkMax)}\n{draw.MarkupText(RequestFace.Detail(change, reader), 1_900)}";
}
