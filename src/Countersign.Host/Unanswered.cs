using Countersign.Dashboard;
using Microsoft.AspNetCore.Diagnostics;

namespace Countersign.Host;

/// <summary>What is said where a status has no body: a page under the dashboard's own paths, a problem document (RFC 9457) elsewhere.</summary>
internal static class Unanswered
{
    /// <summary>The platforms' and the health checks'. Nobody reads pages there, whatever is asked for.</summary>
    private static readonly PathString[] NoPages = ["/slack", "/api", "/health"];

    private static readonly StatusCodePagesOptions Problem = new();

    public static async Task Say(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (Array.Exists(NoPages, path => http.Request.Path.StartsWithSegments(path)) || !await DashboardEndpoints.Explain(http))
            await Problem.HandleAsync(context);
    }
}
