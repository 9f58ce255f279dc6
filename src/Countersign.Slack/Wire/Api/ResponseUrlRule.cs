using System.Diagnostics.CodeAnalysis;

namespace Countersign.Slack.Wire;

/// <summary>
/// Where an answer may be sent. The address comes with a signed request, but a signature is no reason to
/// call any host a request names.
/// </summary>
public static class ResponseUrlRule
{
    /// <param name="apiBase">The configured API base: its host and port are trusted too, for stand-ins and gateways.</param>
    public static bool Allows(Uri url, Uri apiBase)
    {
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0) return false;
        if (url.Scheme == Uri.UriSchemeHttps && url.IsDefaultPort && IsSlackHooks(url.IdnHost)) return true;
        if (url.Port != apiBase.Port || !string.Equals(url.IdnHost, apiBase.IdnHost, StringComparison.OrdinalIgnoreCase)) return false;

        var plainLoopback = url.Scheme == Uri.UriSchemeHttp && apiBase.Scheme == Uri.UriSchemeHttp && apiBase.IsLoopback;
        return url.Scheme == Uri.UriSchemeHttps || plainLoopback;
    }

    /// <summary>Reads and judges an address as a payload holds it.</summary>
    public static bool TryAllow(string? text, Uri apiBase, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && Allows(url, apiBase);

    private static bool IsSlackHooks(string host) =>
        host.Equals("hooks.slack.com", StringComparison.OrdinalIgnoreCase)
        || host.Equals("hooks.slack-gov.com", StringComparison.OrdinalIgnoreCase);
}
