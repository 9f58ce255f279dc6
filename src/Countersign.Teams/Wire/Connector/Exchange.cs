using Countersign.Edge;

namespace Countersign.Teams.Wire.Connector;

/// <summary>One request and its answer, in bounded time and size.</summary>
internal sealed class Exchange(HttpClient http, TimeProvider time)
{
    public async Task<(ConnectorAnswer? Answer, ConnectorFailure? Failure)> Send(
        HttpRequestMessage request, TimeSpan timeout, CancellationToken ct)
    {
        var (answer, broken) = await OutboundHttp.Exchange(
            http, request, timeout, time, (response, body) => new ConnectorAnswer(response, body, time.GetUtcNow()), ct);
        return (answer, broken switch
        {
            null => null,
            HttpRequestException unsent => FailureReading.Of(unsent),
            TimeoutException => new ConnectorFailure.Ambiguous("time-out") { Silent = true },
            _ => new ConnectorFailure.Ambiguous("the answer broke off") { Silent = true },
        });
    }
}
