namespace Countersign.Teams.Wire.Connector;

/// <summary>
/// The calls of the Connector that this program uses. Each is one attempt (two where a token was withdrawn):
/// what failed comes back as a value, and the outbox decides. The only exception is the caller's own cancellation.
/// </summary>
/// <param name="http">From <see cref="Edge.OutboundHttp.Create"/>: it must not follow redirects, for the bearer's sake.</param>
public sealed class ConnectorApi(HttpClient http, TeamsSettings settings, RateGate gate, TimeProvider time, ConnectorOptions? options = null)
{
    private const int PageSize = 200;
    private const int MaxId = 1024;

    private readonly ConnectorTransport _transport = new(
        http,
        new ServiceHostRule(settings.AllowedServiceHosts),
        new AccessTokens(new TokenEndpoint(http, settings, time), time),
        gate,
        options ?? new ConnectorOptions(),
        time);

    /// <summary>Asks for a token and nothing else: for a check of the installation.</summary>
    public Task<ConnectorResult<Nothing>> Authenticate(CancellationToken ct = default) => _transport.Authenticate(ct);

    /// <summary>The personal conversation with somebody who has the app; the same one each time.</summary>
    /// <param name="userId">Theirs with this bot, <c>29:…</c>, or their directory id.</param>
    public Task<ConnectorResult<Conversation>> CreatePersonal(
        Uri serviceUrl, string userId, string tenantId, CancellationToken ct = default)
    {
        var body = RequestBodies.Personal(settings.BotId, userId, tenantId);
        var call = new ConnectorCall(HttpMethod.Post, serviceUrl, "v3/conversations", $"new:{userId}", body, IsRepeatable: true);
        return _transport.Send(call, AnswerReading.Conversation, ct);
    }

    /// <summary>Begins a thread in a channel of a team.</summary>
    /// <param name="channelId">The channel's thread id, <c>19:…</c>.</param>
    public Task<ConnectorResult<PostedActivity>> CreateThread(
        Uri serviceUrl, string channelId, string tenantId, OutgoingActivity activity, CancellationToken ct = default)
    {
        var body = RequestBodies.Thread(settings.BotId, channelId, tenantId, activity);
        var call = new ConnectorCall(HttpMethod.Post, serviceUrl, "v3/conversations", channelId, body, IsRepeatable: false);
        return _transport.Send(call, AnswerReading.Thread, ct);
    }

    public Task<ConnectorResult<PostedActivity>> Send(
        Uri serviceUrl, string conversationId, OutgoingActivity activity, CancellationToken ct = default)
    {
        var call = Call(HttpMethod.Post, serviceUrl, conversationId, "/activities") with
        {
            Json = RequestBodies.Activity(activity, settings.BotId, conversationId),
            IsRepeatable = false,
        };
        return _transport.Send(call, answer => AnswerReading.Posted(answer, conversationId), ct);
    }

    public Task<ConnectorResult<PostedActivity>> Reply(
        Uri serviceUrl, string conversationId, string replyToId, OutgoingActivity activity, CancellationToken ct = default)
    {
        var call = Call(HttpMethod.Post, serviceUrl, conversationId, "/activities/", replyToId) with
        {
            Json = RequestBodies.Activity(activity, settings.BotId, conversationId, replyToId),
            IsRepeatable = false,
        };
        return _transport.Send(call, answer => AnswerReading.Posted(answer, conversationId), ct);
    }

    public Task<ConnectorResult<PostedActivity>> Update(
        Uri serviceUrl, string conversationId, string activityId, OutgoingActivity activity, CancellationToken ct = default)
    {
        var call = Call(HttpMethod.Put, serviceUrl, conversationId, "/activities/", activityId) with
        {
            Json = RequestBodies.Activity(activity, settings.BotId, conversationId),
        };
        // The answer may be empty: the message keeps its id.
        return _transport.Send(call, _ => new PostedActivity(conversationId, activityId), ct);
    }

    public Task<ConnectorResult<Nothing>> Delete(
        Uri serviceUrl, string conversationId, string activityId, CancellationToken ct = default) =>
        _transport.Send(Call(HttpMethod.Delete, serviceUrl, conversationId, "/activities/", activityId), _ => Nothing.Value, ct);

    /// <param name="userId">Theirs with this bot, <c>29:…</c>, or their directory id.</param>
    public Task<ConnectorResult<Member>> Member(
        Uri serviceUrl, string conversationId, string userId, CancellationToken ct = default) =>
        _transport.Send(Reading(Call(HttpMethod.Get, serviceUrl, conversationId, "/members/", userId)), AnswerReading.Member, ct);

    /// <summary>A page of those in a conversation, or in the team of a channel.</summary>
    /// <param name="continuation">Of the page before; null for the first.</param>
    public Task<ConnectorResult<MemberPage>> Members(
        Uri serviceUrl, string conversationId, string? continuation = null, CancellationToken ct = default)
    {
        var next = continuation is null ? "" : $"&continuationToken={Uri.EscapeDataString(continuation)}";
        var call = Call(HttpMethod.Get, serviceUrl, conversationId, $"/pagedmembers?pageSize={PageSize}{next}");
        return _transport.Send(Reading(call), AnswerReading.Members, ct);
    }

    private static ConnectorCall Call(HttpMethod method, Uri serviceUrl, string conversationId, string then, string? id = null)
    {
        var path = IsUsable(conversationId) && (id is null || IsUsable(id))
            ? $"v3/conversations/{Uri.EscapeDataString(conversationId)}{then}{(id is null ? "" : Uri.EscapeDataString(id))}"
            : null;
        return new ConnectorCall(method, serviceUrl, path, Inbound.ActivityConversation.WithoutThread(conversationId), null, IsRepeatable: true);
    }

    // Teams counts readings apart from messages.
    private static ConnectorCall Reading(ConnectorCall call) => call with { Thread = $"read:{call.Thread}" };

    // Dots alone would be steps in the path, escaped or not.
    private static bool IsUsable(string id) => id.Length is > 0 and <= MaxId && id is not ("." or "..");
}
