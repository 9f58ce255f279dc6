using Countersign.Core.Changes;
using Countersign.Core.Words;

namespace Countersign.Slack.Cards;

/// <summary>The card's whole meaning in words: what notifications show and screen readers say.</summary>
public static class RequestText
{
    private const int LinkMax = 900;

    public static string Of(ChangeRequest change, CopyStanding standing, Draw draw) =>
        draw.Spoken(SpokenCard.Of(change, standing, draw.Policy));

    /// <summary>Whether the line holds the link; else a button has to.</summary>
    public static bool LinkFits(ChangeRequest change) => Draw.LinkFits(change, Graphemes.Clip(change.Draft.Title, 80), LinkMax);

    /// <summary>One line for lists: status, number, linked title, what is next.</summary>
    public static string Line(ChangeRequest change, Sentence detail, Draw draw) =>
        $"{Emoji.Of(RequestFace.MarkOf(change))} *{RequestFace.Word(change)}* · {change.Id} · {Draw.Link(change.Draft.Link.Address, Graphemes.Clip(change.Draft.Title, 80), LinkMax)}\n{draw.MarkupText(detail, 1_900)}";
}
