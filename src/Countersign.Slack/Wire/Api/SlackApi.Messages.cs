namespace Countersign.Slack.Wire;

public sealed partial class SlackApi
{
    /// <param name="channel">A channel, or a user id for the app's direct message with that person.</param>
    public Task<SlackResult<PostedMessage>> PostMessage(
        BotToken bot,
        string channel,
        SlackMessage message,
        string? threadTs = null,
        CancellationToken ct = default)
    {
        var body = SlackJson.ToUtf8(new PostMessageBody(channel, message.Text, message.Blocks, threadTs));
        return _transport.Send(Write("chat.postMessage", bot, body) with { Channel = channel }, AnswerReading.Posted, ct);
    }

    /// <param name="channel">As the post returned it: never a user id.</param>
    public Task<SlackResult<PostedMessage>> UpdateMessage(
        BotToken bot,
        string channel,
        string ts,
        SlackMessage message,
        CancellationToken ct = default)
    {
        var body = SlackJson.ToUtf8(new UpdateMessageBody(channel, ts, message.Text, message.Blocks));
        return _transport.Send(Write("chat.update", bot, body), AnswerReading.Posted, ct);
    }

    /// <summary>Shows one person of a channel a message, until their client restarts.</summary>
    public Task<SlackResult<PostedEphemeral>> PostEphemeral(
        BotToken bot,
        string channel,
        string userId,
        SlackMessage message,
        string? threadTs = null,
        CancellationToken ct = default)
    {
        var body = SlackJson.ToUtf8(new PostEphemeralBody(channel, userId, message.Text, message.Blocks, threadTs));
        return _transport.Send(Write("chat.postEphemeral", bot, body), AnswerReading.PostedEphemeral, ct);
    }
}
