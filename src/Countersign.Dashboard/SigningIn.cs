using Countersign.Core.Words;
using Countersign.Dashboard.Door;
using Countersign.Dashboard.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Countersign.Dashboard;

/// <summary>In and out: the only two things that change anything here, and they change nothing but the session.</summary>
public sealed partial class SigningIn(DashboardOptions options, SignInLinks links, Sessions sessions, TryLimit tries, ILogger<SigningIn> log)
{
    private const int MostBytes = 2_048;
    private const int LongestToken = 100;

    /// <summary>The button. The token is not looked at: whoever looks learns nothing, and a preview of the link uses nothing up.</summary>
    internal static Shown Ask(HttpContext http) => http.Request.Query["token"].ToString() is { Length: > 0 and <= LongestToken } token
        ? new Shown(typeof(SignInPage), new SignInPage.Of(token))
        : Reception.Word("Sign in", DashboardWords.HowToComeIn, StatusCodes.Status401Unauthorized);

    /// <returns>Null when they are in, and sent on.</returns>
    internal async Task<Shown?> In(Sight sight, HttpContext http)
    {
        if (!Visitor.IsOwnPage(http.Request, options))
            return Reception.Word("Not from here", DashboardWords.ForeignPage, StatusCodes.Status403Forbidden);
        var asked = links.Use(await Token(http), sight.Now);
        // The roster may have changed since they asked.
        if (asked is null || sight.Book.Roster.Find(asked.Via) is not { } person || person.Id != asked.Person.Id || !Sessions.MayComeIn(person))
            return Refused(http);
        sessions.End(SessionCookie.Read(http, options));
        SessionCookie.Give(http, options, sessions.Begin(asked, sight.Now));
        LogIn(person.Id.Value);
        Send(http, sight.To("/"));
        return null;
    }

    private Shown Refused(HttpContext http)
    {
        if (tries.MayFail(Visitor.Address(http)))
            return Reception.Word("Not in", DashboardWords.Refused, StatusCodes.Status401Unauthorized);
        http.Response.Headers.RetryAfter = "60";
        return Reception.Word("Too many tries", DashboardWords.TooMany, StatusCodes.Status429TooManyRequests);
    }

    internal Shown Out(Sight sight, HttpContext http)
    {
        if (!Visitor.IsOwnPage(http.Request, options))
            return Reception.Word("Not from here", DashboardWords.ForeignPage, StatusCodes.Status403Forbidden);
        sessions.End(SessionCookie.Read(http, options));
        SessionCookie.Take(http, options);
        if (sight.Reader is { } person)
            LogOut(person.Id.Value);
        return Reception.Word("Signed out", DashboardWords.SignedOut, StatusCodes.Status200OK);
    }

    // A form that can't be read holds no token.
    private static async Task<string?> Token(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = MostBytes;
        if (!http.Request.HasFormContentType)
            return null;
        try
        {
            return (await http.Request.ReadFormAsync(http.RequestAborted))["token"];
        }
        catch (Exception unreadable) when (unreadable is BadHttpRequestException or InvalidDataException)
        {
            return null;
        }
    }

    private static void Send(HttpContext http, string to)
    {
        http.Response.StatusCode = StatusCodes.Status303SeeOther;
        http.Response.Headers.Location = to;
    }

    [LoggerMessage(LogLevel.Information, "{Person} signed in to the dashboard")]
    private partial void LogIn(string person);

    [LoggerMessage(LogLevel.Information, "{Person} signed out of the dashboard")]
    private partial void LogOut(string person);
}
