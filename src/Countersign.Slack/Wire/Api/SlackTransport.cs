using System.Net.Http.Headers;

namespace Countersign.Slack.Wire;

/// <summary>Sends one call through the gate and turns whatever happens into a <see cref="SlackResult{T}"/>.</summary>
internal sealed class SlackTransport(HttpClient http, SlackApiOptions options, RateGate gate, TimeProvider time)
{
    /// <summary>The longest answer that is read, in bytes.</summary>
    public const long MaxAnswer = 1_048_576;

    private readonly Uri _base = Directory(options.BaseUrl);

    public static Uri Directory(Uri url) => new(url.AbsoluteUri.TrimEnd('/') + "/");

    public static ByteArrayContent Json(byte[] utf8)
    {
        var content = new ByteArrayContent(utf8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return content;
    }

    public async Task<SlackResult<T>> Send<T>(SlackCall call, Func<SlackAnswer, T?> read, CancellationToken ct)
        where T : class
    {
        using var content = call.Content;
        var team = call.Bot.TeamId;
        if (!await gate.Enter(call.Method, team, call.Channel, call.MaxGateWait, ct))
            return Failed<T>(new SlackFailure.Throttled(gate.WaitFor(call.Method, team, call.Channel)));

        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_base, call.Method)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Bot.Secret);
        var (answer, failure) = await Exchange(request, call.Timeout, ct);
        failure ??= FailureReading.Of(answer!, call.Method, call.Bot.Secret);
        if (failure is SlackFailure.Throttled throttled) gate.Close(call.Method, team, throttled.RetryAfter);
        if (failure is not null) return Failed<T>(failure);

        return answer!.Read(read) is { } value
            ? new SlackResult<T>.Done(value)
            : Failed<T>(new SlackFailure.Ambiguous("accepted, with an answer that lacks what was asked for"));
    }

    public async Task<SlackResult<Accepted>> Respond(Uri responseUrl, byte[] json, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, responseUrl) { Content = Json(json) };
        var (answer, failure) = await Exchange(request, options.Timeout, ct);
        failure ??= FailureReading.OfResponse(answer!);
        return failure is null ? new SlackResult<Accepted>.Done(Accepted.Value) : Failed<Accepted>(failure);
    }

    private async Task<(SlackAnswer? Answer, SlackFailure? Failure)> Exchange(
        HttpRequestMessage request,
        TimeSpan timeout,
        CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, ct);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxAnswer, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return (new SlackAnswer(response, body, time.GetUtcNow()), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new SlackFailure.Ambiguous("time-out"));
        }
        catch (HttpRequestException broken)
        {
            return (null, FailureReading.Of(broken));
        }
        catch (IOException)
        {
            return (null, new SlackFailure.Ambiguous("the answer broke off"));
        }
    }

    private static SlackResult<T>.Failed Failed<T>(SlackFailure failure) => new(failure);
}
