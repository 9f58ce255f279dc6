namespace Countersign.Teams.Wire;

/// <summary>Makes the HTTP client for keys, tokens and the Connector.</summary>
public static class TeamsHttp
{
    /// <summary>
    /// A client that follows no redirect, so that a bearer never leaves the host it was meant for and keys come
    /// from where they were looked for; keeps no cookies, and looks the host's name up again every five minutes.
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

    /// <summary>Whether keys may be read from there, or our secret sent there: https, or plain on this very machine.</summary>
    internal static bool IsPrivate(Uri url) =>
        url.IsAbsoluteUri
        && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
