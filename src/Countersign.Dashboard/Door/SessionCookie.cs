using Microsoft.AspNetCore.Http;

namespace Countersign.Dashboard.Door;

/// <summary>
/// The session's secret in the browser: out of reach of scripts, sent to this host alone, and never along with a click on another site.
/// </summary>
internal static class SessionCookie
{
    // The prefix makes browsers insist on Secure, this host and the whole of it; they allow it over https only.
    private static string Name(DashboardOptions options) => options.IsHttps ? "__Host-countersign" : "countersign";

    public static string? Read(HttpContext http, DashboardOptions options) => http.Request.Cookies[Name(options)];

    public static void Give(HttpContext http, DashboardOptions options, string secret) =>
        http.Response.Cookies.Append(Name(options), secret, Made(options));

    public static void Take(HttpContext http, DashboardOptions options) => http.Response.Cookies.Delete(Name(options), Made(options));

    // Without an age of its own it ends with the browser, at the latest when the session does.
    private static CookieOptions Made(DashboardOptions options) => new()
    {
        HttpOnly = true,
        Secure = options.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = "/",
        IsEssential = true,
    };
}
