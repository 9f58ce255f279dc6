namespace Countersign.Edge;

/// <summary>Calls to a platform: in bounded time and size, and to nobody else than was meant.</summary>
public static class OutboundHttp
{
    /// <summary>The longest answer that is read, in bytes: what the platforms answer is far below.</summary>
    public const long MaxAnswer = 1_048_576;

    /// <summary>
    /// A client that follows no redirect, so that a bearer never leaves the host it was meant for and keys come from where they were
    /// looked for; keeps no cookies, and looks the host's name up again every five minutes.
    /// </summary>
    public static HttpClient Create() => new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
    {
        // Each call has its own time-out.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <summary>One request and its answer.</summary>
    /// <param name="read">Makes what is asked for of the response and its whole body.</param>
    /// <returns>
    /// The answer; or what broke it: a <see cref="TimeoutException"/>, an <see cref="HttpRequestException"/>, or an
    /// <see cref="IOException"/> where the answer broke off. The caller's own cancellation is thrown.
    /// </returns>
    public static async Task<(TAnswer? Answer, Exception? Broken)> Exchange<TAnswer>(
        HttpClient http, HttpRequestMessage request, TimeSpan timeout, TimeProvider time, Func<HttpResponseMessage, byte[], TAnswer> read,
        CancellationToken cancel)
        where TAnswer : class
    {
        using var clock = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancel);
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            await response.Content.LoadIntoBufferAsync(MaxAnswer, either.Token);
            return (read(response, await response.Content.ReadAsByteArrayAsync(either.Token)), null);
        }
        catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
        {
            return (null, new TimeoutException(null, late));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return (null, broken);
        }
    }
}
