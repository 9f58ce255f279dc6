using System.Text;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What Slack sends when somebody sets an app up.</summary>
public static class EndpointChecks
{
    /// <summary>The challenge for the events address; the bot answers it back.</summary>
    public static Task<HttpAnswer> VerifyEventsUrl(this StandInSlack slack, string challenge)
    {
        var body = new JsonObject { ["token"] = "stand-in-verification-token", ["challenge"] = challenge, ["type"] = "url_verification" };
        return slack.Sender.Send("slack/events", Encoding.UTF8.GetBytes(Json.Write(body)), SlackSender.JsonType);
    }

    /// <summary>The occasional check of a command's certificate.</summary>
    public static Task<HttpAnswer> CheckSsl(this StandInSlack slack) =>
        slack.Sender.Send("slack/commands", FormBody.Of([("ssl_check", "1"), ("token", "stand-in-verification-token")]));
}
