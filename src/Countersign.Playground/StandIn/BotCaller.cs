using System.Diagnostics;
using System.Net.Http.Headers;

namespace Countersign.Playground.StandIn;

/// <summary>Calls the bot byte for byte, as either platform does, and says what came of it.</summary>
/// <param name="bot">Where it listens; null before that is known.</param>
/// <param name="limit">How long the platform waits for an answer.</param>
/// <param name="introduce">The headers by which the platform's calls are known.</param>
internal sealed class BotCaller(Func<Uri?> bot, TimeSpan limit, Action<HttpRequestHeaders> introduce) : IDisposable
{
    private readonly HttpClient _http =
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false }) { Timeout = limit };

    /// <summary>What went out last, from whatever thread.</summary>
    public SentRequest? Last { get; private set; }

    public async Task<HttpAnswer> Send(SentRequest request)
    {
        var address = bot() ?? throw new InvalidOperationException("The bot's address is not set.");
        Last = request;
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/" + request.Path.TrimStart('/')));
        message.Content = new ByteArrayContent(request.Body);
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.ContentType);
        introduce(message.Headers);
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

    /// <param name="request">Which one to send again, all copies at once; null for the last.</param>
    public Task<HttpAnswer[]> Replay(int times, SentRequest? request)
    {
        var again = request ?? Last ?? throw new InvalidOperationException("Nothing was sent yet.");
        return Task.WhenAll(Enumerable.Range(0, times).Select(_ => Send(again)));
    }

    public void Dispose() => _http.Dispose();
}
