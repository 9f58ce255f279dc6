using System.Diagnostics.CodeAnalysis;

namespace Countersign.Slack.Wire;

/// <summary>
/// Where an answer may be sent. The address comes with a signed request, but a signature is no reason to
/// call any host a request names.
/// </summary>
public static class ResponseUrlRule
{
    /// <param name="apiBase">The configured API base: its host and port are trusted too, for stand-ins and gateways.</param>
    public static bool Allows(Uri url, Uri apiBase) => SlackHosts.Allow(url, apiBase, "hooks.slack.com", "hooks.slack-gov.com");

    /// <summary>Reads and judges an address as a payload holds it.</summary>
    public static bool TryAllow(string? text, Uri apiBase, [NotNullWhen(true)] out Uri? url) =>
        Uri.TryCreate(text, UriKind.Absolute, out url) && Allows(url, apiBase);
}
