using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The message of an offer to swap: two buttons while it is open, then what came of it.</summary>
public static class SwapCard
{
    private const string Mark = ":calendar:";

    public static SlackMessage Of(SwapOffer offer, Draw draw)
    {
        var (said, small) = SwapWords.Of(offer);
        var section = new Section(new Mrkdwn($"{Mark} {draw.MarkupText(said)}"));
        return offer.End is null
            ? new SlackMessage(draw.Spoken(Sentence.Join(" ", [said, small])), [section, Buttons(offer), Draw.Small(draw.MarkupText(small))])
            : new SlackMessage(draw.Spoken(said), [section]);
    }

    /// <summary>A sentence about who is on.</summary>
    public static SlackMessage Duty(Sentence words, Draw draw) =>
        new(draw.Spoken(words), [new Section(new Mrkdwn($"{Mark} {draw.MarkupText(words)}"))]);

    private static Actions Buttons(SwapOffer offer) => new(
    [
        new Button(new PlainText(SwapWords.Take), Ids.TakeSwap)
        {
            Value = offer.Id.ToString(),
            Style = ButtonStyle.Primary,
            AccessibilityLabel = SwapWords.LabelOf(SwapWords.Take, offer),
        },
        new Button(new PlainText(SwapWords.Refuse), Ids.RefuseSwap)
        {
            Value = offer.Id.ToString(),
            AccessibilityLabel = SwapWords.LabelOf(SwapWords.Refuse, offer),
        },
    ])
    {
        BlockId = "swap.actions",
    };
}
