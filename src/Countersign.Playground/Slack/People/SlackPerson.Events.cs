using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What the bot hears of through events.</summary>
public sealed partial class SlackPerson
{
    /// <summary>Opens the app's Home tab.</summary>
    public Task<DeliveredEvent> OpenHome()
    {
        var opened = new JsonObject { ["type"] = "app_home_opened", ["user"] = User.Id, ["channel"] = DmChannel.Id, ["tab"] = "home", ["event_ts"] = _interaction.ActionTs() };
        if (Home is { } home) opened["view"] = Payloads.View(_slack.Options, home);
        return SendEvent(opened);
    }

    /// <summary>Writes to the bot in the direct message.</summary>
    public Task<DeliveredEvent> MessageBot(string text)
    {
        var written = Write(DmChannel.Id, text);
        return SendEvent(new() { ["type"] = "message", ["channel_type"] = "im", ["channel"] = written.Channel, ["user"] = User.Id, ["text"] = written.Text, ["ts"] = written.Ts, ["event_ts"] = written.Ts });
    }

    /// <summary>Mentions the bot in a channel.</summary>
    public Task<DeliveredEvent> Mention(string text, string channel)
    {
        var written = Write(_slack.ChannelOf(channel).Id, text, $"<@{_slack.BotUserId}> ");
        return SendEvent(new() { ["type"] = "app_mention", ["channel"] = written.Channel, ["user"] = User.Id, ["text"] = written.Text, ["ts"] = written.Ts, ["event_ts"] = written.Ts });
    }

    /// <summary>Writes something in a conversation that the app is not told of: it asks for no message events.</summary>
    public SlackMessage Say(string text, string channel) => Write(_slack.ChannelOf(channel).Id, text);

    /// <summary>Delivers any event.</summary>
    /// <param name="content">The inner event.</param>
    /// <param name="retry">Try again up to three times after a failure, at once.</param>
    /// <param name="redeliver">Further copies to send even after a success, 3 at most.</param>
    public Task<DeliveredEvent> SendEvent(JsonObject content, bool retry = false, int redeliver = 0) =>
        new EventDelivery(_slack).Deliver(content, retry, redeliver);

    private SlackMessage Write(string channel, string text, string mention = "") =>
        _slack.Workspace.Messages.Post(channel, User.Id, MessageVia.Person, new(mention + _slack.Written(text), [], null, _slack.Options.Time.GetUtcNow()));
}
