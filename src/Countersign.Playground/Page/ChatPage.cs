using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Countersign.Playground.Page;

/// <summary>The page over both stand-ins. It serves people at this machine only, and does only what they could do in Slack and Teams.</summary>
public sealed class ChatPage : IDisposable
{
    private const int FewestMessages = 40;
    private const int MostMessages = 2_000;

    private readonly Company _company;
    private readonly PlaygroundClock _clock;
    private readonly Backstage _backstage;
    private readonly LedgerTail _ledger;
    private readonly Trace _trace;
    private readonly Changes _changes;

    private ChatPage(Company company, PlaygroundClock clock, Backstage backstage, IHostApplicationLifetime life)
    {
        (_company, _clock, _backstage) = (company, clock, backstage);
        _ledger = new(backstage);
        _trace = new(company, clock, _ledger);
        _changes = new(company, clock, life.ApplicationStopping);
        life.ApplicationStopped.Register(Dispose);
    }

    /// <summary>Adds the page at <c>/</c> and what it needs under <c>/playground</c>.</summary>
    /// <param name="app">The bot's own web app: page and bot share one port.</param>
    /// <param name="slack">Its options must have this very <paramref name="clock"/> as their time.</param>
    /// <param name="teams">As <paramref name="slack"/>.</param>
    public static void Map(IEndpointRouteBuilder app, StandInSlack slack, StandInTeams teams, PlaygroundClock clock, Backstage backstage)
    {
        var company = new Company(slack, teams);
        var page = new ChatPage(company, clock, backstage, app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>());
        var acts = new Acts(company, page._trace);
        var teamsActs = new TeamsActs(company, page._trace);
        var steps = new ClockSteps(company, clock, backstage, page._trace);
        Get("/", http => PageFiles.Serve(http, "index.html"));
        Get("/playground/{**path}", http => PageFiles.Serve(http, http.GetRouteValue("path") as string ?? ""));
        Get("/playground/files/{id}", page.File);
        Get("/playground/api/state", page.State);
        Get("/playground/api/changes", page.Stream);
        Get("/playground/api/trace", page.Traced);
        Post("/playground/api/acts/{act}", (http, said) => acts.Do(http.GetRouteValue("act") as string ?? "", said));
        Post("/playground/api/teams/{act}", (http, said) => teamsActs.Do(http.GetRouteValue("act") as string ?? "", said));
        Post("/playground/api/clock", (_, said) => steps.Move(said));

        void Get(string pattern, RequestDelegate serve) => app.MapGet(pattern, Guard.Protect(serve));
        void Post(string pattern, Func<HttpContext, JsonObject, Task<PageAnswer>> act) => app.MapPost(pattern, Guard.Protect(async http =>
        {
            var (said, refusal) = await Guard.Read(http);
            await (said is null ? refusal! : await act(http, said)).Write(http);
        }));
    }

    public void Dispose() => _ledger.Dispose();

    /// <summary>
    /// <c>as</c>, or the first person; <c>in</c> and <c>chat</c>, or their direct message with the app in Slack and Teams;
    /// <c>take</c> and <c>chatTake</c> newest messages.
    /// </summary>
    private Task State(HttpContext http)
    {
        var query = http.Request.Query;
        var seat = _company.Seat(query["as"]) ?? _company.Seats.FirstOrDefault();
        if (seat is null) return PageAnswer.NotThere("Nobody is here.").Write(http);
        var slack = Screen.Of(_company.Slack, seat.InSlack?.Id) is { } screen
            ? Snapshot.Of(_company.Slack, screen, screen.Conversation(query["in"]) ?? screen.Conversation(screen.DmId)!, Take(query["take"]))
            : null;
        return PageAnswer.Ok(Snapshot.Of(_company, _clock, _backstage, seat, slack, TeamsHalf(seat, query))).Write(http);
    }

    // A file that no message shows is seen by nobody.
    private Task File(HttpContext http)
    {
        var id = http.GetRouteValue("id") as string;
        var isShown = _company.Slack.Workspace.Messages.All.Any(m => !m.Deleted && m.Blocks.Any(b => Json.Text(b?["slack_file"]?["id"]) == id));
        return isShown && _company.Slack.Workspace.Files.Find(id) is { Bytes: { } bytes }
            ? PageFiles.Png(http, bytes)
            : PageAnswer.NotThere("No message shows such a file.").Write(http);
    }

    private JsonObject? TeamsHalf(Seat seat, IQueryCollection query)
    {
        if (seat.InTeams is null) return null;
        var screen = new TeamsScreen(_company.Teams, seat.InTeams);
        return TeamsSnapshot.Of(_company.Teams, screen, screen.Place(query["chat"]) ?? screen.Personal, Take(query["chatTake"]));
    }

    private static int Take(string? asked) => int.TryParse(asked, out var most) ? Math.Clamp(most, FewestMessages, MostMessages) : FewestMessages;

    private Task Stream(HttpContext http) => _company.Seat(http.Request.Query["as"]) is { } seat
        ? _changes.Stream(http, seat)
        : PageAnswer.NotThere("Nobody here has that id.").Write(http);

    private async Task Traced(HttpContext http) =>
        await PageAnswer.Ok(TraceJson.Of(_trace.Acts, await _ledger.Entries(http.RequestAborted), _company)).Write(http);
}
