using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>The two buttons of an offer to swap. What came of it shows on the card; a refusal is a private word.</summary>
public sealed class SwapPresses(TeamsDesk desk, Swapping swapping)
{
    public static bool Is(PressData data) => data.Verb is Ids.TakeSwap or Ids.RefuseSwap;

    /// <summary>An invoke: answered with the card as it is from now on.</summary>
    public async Task<InvokeAnswer> Handle(Activity activity, PressData data, Instant now, CancellationToken cancel)
    {
        var (draw, answer) = (desk.Draw(activity), await Press(activity, data, now, cancel));
        return answer is { Accepted: true } && data.Swap is { } id && await desk.Store.Find(id, cancel) is { } offer
            ? new InvokeAnswer.Card(SwapCard.Of(offer, draw).Card)
            : new InvokeAnswer.Word(draw.Plain(answer?.Words ?? ReplyWords.Unreadable));
    }

    /// <summary>What a press does, whichever way it came. Null when it can't be read.</summary>
    public async Task<Answer?> Press(Activity activity, PressData data, Instant now, CancellationToken cancel) => data.Swap is { } offer
        ? await swapping.Reply(TeamsDesk.Receipt(activity), desk.Who(activity), offer, data.Verb == Ids.TakeSwap, Pressed(offer, activity), now, cancel)
        : null;

    // A card that was not on record (its post was never clearly answered) is remembered, so that it is redrawn too.
    private PostedOffer? Pressed(SwapId offer, Activity activity) =>
        activity is { Conversation: { Type: ConversationType.Personal } conversation, ReplyToId: { Length: > 0 } message }
            ? new PostedOffer(offer, desk.Settings.Place(conversation.Id), message)
            : null;
}
