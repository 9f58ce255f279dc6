using System.Threading.Channels;
using Countersign.Playground.Slack;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Countersign.Playground.Page;

/// <summary>Tells open pages, by server-sent events, that something changed; what it is they fetch.</summary>
internal sealed class Changes(StandInSlack slack, PlaygroundClock clock, CancellationToken stopping)
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task Stream(HttpContext http, Screen screen)
    {
        // One waiting note is enough: the page fetches everything.
        var notes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        void Note(WorkspaceChange _) => notes.Writer.TryWrite(true);
        void Moved() => notes.Writer.TryWrite(true);
        slack.Workspace.Changed += Note;
        clock.Moved += Moved;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await http.Response.WriteAsync($"retry: 1000\nevent: changed\ndata: {screen.Me.Id}\n\n", either.Token);
            while (true) await Next(http, screen, notes.Reader, either.Token);
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the host stops.
        }
        finally
        {
            slack.Workspace.Changed -= Note;
            clock.Moved -= Moved;
        }
    }

    private static async Task Next(HttpContext http, Screen screen, ChannelReader<bool> notes, CancellationToken cancel)
    {
        await http.Response.Body.FlushAsync(cancel);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        silence.CancelAfter(Heartbeat);
        try
        {
            await notes.ReadAsync(silence.Token);
            await http.Response.WriteAsync($"event: changed\ndata: {screen.Me.Id}\n\n", cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await http.Response.WriteAsync(": still here\n\n", cancel);
        }
    }
}
