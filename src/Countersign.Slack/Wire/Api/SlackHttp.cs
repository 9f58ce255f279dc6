namespace Countersign.Slack.Wire;

/// <summary>Makes the HTTP client that <see cref="SlackApi"/> needs.</summary>
public static class SlackHttp
{
    /// <summary>
    /// A client that follows no redirect, so that a bearer never leaves the host it was meant for, keeps no
    /// cookies, and looks the host's name up again every five minutes.
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
}
