using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Countersign.Dashboard.Door;

/// <summary>What a request tells of where it comes from.</summary>
internal static class Visitor
{
    private static readonly MediaTypeHeaderValue Html = new("text/html");

    /// <summary>
    /// Not another site's doing in somebody's browser. Browsers say it themselves; a program that says nothing is nobody's browser, and
    /// has to know a secret all the same.
    /// </summary>
    /// <remarks>
    /// Pages with <c>no-referrer</c> send their own forms with the origin <c>null</c>, so that one counts where the browser vouches for it.
    /// </remarks>
    public static bool IsOwnPage(HttpRequest request, DashboardOptions options)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        var origin = request.Headers.Origin.ToString();
        if (site.Length > 0 && site != "same-origin")
            return false;
        return origin.Length == 0
            || (origin == "null" && site == "same-origin")
            || origin == $"{request.Scheme}://{request.Host}"
            || (options.Address is { } address && origin == address.GetLeftPart(UriPartial.Authority));
    }

    /// <summary>
    /// The caller's address. A proxy on this machine names the one in front of it, as the last of the list; from elsewhere nobody is believed.
    /// </summary>
    public static IPAddress Address(HttpContext http)
    {
        var from = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!IPAddress.IsLoopback(from))
            return from;
        var last = http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        return IPAddress.TryParse(last, out var named) ? named : from;
    }

    /// <summary>Asks for HTML by name, as browsers do. Whoever takes anything is a program, and reads no pages.</summary>
    public static bool ReadsPages(HttpRequest request) =>
        request.GetTypedHeaders().Accept.Any(a => a.Quality is not 0 && a.MediaType.Equals(Html.MediaType, StringComparison.OrdinalIgnoreCase));

    /// <summary>A foreign name that resolves to this machine (DNS rebinding) is a foreign site.</summary>
    public static bool IsThisMachine(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
