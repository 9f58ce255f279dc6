using System.Security.Cryptography;
using System.Text;

namespace Countersign.Playground.Slack;

/// <summary>Speaks to the bot as Slack does: signed with the workspace's secret and clock.</summary>
public sealed class SlackSender : IDisposable
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string JsonType = "application/json";

    private readonly StandInSlack _slack;
    private readonly BotCaller _bot;

    internal SlackSender(StandInSlack slack)
    {
        _slack = slack;
        _bot = new BotCaller(() => slack.BotAddress, slack.Options.AckLimit, headers =>
        {
            headers.UserAgent.ParseAdd("Slackbot/1.0");
            headers.Accept.ParseAdd("application/json,*/*");
        });
    }

    /// <summary>What went out last, from whatever thread; an answer names its own request.</summary>
    public SentRequest? Last => _bot.Last;

    /// <summary>Signs and sends raw bytes.</summary>
    /// <param name="path">Such as <c>slack/interactions</c>.</param>
    /// <param name="body">The bytes.</param>
    /// <param name="contentType">Their type.</param>
    /// <param name="timestampOffset">Added to the clock before signing.</param>
    /// <param name="signature">Sent in place of the right one.</param>
    /// <param name="more">Further headers.</param>
    public Task<HttpAnswer> Send(string path, byte[] body, string contentType = Form, TimeSpan timestampOffset = default, string? signature = null, IReadOnlyDictionary<string, string>? more = null)
    {
        var timestamp = (_slack.Options.Time.GetUtcNow() + timestampOffset).ToUnixTimeSeconds().ToString();
        var headers = new Dictionary<string, string>(more ?? new Dictionary<string, string>())
        {
            ["X-Slack-Request-Timestamp"] = timestamp,
            ["X-Slack-Signature"] = signature ?? Sign(_slack.SigningSecret, timestamp, body),
        };
        return Send(new SentRequest(path, body, contentType, headers));
    }

    /// <summary>Sends a request byte for byte, old timestamp and signature included.</summary>
    public Task<HttpAnswer> Send(SentRequest request) => _bot.Send(request);

    /// <summary>Sends a request again and again, all copies at once.</summary>
    /// <param name="times">How often.</param>
    /// <param name="request">Which one; null for the last.</param>
    public Task<HttpAnswer[]> Replay(int times, SentRequest? request = null) => _bot.Replay(times, request);

    public void Dispose() => _bot.Dispose();

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
