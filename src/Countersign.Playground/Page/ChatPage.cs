using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Countersign.Playground.Page;

/// <summary>The chat page over the stand-in Slack. It serves people at this machine only, and does only what they could do in Slack.</summary>
public sealed class ChatPage : IDisposable
{
    private const int FewestMessages = 40;
    private const int MostMessages = 2_000;

    private readonly StandInSlack _slack;
    private readonly PlaygroundClock _clock;
    private readonly Backstage _backstage;
    private readonly LedgerTail _ledger;
    private readonly Trace _trace;
    private readonly Changes _changes;

    private ChatPage(StandInSlack slack, PlaygroundClock clock, Backstage backstage, IHostApplicationLifetime life)
    {
        (_slack, _clock, _backstage) = (slack, clock, backstage);
        _ledger = new(backstage);
        _trace = new(slack, clock, _ledger);
        _changes = new(slack, clock, life.ApplicationStopping);
        life.ApplicationStopped.Register(Dispose);
    }

    /// <summary>Adds the page at <c>/</c> and what it needs under <c>/playground</c>.</summary>
    /// <param name="app">The bot's own web app: page and bot share one port.</param>
    /// <param name="slack">Its options must have this very <paramref name="clock"/> as their time.</param>
    public static void Map(IEndpointRouteBuilder app, StandInSlack slack, PlaygroundClock clock, Backstage backstage)
    {
        var page = new ChatPage(slack, clock, backstage, app.ServiceProvider.GetRequiredService<IHostApplicationLifetime>());
        var acts = new Acts(slack, page._trace);
        var steps = new ClockSteps(slack, clock, backstage, page._trace);
        Get("/", http => PageFiles.Serve(http, "index.html"));
        Get("/playground/{**path}", http => PageFiles.Serve(http, http.GetRouteValue("path") as string ?? ""));
        Get("/playground/api/state", page.State);
        Get("/playground/api/changes", page.Stream);
        Get("/playground/api/trace", page.Traced);
        Post("/playground/api/acts/{act}", (http, said) => acts.Do(http.GetRouteValue("act") as string ?? "", said));
        Post("/playground/api/clock", (_, said) => steps.Move(said));

        void Get(string pattern, RequestDelegate serve) => app.MapGet(pattern, Guard.Protect(serve));
        void Post(string pattern, Func<HttpContext, JsonObject, Task<PageAnswer>> act) => app.MapPost(pattern, Guard.Protect(async http =>
        {
            var (said, refusal) = await Guard.Read(http);
            await (said is null ? refusal! : await act(http, said)).Write(http);
        }));
    }

    public void Dispose() => _ledger.Dispose();

    /// <summary><c>as</c>, or the first person; <c>in</c>, or their direct message with the app; <c>take</c> newest messages.</summary>
    private Task State(HttpContext http)
    {
        var query = http.Request.Query;
        var screen = Screen.Of(_slack, query["as"]) ?? Screen.Seats(_slack).Select(user => Screen.Of(_slack, user.Id)).FirstOrDefault();
        if (screen is null) return PageAnswer.NotThere("Nobody is in this workspace.").Write(http);
        var place = screen.Conversation(query["in"]) ?? screen.Conversation(screen.DmId)!;
        var take = int.TryParse(query["take"], out var asked) ? Math.Clamp(asked, FewestMessages, MostMessages) : FewestMessages;
        return PageAnswer.Ok(Snapshot.Of(_slack, _clock, _backstage, screen, place, take)).Write(http);
    }

    private Task Stream(HttpContext http) => Screen.Of(_slack, http.Request.Query["as"]) is { } screen
        ? _changes.Stream(http, screen)
        : PageAnswer.NotThere("Nobody in this workspace has that id.").Write(http);

    private async Task Traced(HttpContext http) =>
        await PageAnswer.Ok(TraceJson.Of(_trace.Acts, await _ledger.Entries(http.RequestAborted), _slack.Workspace.Calls.From)).Write(http);
}
