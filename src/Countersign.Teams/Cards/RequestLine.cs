using Countersign.Core.Changes;
using Countersign.Core.People;
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

    /// <param name="reader">Whose list it is: their own turn is said as theirs.</param>
    public static IReadOnlyList<CardElement> Of(ChangeRequest change, PersonId? reader, Draw draw, int linkBytes = LinkInList) =>
    [
        new TextBlock(
            $"{Marks.Emoji(RequestFace.MarkOf(change))} **{RequestFace.Word(change)}** · {change.Id} · {Links.ToChange(change, Graphemes.Clip(change.Draft.Title, TitleMax), linkBytes)}")
        {
            Spacing = Spacing.Medium,
        },
        Blocks.Small(draw.Markup(RequestFace.Detail(change, reader), DetailMax)) with { Spacing = Spacing.None },
    ];

    public static string Spoken(ChangeRequest change, PersonId? reader, Draw draw) => draw.Plain(Sentence.Of(
        $"{RequestFace.Word(change)}: {change.Id} “{Graphemes.Clip(change.Draft.Title, TitleMax)}”. {RequestFace.Detail(change, reader)}"));
}
