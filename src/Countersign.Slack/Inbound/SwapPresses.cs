using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>The two buttons of an offer to swap. What came of it shows on the message; a refusal is a private word.</summary>
public sealed class SwapPresses(SlackDesk desk, Swapping swapping, PrivateWords words)
{
    /// <returns>False when the press is on another button.</returns>
    public async Task<bool> Handle(BlockActions press, ReceiptKey receipt, Instant now, CancellationToken cancel)
    {
        if (press.Actions is not [{ ActionId: Ids.TakeSwap or Ids.RefuseSwap } action, ..])
            return false;
        var by = desk.Who(press.UserTeamId, press.UserId);
        var channel = press.ChannelId ?? press.Container?.ChannelId;
        var said = SwapId.TryParse(action.Value, out var offer)
            ? (await swapping.Reply(
                receipt, by, offer, action.ActionId == Ids.TakeSwap, Pressed(offer, channel, press), now, cancel)).Words
            : ReplyWords.Unreadable;
        words.Tell(press.UserId, channel, press.ResponseUrl, said, desk.Draw(by));
        return true;
    }

    // A message that was not on record (its post was never clearly answered) is remembered, so that it is redrawn too.
    private PostedOffer? Pressed(SwapId offer, string? channel, BlockActions press) =>
        channel is not null && channel.StartsWith('D') && press.MessageTs is { } ts && press.Container is not { IsEphemeral: true }
            ? new PostedOffer(offer, desk.Settings.Place(channel), ts)
            : null;
}
