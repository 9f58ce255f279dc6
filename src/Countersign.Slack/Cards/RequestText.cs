using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The card's whole meaning in words: what notifications show and screen readers say.</summary>
public static class RequestText
{
    public static string Of(ChangeRequest change, Draw draw) => Of(change, CopyStanding.Of(change), draw);

    public static string Of(ChangeRequest change, CopyStanding standing, Draw draw)
    {
        var draft = change.Draft;
        var warning = draft.IsDestructive ? $" It {RequestFace.DestructionLine(draft.Destruction)} something." : "";
        var urgent = draft.Urgency == Urgency.Urgent ? " It is urgent." : "";
        var reason = standing.Reason(change) is { } why
            ? Sentence.Text($" Reason: {Mrkdwn.Clip(why, 500)}")
            : Sentence.Empty;
        var words = Sentence.Of(
            $"{standing.Word}: {change.Id} “{draft.Title}” by {change.Author} for {RequestFace.ServiceLine(change, draw.Policy)}.{warning}{urgent} {standing.Detail}{reason} What the AI did: {Mrkdwn.Clip(draft.AiDid, 500)} What the author checked: {Mrkdwn.Clip(draft.AuthorChecked, 500)}");
        return draw.Spoken(words);
    }

    /// <summary>One line for lists: status, number, linked title, what is next.</summary>
    /// <param name="reader">Whose list it is: their own turn is said as theirs.</param>
    public static string Line(ChangeRequest change, PersonId? reader, Draw draw) =>
        $"{RequestFace.Emoji(change)} *{RequestFace.Word(change)}* · {change.Id} · {Draw.Link(change.Draft.Link.Address, Mrkdwn.Clip(change.Draft.Title, 80), 900)}\n{draw.MarkupText(RequestFace.Detail(change, reader), 1_900)}";
}
