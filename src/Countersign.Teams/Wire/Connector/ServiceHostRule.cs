using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Teams.Wire.Connector;

/// <summary>
/// Where our bearer may go. The service URL comes with an activity, and even a proven one is no reason to send
/// a token to any host that it names.
/// </summary>
public sealed class ServiceHostRule
{
    private readonly ImmutableArray<Entry> _entries;

    /// <param name="allowedHosts"><c>host</c> or <c>host:port</c>; without a port, the scheme's own, on the loopback any.</param>
    /// <exception cref="ArgumentException">An entry is not of that form.</exception>
    public ServiceHostRule(ImmutableArray<string> allowedHosts) => _entries = [.. allowedHosts.Select(Entry.Parse)];

    public bool Allows(Uri serviceUrl)
    {
        // As it was written, too: readers differ in what these two letters do to a host, and no real address has them.
        if (!serviceUrl.IsAbsoluteUri || serviceUrl.UserInfo.Length > 0 || serviceUrl.OriginalString.AsSpan().ContainsAny('@', '\\')) return false;
        if (serviceUrl.Query.Length > 0 || serviceUrl.Fragment.Length > 0) return false;
        var isPlainLoopback = serviceUrl.Scheme == Uri.UriSchemeHttp && serviceUrl.IsLoopback;
        return (serviceUrl.Scheme == Uri.UriSchemeHttps || isPlainLoopback) && _entries.Any(entry => entry.Names(serviceUrl));
    }

    /// <summary>Reads and judges a service URL as an activity holds it.</summary>
    public bool TryAllow(string? text, [NotNullWhen(true)] out Uri? serviceUrl) =>
        Uri.TryCreate(text, UriKind.Absolute, out serviceUrl) && Allows(serviceUrl);

    private sealed record Entry(string Host, int? Port)
    {
        public static Entry Parse(string text)
        {
            // Read by the same reader as the service URL, so that both spell an address in one way.
            var isUrl = Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var url);
            if (!isUrl || url!.UserInfo.Length > 0 || url.PathAndQuery != "/" || url.Fragment.Length > 0)
                throw new ArgumentException($"\"{text}\" is not a host, with or without a port.", nameof(text));
            var hasPort = text.LastIndexOf(':') is > 0 and var colon && !text[colon..].Contains(']', StringComparison.Ordinal);
            return new Entry(url.IdnHost, hasPort ? url.Port : null);
        }

        public bool Names(Uri url) =>
            string.Equals(url.IdnHost, Host, StringComparison.OrdinalIgnoreCase)
            && (Port is { } port ? url.Port == port : url.IsDefaultPort || url.IsLoopback);
    }
}
