using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using Countersign.Edge;

namespace Countersign.Teams.Wire.Connector;

/// <summary>Sends one call through rule and gate and turns whatever happens into a <see cref="ConnectorResult{T}"/>.</summary>
internal sealed class ConnectorTransport(
    HttpClient http, ServiceHostRule hosts, AccessTokens tokens, RateGate gate, ConnectorOptions options, TimeProvider time)
{
    private readonly Exchange _exchange = new(http, time);

    /// <summary>Whether we are given a token: for a check of the installation.</summary>
    public async Task<ConnectorResult<Nothing>> Authenticate(CancellationToken ct) => await tokens.Get(ct) switch
    {
        ConnectorResult<AccessToken>.Failed { Failure: var why } => Failed<Nothing>(why),
        _ => new ConnectorResult<Nothing>.Done(Nothing.Value),
    };

    /// <param name="method">The caller's name: what is counted.</param>
    public async Task<ConnectorResult<T>> Send<T>(
        ConnectorCall call, Func<ConnectorAnswer, T?> read, CancellationToken ct, [CallerMemberName] string method = "")
        where T : class
    {
        using var watched = ChatCall.Begin("teams", method);
        var result = await Judged(call, read, ct);
        switch (result)
        {
            case ConnectorResult<T>.Failed { Failure: ConnectorFailure.Throttled }: watched.Ended("throttled"); break;
            case ConnectorResult<T>.Failed { Failure: ConnectorFailure.Ambiguous }: watched.Ended("ambiguous"); break;
            case ConnectorResult<T>.Failed { Failure: ConnectorFailure.Unavailable }: watched.Ended("unavailable"); break;
            case ConnectorResult<T>.Failed { Failure: ConnectorFailure.Rejected { Kind: var kind } }: watched.Ended("rejected", kind.ToString().ToLowerInvariant()); break;
            default: watched.Ended("done"); break;
        }

        return result;
    }

    private async Task<ConnectorResult<T>> Judged<T>(ConnectorCall call, Func<ConnectorAnswer, T?> read, CancellationToken ct)
        where T : class
    {
        // Before anything else: what is not on the list gets no bearer and no request.
        if (!hosts.Allows(call.ServiceUrl)) return Rejected<T>("service_host_not_allowed", RejectionKind.Refused);
        if (call.Path is null) return Rejected<T>("unusable_id", RejectionKind.Other);
        var wait = gate.Enter(call.Thread);
        if (wait > TimeSpan.Zero) return Failed<T>(new ConnectorFailure.Throttled(wait));

        var (answer, failure) = await Attempt(call, ct);
        failure ??= FailureReading.Of(answer!);
        if (failure is ConnectorFailure.Throttled && answer is { Status: HttpStatusCode.TooManyRequests })
            failure = new ConnectorFailure.Throttled(gate.Close(call.Thread, answer.RetryAfter is null ? null : FailureReading.Throttled(answer).RetryAfter));
        if (failure is ConnectorFailure.Ambiguous { Why: var why } && call.IsRepeatable)
            failure = new ConnectorFailure.Unavailable(why);
        if (failure is not null) return Failed<T>(failure);

        gate.Opened(call.Thread);
        if (read(answer!) is { } value) return new ConnectorResult<T>.Done(value);
        const string Lacking = "accepted, with an answer that lacks what was asked for";
        return Failed<T>(call.IsRepeatable ? new ConnectorFailure.Unavailable(Lacking) : new ConnectorFailure.Ambiguous(Lacking) { Silent = true });
    }

    // A token may be withdrawn before its time: one 401 costs the token, the second is about us.
    private async Task<(ConnectorAnswer? Answer, ConnectorFailure? Failure)> Attempt(ConnectorCall call, CancellationToken ct)
    {
        var (answer, token, failure) = await Once(call, ct);
        if (answer?.Status != HttpStatusCode.Unauthorized) return (answer, failure);
        tokens.Drop(token!);
        (answer, token, failure) = await Once(call, ct);
        if (answer?.Status == HttpStatusCode.Unauthorized) tokens.Drop(token!);
        return (answer, failure);
    }

    private async Task<(ConnectorAnswer?, AccessToken?, ConnectorFailure?)> Once(ConnectorCall call, CancellationToken ct)
    {
        switch (await tokens.Get(ct))
        {
            case ConnectorResult<AccessToken>.Failed { Failure: var why }:
                return (null, null, why);
            case ConnectorResult<AccessToken>.Done { Value: var token }:
                using (var request = Request(call, token))
                {
                    var (answer, failure) = await _exchange.Send(request, options.Timeout, ct);
                    return (answer, token, failure);
                }

            default:
                throw new InvalidOperationException("A result is done or failed.");
        }
    }

    private static HttpRequestMessage Request(ConnectorCall call, AccessToken token)
    {
        var url = new Uri($"{call.ServiceUrl.AbsoluteUri.TrimEnd('/')}/{call.Path}");
        var request = new HttpRequestMessage(call.Method, url);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Secret);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (call.Json is null) return request;
        request.Content = new ByteArrayContent(call.Json);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        return request;
    }

    private static ConnectorResult<T>.Failed Rejected<T>(string code, RejectionKind kind) =>
        Failed<T>(new ConnectorFailure.Rejected(code, kind));

    private static ConnectorResult<T>.Failed Failed<T>(ConnectorFailure failure) => new(failure);
}
