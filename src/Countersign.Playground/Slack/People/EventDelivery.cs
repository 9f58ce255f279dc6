using System.Text;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What came of delivering an event.</summary>
/// <param name="EventId">The same in each try.</param>
/// <param name="Tries">The bot's answers, in order.</param>
public sealed record DeliveredEvent(string EventId, IReadOnlyList<HttpAnswer> Tries)
{
    public bool Taken => Tries[^1].Ok;
}

/// <summary>Sends events, and sends them again as Slack does.</summary>
internal sealed class EventDelivery(StandInSlack slack)
{
    private const int MostRetries = 3;

    /// <param name="content">The inner event.</param>
    /// <param name="retry">Try again up to three times after a failure. Slack waits up to five minutes between; this does not.</param>
    /// <param name="redeliver">Send this many further copies even after a success, as after an acknowledgement that got lost.</param>
    public async Task<DeliveredEvent> Deliver(JsonObject content, bool retry, int redeliver)
    {
        var id = $"Ev{Guid.NewGuid():n}";
        var body = Encoding.UTF8.GetBytes(Json.Write(Envelope(id, content)));
        var tries = new List<HttpAnswer> { await Send(body, null, "") };
        for (var again = 1; again <= MostRetries; again++)
        {
            var last = tries[^1];
            var unwanted = last.Ok || last.Headers.GetValueOrDefault("X-Slack-No-Retry") == "1";
            if (again > redeliver && (!retry || unwanted)) break;
            tries.Add(await Send(body, again, last.TimedOut || last.Ok ? "http_timeout" : last.Status == 0 ? "connection_failed" : "http_error"));
        }
        return new(id, tries);
    }

    private Task<HttpAnswer> Send(byte[] body, int? retry, string reason)
    {
        var headers = new Dictionary<string, string>();
        if (retry is { } number) (headers["X-Slack-Retry-Num"], headers["X-Slack-Retry-Reason"]) = (number.ToString(), reason);
        return slack.Sender.Send("slack/events", body, SlackSender.JsonType, more: headers);
    }

    private JsonObject Envelope(string id, JsonObject content) => new()
    {
        ["token"] = "stand-in-verification-token",
        ["team_id"] = slack.TeamId,
        ["api_app_id"] = slack.AppId,
        ["event"] = content.DeepClone(),
        ["type"] = "event_callback",
        ["event_id"] = id,
        ["event_time"] = slack.Options.Time.GetUtcNow().ToUnixTimeSeconds(),
        ["authorizations"] = new JsonArray(new JsonObject
        {
            ["enterprise_id"] = null,
            ["team_id"] = slack.TeamId,
            ["user_id"] = slack.BotUserId,
            ["is_bot"] = true,
            ["is_enterprise_install"] = false,
        }),
        ["is_ext_shared_channel"] = false,
        ["event_context"] = $"4-{id}",
    };
}
