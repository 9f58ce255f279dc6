using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Countersign.Playground.Slack;

/// <summary>Speaks to the bot as Slack does: signed with the workspace's secret and clock.</summary>
public sealed class SlackSender : IDisposable
{
    public const string Form = "application/x-www-form-urlencoded";
    public const string JsonType = "application/json";

    private readonly StandInSlack _slack;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    internal SlackSender(StandInSlack slack)
    {
        _slack = slack;
        _http.Timeout = slack.Options.AckLimit;
    }

    /// <summary>What went out last, from whatever thread; an answer names its own request.</summary>
    public SentRequest? Last { get; private set; }

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
    public async Task<HttpAnswer> Send(SentRequest request)
    {
        var address = _slack.BotAddress ?? throw new InvalidOperationException("The bot's address is not set.");
        Last = request;
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/" + request.Path.TrimStart('/')));
        message.Content = new ByteArrayContent(request.Body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        message.Headers.UserAgent.ParseAdd("Slackbot/1.0");
        message.Headers.Accept.ParseAdd("application/json,*/*");
        foreach (var (name, value) in request.Headers) message.Headers.TryAddWithoutValidation(name, value);

        var took = Stopwatch.StartNew();
        try
        {
            using var response = await _http.SendAsync(message);
            var headers = response.Headers.ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            return new((int)response.StatusCode, await response.Content.ReadAsStringAsync(), took.Elapsed) { Headers = headers, Request = request };
        }
        catch (TaskCanceledException)
        {
            return new(0, "", took.Elapsed) { TimedOut = true, Request = request };
        }
        catch (HttpRequestException)
        {
            return new(0, "", took.Elapsed) { Request = request };
        }
    }

    /// <summary>Sends a request again and again, all copies at once.</summary>
    /// <param name="times">How often.</param>
    /// <param name="request">Which one; null for the last.</param>
    public Task<HttpAnswer[]> Replay(int times, SentRequest? request = null)
    {
        var again = request ?? Last ?? throw new InvalidOperationException("Nothing was sent yet.");
        return Task.WhenAll(Enumerable.Range(0, times).Select(_ => Send(again)));
    }

    public void Dispose() => _http.Dispose();

    private static string Sign(string secret, string timestamp, byte[] body)
    {
        byte[] signed = [.. Encoding.ASCII.GetBytes($"v0:{timestamp}:"), .. body];
        return "v0=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed));
    }
}
