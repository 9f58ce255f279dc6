using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>The card of an offer to swap: two buttons while it is open, then what came of it.</summary>
public static class SwapCard
{
    private const string Mark = "📅";

    public static TeamsMessage Of(SwapOffer offer, Draw draw)
    {
        var (said, small) = SwapWords.Of(offer);
        var line = new TextBlock($"{Mark} {draw.Markup(said)}");
        return offer.End is null
            ? Draw.Message(
                draw.Spoken(Sentence.Join(" ", [said, small])),
                [line, Blocks.Small(draw.Markup(small))],
                [Button(SwapWords.Take, Ids.TakeSwap, offer) with { Style = ActionStyle.Positive }, Button(SwapWords.Refuse, Ids.RefuseSwap, offer)])
            : Draw.Message(draw.Spoken(said), [line]);
    }

    /// <summary>A sentence about who is on.</summary>
    public static TeamsMessage Duty(Sentence words, Draw draw) => Draw.Message(draw.Spoken(words), [new TextBlock($"{Mark} {draw.Markup(words)}")]);

    private static ExecuteAction Button(string title, string verb, SwapOffer offer) => new(title, verb)
    {
        Data = [new(Ids.Swap, offer.Id.ToString())],
        LeavesInputs = true,
        Tooltip = SwapWords.LabelOf(title, offer),
    };
}
