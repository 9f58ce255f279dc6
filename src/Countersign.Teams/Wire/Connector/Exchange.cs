namespace Countersign.Teams.Wire.Connector;

/// <summary>One request and its answer, in bounded time and size.</summary>
internal sealed class Exchange(HttpClient http, TimeProvider time)
{
    /// <summary>The longest answer that is read, in bytes: a page of 200 members is far below.</summary>
    public const long MaxAnswer = 1_048_576;

    public async Task<(ConnectorAnswer? Answer, ConnectorFailure? Failure)> Send(
        HttpRequestMessage request, TimeSpan timeout, CancellationToken ct)
    {
        using var clock = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, ct);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxAnswer, either.Token);
            var body = await response.Content.ReadAsByteArrayAsync(either.Token);
            return (new ConnectorAnswer(response, body, time.GetUtcNow()), null);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new ConnectorFailure.Ambiguous("time-out"));
        }
        catch (HttpRequestException broken)
        {
            return (null, FailureReading.Of(broken));
        }
        catch (IOException)
        {
            return (null, new ConnectorFailure.Ambiguous("the answer broke off"));
        }
    }
}
