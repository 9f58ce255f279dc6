using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Dashboard.Door;
using Countersign.Dashboard.Pages;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Dashboard;

/// <summary>Stands before every page: its headers, and that nobody sees one who is not signed in.</summary>
public sealed partial class Reception(DashboardOptions options, Sessions sessions, PolicyInForce policy, IClock clock, ILogger<Reception> log)
{
    /// <summary>Everything a page loads is its own, nothing runs in it, and nothing may frame it.</summary>
    private const string ContentPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    internal static Shown NotThere { get; } = Word("Not here", DashboardWords.NotThere, StatusCodes.Status404NotFound);

    internal static Shown NotThatWay { get; } = Word("Not this way", DashboardWords.NotThatWay, StatusCodes.Status405MethodNotAllowed);

    /// <summary>For a page that somebody signed in sees.</summary>
    /// <param name="show">Null where there is nothing of that name.</param>
    public RequestDelegate Inside(Func<Sight, HttpContext, Task<Shown?>> show) => Outside(async (sight, http) =>
        sight.Reader is null
            ? Word("Sign in", DashboardWords.HowToComeIn, StatusCodes.Status401Unauthorized)
            : await show(sight, http) ?? NotThere);

    /// <summary>For a file that somebody signed in gets.</summary>
    /// <param name="send">Null when the file is sent.</param>
    public RequestDelegate InsideFile(Func<Sight, HttpContext, Task<Shown?>> send) => Outside(async (sight, http) =>
        sight.Reader is null ? Word("Sign in", DashboardWords.HowToComeIn, StatusCodes.Status401Unauthorized) : await send(sight, http));

    /// <summary>For what anybody may see.</summary>
    /// <param name="show">Null when the answer is written already.</param>
    public RequestDelegate Outside(Func<Sight, HttpContext, Task<Shown?>> show) => async http =>
    {
        Protect(http.Response.Headers);
        var sight = SightOf(http);
        if (await Answer(sight, http, show) is { } shown)
            await Rendering.Write(http, sight, shown);
    };

    public static Shown Word(string title, Sentence words, int status) => new(typeof(WordPage), new WordPage.Of(title, words), status);

    private async Task<Shown?> Answer(Sight sight, HttpContext http, Func<Sight, HttpContext, Task<Shown?>> show)
    {
        if (options.IsOpen && !Visitor.IsThisMachine(http.Request.Host))
            return Word("Not here", DashboardWords.OnlyHere, StatusCodes.Status403Forbidden);
        try
        {
            return await show(sight, http);
        }
        catch (StoreUnavailableException fault)
        {
            LogUnavailable(fault);
            return Word("Not now", DashboardWords.Unavailable, StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Sight SightOf(HttpContext http)
    {
        var (book, now) = (policy.Book, clock.GetCurrentInstant());
        var reader = options.IsOpen ? Anybody(book) : sessions.Reader(SessionCookie.Read(http, options), book, now);
        return new Sight(reader, book, now, options.Base, options.IsOpen);
    }

    // The playground has no secrets, so it shows what an operator sees.
    private static Person? Anybody(PolicyBook book) =>
        book.Operators.Select(book.Roster.Find).OfType<Person>().Concat(book.Roster.Everybody).FirstOrDefault();

    internal static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["X-Robots-Tag"] = "noindex, nofollow";
        headers.CacheControl = "no-store";
    }

    [LoggerMessage(LogLevel.Warning, "A page of the dashboard could not be shown")]
    private partial void LogUnavailable(Exception fault);
}
