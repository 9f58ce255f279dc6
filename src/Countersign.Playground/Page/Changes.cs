using System.Threading.Channels;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Countersign.Playground.Page;

/// <summary>Tells open pages, by server-sent events, that something changed; what it is they fetch.</summary>
internal sealed class Changes(Company company, PlaygroundClock clock, CancellationToken stopping)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task Stream(HttpContext http, Seat seat)
    {
        // One waiting note is enough: the page fetches everything.
        var notes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void InSlack(WorkspaceChange _) => notes.Writer.TryWrite(true);
        void InTeams(TeamsChange _) => notes.Writer.TryWrite(true);
        void Moved() => notes.Writer.TryWrite(true);
        company.Slack.Workspace.Changed += InSlack;
        company.Teams.Tenant.Changed += InTeams;
        clock.Moved += Moved;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await http.Response.WriteAsync($"retry: 1000\nevent: changed\ndata: {seat.Id}\n\n", either.Token);
            while (true) await Next(http, seat, notes.Reader, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the host stops.
        }
        finally
        {
            company.Slack.Workspace.Changed -= InSlack;
            company.Teams.Tenant.Changed -= InTeams;
            clock.Moved -= Moved;
        }
    }

    private static async Task Next(HttpContext http, Seat seat, ChannelReader<bool> notes, CancellationToken cancel)
    {
        await http.Response.Body.FlushAsync(cancel);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(Heartbeat);
        try
        {
            await notes.ReadAsync(silence.Token);
            await http.Response.WriteAsync($"event: changed\ndata: {seat.Id}\n\n", cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await http.Response.WriteAsync(": still here\n\n", cancel);
        }
    }
}
