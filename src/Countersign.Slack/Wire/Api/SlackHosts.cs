namespace Countersign.Slack.Wire;

/// <summary>Whether an address that came from outside is one of Slack's.</summary>
internal static class SlackHosts
{
    /// <param name="apiBase">The configured API base: its host and port are trusted too, for stand-ins and gateways.</param>
    /// <param name="hosts">Slack's own, for this use.</param>
    public static bool Allow(Uri url, Uri apiBase, params ReadOnlySpan<string> hosts)
    {
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0) return false;
        if (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && IsAmong(hosts, url.IdnHost)) return true;
        if (url.Port != apiBase.Port || !string.Equals(url.IdnHost, apiBase.IdnHost, StringComparison.OrdinalIgnoreCase)) return false;

        var plainLoopback = url.Scheme == Uri.UriSchemeHttp && apiBase.Scheme == Uri.UriSchemeHttp && apiBase.IsLoopback;
        return url.Scheme == Uri.UriSchemeHttps || plainLoopback;
    }

    private static bool IsAmong(ReadOnlySpan<string> hosts, string host)
    {
        foreach (var known in hosts)
            if (host.Equals(known, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }
}
