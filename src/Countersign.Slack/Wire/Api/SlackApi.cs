namespace Countersign.Slack.Wire;

/// <summary>
/// The methods of the Web API that this program uses. Each call is one attempt: what failed comes back as a
/// value, and the outbox decides. The only exception is the caller's own cancellation.
/// </summary>
/// <param name="http">From <see cref="Edge.OutboundHttp.Create"/>: it must not follow redirects, for the bearer's sake.</param>
public sealed partial class SlackApi(HttpClient http, SlackApiOptions options, RateGate gate, TimeProvider time)
{
    private readonly SlackTransport _transport = new(http, options, gate, time);
    private readonly Uri _base = SlackTransport.Directory(options.BaseUrl);

    public Task<SlackResult<AuthTested>> AuthTest(BotToken bot, CancellationToken ct = default) =>
        _transport.Send(Read("auth.test", bot), AnswerReading.AuthTested, ct);

    public Task<SlackResult<Uri>> GetPermalink(
        BotToken bot,
        string channel,
        string messageTs,
        CancellationToken ct = default) =>
        _transport.Send(
            Read("chat.getPermalink", bot, ("channel", channel), ("message_ts", messageTs)),
            AnswerReading.Permalink,
            ct);

    /// <summary>The direct message channel with a person, opened when it was not.</summary>
    /// <returns>The channel id.</returns>
    public Task<SlackResult<string>> OpenConversation(BotToken bot, string userId, CancellationToken ct = default) =>
        _transport.Send(
            Write("conversations.open", bot, SlackJson.ToUtf8(new OpenConversationBody(userId))),
            AnswerReading.ChannelId,
            ct);

    /// <summary>
    /// Answers a command or press privately. The address came from outside: where
    /// <see cref="ResponseUrlRule"/> forbids it, nothing is sent. It carries no bearer.
    /// </summary>
    public Task<SlackResult<Accepted>> Respond(Uri responseUrl, CommandResponse response, CancellationToken ct = default) =>
        ResponseUrlRule.Allows(responseUrl, _base)
            ? _transport.Respond("response_url", responseUrl, SlackTransport.Json(SlackJson.ToUtf8(response)), ct)
            : Task.FromResult<SlackResult<Accepted>>(new SlackResult<Accepted>.Failed(
                new SlackFailure.Rejected("response_url_forbidden", [], null, RejectionKind.Place)));

    private SlackCall Read(string method, BotToken bot, params (string Name, string Value)[] fields) => new(
        method,
        bot,
        new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))),
        options.Timeout,
        options.MaxGateWait);

    private SlackCall Write(string method, BotToken bot, byte[] json) =>
        new(method, bot, SlackTransport.Json(json), options.Timeout, options.MaxGateWait);
}
