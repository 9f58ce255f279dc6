using System.Diagnostics;

namespace Countersign.Host.Telemetry;

/// <summary>
/// Times what the platforms wait for, from the moment that the server has the request's head to the last byte of the answer, and begins
/// its trace. What is not theirs passes by.
/// </summary>
internal sealed class AckMeter(RequestDelegate next, Instruments instruments)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if ((http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText is not { } route || PlatformOf(route) is not { } platform)
        {
            await next(http);
            return;
        }

        var began = Stopwatch.GetTimestamp();
        // The framework's own activity is exported by nobody: below it, this one would hang on a parent that is missing.
        Activity.Current = null;
        using var span = Instruments.Spans.StartActivity($"{http.Request.Method} {route}", ActivityKind.Server);
        await next(http);
        instruments.Answered(platform, route, Stopwatch.GetElapsedTime(began));
        span?.SetTag("http.request.method", http.Request.Method)
            .SetTag("http.route", route)
            .SetTag("http.response.status_code", http.Response.StatusCode)
            .SetTag("countersign.platform", platform);
        if (http.Response.StatusCode >= 500)
            span?.SetStatus(ActivityStatusCode.Error);
    }

    private static string? PlatformOf(string route) =>
        route.StartsWith("/slack/", StringComparison.Ordinal) ? "slack" : route == "/api/messages" ? "teams" : null;
}
