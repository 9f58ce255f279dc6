using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>A request in a list: status, number, linked title; below it, what is next.</summary>
internal static class RequestLine
{
    /// <summary>For a card with only one of them.</summary>
    public const int LongestLink = 6_200;

    private const int TitleMax = 80;
    private const int DetailMax = 700;

    // Fifteen of these fit on a card.
    private const int LinkInList = 700;

    public static IReadOnlyList<CardElement> Of(ChangeRequest change, Sentence detail, Draw draw, int linkBytes = LinkInList) =>
    [
        new TextBlock(
            $"{Marks.Emoji(RequestFace.MarkOf(change))} **{RequestFace.Word(change)}** · {change.Id} · {Links.ToChange(change, Graphemes.Clip(change.Draft.Title, TitleMax), linkBytes)}")
        {
            Spacing = Spacing.Medium,
        },
        Blocks.Small(draw.Markup(detail, DetailMax)) with { Spacing = Spacing.None },
    ];

    public static string Spoken(ChangeRequest change, Sentence detail, Draw draw) => draw.Plain(Sentence.Of(
        $"{RequestFace.Word(change)}: {change.Id} “{Graphemes.Clip(change.Draft.Title, TitleMax)}”. {detail}"));
}
