using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Speaks to the bot as the channel does: with a token of its own, to <c>api/messages</c>.</summary>
public sealed class ActivitySender : IDisposable
{
    public const string Path = "api/messages";
    private const string JsonType = "application/json; charset=utf-8";

    private readonly StandInTeams _teams;
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false });

    internal ActivitySender(StandInTeams teams)
    {
        _teams = teams;
        _http.Timeout = teams.Options.AckLimit;
    }

    /// <summary>What went out last, from whatever thread; an answer names its own request.</summary>
    public SentRequest? Last { get; private set; }

    /// <summary>Sends an activity.</summary>
    /// <param name="activity">Any JSON.</param>
    /// <param name="token">In place of the right one; empty for no Authorization at all.</param>
    public Task<HttpAnswer> Send(JsonNode activity, string? token = null) => Send(Encoding.UTF8.GetBytes(Json.Write(activity)), token);

    /// <summary>Sends raw bytes.</summary>
    /// <inheritdoc cref="Send(JsonNode, string?)"/>
    public Task<HttpAnswer> Send(byte[] body, string? token = null)
    {
        token ??= _teams.Tokens.Issue();
        return Send(new SentRequest(Path, body, JsonType, token.Length == 0 ? new Dictionary<string, string>() : new() { ["Authorization"] = $"Bearer {token}" }));
    }

    /// <summary>Sends a request byte for byte, old token included: as Teams does when an answer took too long.</summary>
    public async Task<HttpAnswer> Send(SentRequest request)
    {
        var address = _teams.BotAddress ?? throw new InvalidOperationException("The bot's address is not set.");
        Last = request;
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/" + request.Path.TrimStart('/')));
        message.Content = new ByteArrayContent(request.Body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        message.Headers.UserAgent.ParseAdd("Microsoft-SkypeBotApi");
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
    /// <param name="request">Which one; null for the last.</param>
    public Task<HttpAnswer[]> Replay(int times, SentRequest? request = null)
    {
        var again = request ?? Last ?? throw new InvalidOperationException("Nothing was sent yet.");
        return Task.WhenAll(Enumerable.Range(0, times).Select(_ => Send(again)));
    }

    public void Dispose() => _http.Dispose();
}
