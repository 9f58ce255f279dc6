using System.Net.Http.Headers;
using Countersign.Edge;

namespace Countersign.Slack.Wire;

/// <summary>Sends one call through the gate and turns whatever happens into a <see cref="SlackResult{T}"/>.</summary>
internal sealed class SlackTransport(HttpClient http, SlackApiOptions options, RateGate gate, TimeProvider time)
{
    private const string Platform = "slack";

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
        using var watched = ChatCall.Begin(Platform, call.Method);
        return Watched(watched, await Attempt(call, read, watched, ct));
    }

    private async Task<SlackResult<T>> Attempt<T>(SlackCall call, Func<SlackAnswer, T?> read, ChatCall watched, CancellationToken ct)
        where T : class
    {
        using var content = call.Content;
        var team = call.Bot.TeamId;
        if (!await gate.Enter(call.Method, team, call.Channel, call.MaxGateWait, ct))
            return Failed<T>(new SlackFailure.Throttled(gate.WaitFor(call.Method, team, call.Channel)));

        watched.Sending();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_base, call.Method)) { Content = content };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", call.Bot.Secret);
        var (answer, failure) = await Exchange(request, call.Timeout, ct);
        failure ??= FailureReading.Of(answer!, call.Method, call.Bot.Secret);
        if (failure is SlackFailure.Throttled throttled) gate.Close(call.Method, team, throttled.RetryAfter);
        if (failure is not null) return Failed<T>(failure);

        return answer!.Read(read) is { } value
            ? new SlackResult<T>.Done(value)
            : Failed<T>(new SlackFailure.Ambiguous("accepted, with an answer that lacks what was asked for") { Silent = true });
    }

    /// <param name="method">What such a call is counted as.</param>
    /// <summary>To an address that Slack gave for this once: no bearer, and any success will do.</summary>
    public async Task<SlackResult<Accepted>> Respond(string method, Uri url, HttpContent content, CancellationToken ct)
    {
        using var watched = ChatCall.Begin(Platform, method);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        var (answer, failure) = await Exchange(request, options.Timeout, ct);
        failure ??= FailureReading.OfResponse(answer!);
        return Watched<Accepted>(watched, failure is null ? new SlackResult<Accepted>.Done(Accepted.Value) : Failed<Accepted>(failure));
    }

    private async Task<(SlackAnswer? Answer, SlackFailure? Failure)> Exchange(
        HttpRequestMessage request,
        TimeSpan timeout,
        CancellationToken ct)
    {
        var (answer, broken) = await OutboundHttp.Exchange(
            http, request, timeout, time, (response, body) => new SlackAnswer(response, body, time.GetUtcNow()), ct);
        return (answer, broken switch
        {
            null => null,
            HttpRequestException unsent => FailureReading.Of(unsent),
            TimeoutException => new SlackFailure.Ambiguous("time-out") { Silent = true },
            _ => new SlackFailure.Ambiguous("the answer broke off") { Silent = true },
        });
    }

    private static SlackResult<T> Watched<T>(ChatCall call, SlackResult<T> result)
    {
        switch (result)
        {
            case SlackResult<T>.Failed { Failure: SlackFailure.Throttled }: call.Ended("throttled"); break;
            case SlackResult<T>.Failed { Failure: SlackFailure.Ambiguous }: call.Ended("ambiguous"); break;
            case SlackResult<T>.Failed { Failure: SlackFailure.Unavailable }: call.Ended("unavailable"); break;
            case SlackResult<T>.Failed { Failure: SlackFailure.Rejected { Kind: var kind } }: call.Ended("rejected", kind.ToString().ToLowerInvariant()); break;
            default: call.Ended("done"); break;
        }

        return result;
    }

    private static SlackResult<T>.Failed Failed<T>(SlackFailure failure) => new(failure);
}
