using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Builds and sends what Slack posts when somebody touches something.</summary>
internal sealed class Interaction(StandInSlack slack, SlackUser user)
{
    private const string Path = "slack/interactions";

    /// <summary>Old apps checked this; it is still sent and proves nothing.</summary>
    private const string VerificationToken = "stand-in-verification-token";

    public Task<HttpAnswer> Command(string command, string text, SlackChannel channel) => slack.Sender.Send("slack/commands", FormBody.Of(
    [
        ("token", VerificationToken),
        ("team_id", user.TeamId ?? slack.TeamId),
        ("team_domain", slack.Options.TeamDomain),
        ("channel_id", channel.Id),
        ("channel_name", channel.Private ? "privategroup" : channel.Name),
        ("user_id", user.Id),
        ("user_name", user.Name),
        ("command", command),
        ("text", slack.Options.EscapesCommandText ? slack.Written(text) : text),
        ("api_app_id", slack.AppId),
        ("is_enterprise_install", "false"),
        ("response_url", ResponseUrl(channel.Id, on: null)),
        ("trigger_id", slack.Triggers.Issue(user.Id)),
    ]));

    public Task<HttpAnswer> PressOnMessage(SlackMessage message, MessageVersion version, JsonObject action)
    {
        var payload = Start("block_actions");
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel,
            ["is_ephemeral"] = message.IsEphemeral,
        };
        payload["trigger_id"] = slack.Triggers.Issue(user.Id);
        payload["channel"] = Channel(message.Channel);
        // Slack does not show the app what an ephemeral message said.
        if (!message.IsEphemeral) payload["message"] = Payloads.Message(slack.Options, message, version);
        payload["state"] = new JsonObject { ["values"] = new JsonObject() };
        payload["response_url"] = ResponseUrl(message.Channel, message);
        payload["actions"] = new JsonArray(action);
        return Send(payload);
    }

    public Task<HttpAnswer> PressOnView(SlackView view, JsonObject state, JsonObject action)
    {
        var payload = Start("block_actions");
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["trigger_id"] = slack.Triggers.Issue(user.Id);
        payload["view"] = Payloads.View(slack.Options, view, state);
        payload["actions"] = new JsonArray(action);
        return Send(payload);
    }

    public Task<HttpAnswer> Submit(SlackView view, JsonObject values)
    {
        var payload = Start("view_submission");
        payload["trigger_id"] = slack.Triggers.Issue(user.Id);
        payload["view"] = Payloads.View(slack.Options, view, values);
        payload["response_urls"] = new JsonArray();
        return Send(payload);
    }

    public Task<HttpAnswer> Close(SlackView view, bool all)
    {
        var payload = Start("view_closed");
        payload["view"] = Payloads.View(slack.Options, view);
        payload["is_cleared"] = all;
        return Send(payload);
    }

    public Task<HttpAnswer> Shortcut(string callbackId, SlackMessage? on)
    {
        var payload = Start(on is null ? "shortcut" : "message_action");
        payload["callback_id"] = callbackId;
        payload["trigger_id"] = slack.Triggers.Issue(user.Id);
        payload["action_ts"] = ActionTs();
        if (on is not null)
        {
            payload["message_ts"] = on.Ts;
            payload["channel"] = Channel(on.Channel);
            payload["message"] = Payloads.Message(slack.Options, on);
            payload["response_url"] = ResponseUrl(on.Channel, on);
        }
        return Send(payload);
    }

    public string ActionTs() => $"{slack.Options.Time.GetUtcNow().ToUnixTimeMilliseconds() / 1000m:0.000000}";

    /// <summary>The three characters that Slack escapes in what people write.</summary>
    public static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private JsonObject Start(string type) => new()
    {
        ["type"] = type,
        ["team"] = new JsonObject { ["id"] = slack.TeamId, ["domain"] = slack.Options.TeamDomain },
        ["user"] = new JsonObject { ["id"] = user.Id, ["username"] = user.Name, ["name"] = user.Name, ["team_id"] = user.TeamId ?? slack.TeamId },
        ["api_app_id"] = slack.AppId,
        ["token"] = VerificationToken,
        ["enterprise"] = null,
        ["is_enterprise_install"] = false,
    };

    private JsonObject Channel(string id) => new() { ["id"] = id, ["name"] = slack.ChannelOf(id).Name };

    private string ResponseUrl(string channel, SlackMessage? on) => $"{slack.ApiBaseUrl}/response/{slack.ResponseUrls.Issue(channel, user.Id, on)}";

    private Task<HttpAnswer> Send(JsonObject payload) => slack.Sender.Send(Path, FormBody.Of([("payload", Json.Write(payload))]));
}
