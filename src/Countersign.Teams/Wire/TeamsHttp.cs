namespace Countersign.Teams.Wire;

/// <summary>Where keys may be read from, and our secret sent to.</summary>
internal static class TeamsHttp
{
    /// <summary>Whether keys may be read from there, or our secret sent there: https, or plain on this very machine.</summary>
    internal static bool IsPrivate(Uri url) =>
        url.IsAbsoluteUri
        && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback));
}
