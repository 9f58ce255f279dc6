using Countersign.Core.Desk;
using Countersign.Edge;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>The three endpoints: read the raw bytes, prove that Slack speaks, parse once, hand on, acknowledge within three seconds.</summary>
public sealed partial class SlackEndpoints(
    SlackSettings settings,
    SlashCommands commands,
    Presses presses,
    Submissions submissions,
    Events events,
    Forms forms,
    SlackDesk desk,
    IClock clock,
    ILogger<SlackEndpoints> log)
{
    // Slack gives up after 3 s; what is not recorded by then is told to have failed, and certainly was not recorded.
    private static readonly TimeSpan AckWithin = TimeSpan.FromSeconds(2.5);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoints = routes.ServiceProvider.GetRequiredService<SlackEndpoints>();
        routes.MapPost("/slack/commands", (RequestDelegate)(http => endpoints.Serve(http, endpoints.Command)));
        routes.MapPost("/slack/interactions", (RequestDelegate)(http => endpoints.Serve(http, endpoints.Interact)));
        routes.MapPost("/slack/events", (RequestDelegate)(http => endpoints.Serve(http, endpoints.Event)));
    }

    private delegate Task<SlackReply> Handling(RawBody body, Instant now, CancellationToken cancel);

    private async Task Serve(HttpContext http, Handling handle)
    {
        var (read, refusal) = await RawBody.Read(http.Request, http.RequestAborted);
        if (read is null)
        {
            await Write(http, new SlackReply.Failed(refusal));
            return;
        }

        using var body = read;
        var now = clock.GetCurrentInstant();
        if (!IsProven(http.Request, body, now))
        {
            await Write(http, new SlackReply.Failed(StatusCodes.Status401Unauthorized));
            return;
        }

        // Not tied to the connection: once a press is being written, a client that hangs up changes nothing.
        using var limit = new CancellationTokenSource(AckWithin);
        await Write(http, await InTime(handle, body, now, limit.Token));
    }

    // What is cancelled was never started in the store: nothing was recorded.
    private async Task<SlackReply> InTime(Handling handle, RawBody body, Instant now, CancellationToken limit)
    {
        try
        {
            return await handle(body, now, limit);
        }
        catch (OperationCanceledException late) when (limit.IsCancellationRequested)
        {
            LogTrouble(late, "a request that took too long");
            return new SlackReply.Failed(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private bool IsProven(HttpRequest request, RawBody body, Instant now) => SlackSignature.Verify(
        settings.SigningSecret,
        request.Headers["X-Slack-Request-Timestamp"],
        request.Headers["X-Slack-Signature"],
        body.Bytes,
        now.ToUnixTimeSeconds());

    private async Task<SlackReply> Command(RawBody body, Instant now, CancellationToken cancel)
    {
        if (SlackForm.IsSslCheck(body.Bytes))
            return SlackReply.Empty.Instance;
        if (!SlashCommand.TryParse(body.Bytes, out var said))
            return new SlackReply.Failed(StatusCodes.Status400BadRequest);
        try
        {
            return await commands.Answer(said!, now, cancel) is { } response
                ? new SlackReply.Command(response)
                : SlackReply.Empty.Instance;
        }
        catch (Exception fault) when (Trouble.Of(fault) is { } trouble)
        {
            LogTrouble(fault, "a command");
            return new SlackReply.Command(Replies.Say(TroubleWords.Of(trouble), desk.Draw()));
        }
    }

    private async Task<SlackReply> Interact(RawBody body, Instant now, CancellationToken cancel)
    {
        if (SlackForm.IsSslCheck(body.Bytes))
            return SlackReply.Empty.Instance;
        if (!Interaction.TryParseForm(body.Bytes, out var interaction))
            return new SlackReply.Failed(StatusCodes.Status400BadRequest);
        switch (interaction)
        {
            case BlockActions press:
                return await Press(press, now, cancel);
            case ViewSubmission sent:
                return await submissions.Handle(sent, now, cancel) is { } response
                    ? new SlackReply.Form(response)
                    : SlackReply.Empty.Instance;
            case GlobalShortcut { CallbackId: Ids.NewShortcut } shortcut:
                return await Shortcut(shortcut, now, cancel);
            default:
                return SlackReply.Empty.Instance;
        }
    }

    private async Task<SlackReply> Press(BlockActions press, Instant now, CancellationToken cancel)
    {
        try
        {
            await presses.Handle(press, now, cancel);
            return SlackReply.Empty.Instance;
        }
        catch (Exception fault) when (Trouble.Of(fault) is { } trouble)
        {
            // A 200 would say that the press counted.
            LogTrouble(fault, "a press");
            presses.TellTrouble(press, trouble);
            return new SlackReply.Failed(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<SlackReply> Shortcut(GlobalShortcut shortcut, Instant now, CancellationToken cancel)
    {
        var by = desk.Who(shortcut.UserTeamId, shortcut.UserId);
        var draw = desk.Draw();
        try
        {
            if (await desk.Doorkeeper.Stop(by, "new", now, cancel) is { } stopped)
                forms.Words.Tell(shortcut.UserId, null, null, stopped.Words, draw);
            else
                forms.Open(shortcut.TriggerId, SubmitForm.New(null, draw.Policy), shortcut.UserId, null, null, "use the shortcut again", draw);
            return SlackReply.Empty.Instance;
        }
        catch (Exception fault) when (Trouble.Of(fault) is { } trouble)
        {
            LogTrouble(fault, "a shortcut");
            forms.Words.Tell(shortcut.UserId, null, null, TroubleWords.Of(trouble), draw);
            return new SlackReply.Failed(StatusCodes.Status503ServiceUnavailable);
        }
    }

    private Task<SlackReply> Event(RawBody body, Instant now, CancellationToken cancel)
    {
        if (!EventPost.TryParse(body.Bytes, out var post))
            return Task.FromResult<SlackReply>(new SlackReply.Failed(StatusCodes.Status400BadRequest));
        if (post is UrlVerification { Challenge: var challenge })
            return Task.FromResult<SlackReply>(new SlackReply.Challenge(challenge));
        if (post is EventEnvelope envelope)
            events.Handle(envelope, now);
        return Task.FromResult<SlackReply>(SlackReply.Empty.Instance);
    }

    private static Task Write(HttpContext http, SlackReply reply)
    {
        switch (reply)
        {
            case SlackReply.Command { Response: var response }:
                return Json(http, SlackJson.ToUtf8(response));
            case SlackReply.Form { Response: var response }:
                return Json(http, SlackJson.ToUtf8(response));
            case SlackReply.Challenge { Value: var value }:
                return Json(http, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
                    new Dictionary<string, string> { ["challenge"] = value }));
            case SlackReply.Failed { Status: var status }:
                return Results.Problem(statusCode: status).ExecuteAsync(http);
            default:
                http.Response.StatusCode = StatusCodes.Status200OK;
                http.Response.ContentLength = 0;
                return Task.CompletedTask;
        }
    }

    private static async Task Json(HttpContext http, byte[] json)
    {
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json);
    }

    [LoggerMessage(LogLevel.Error, "The record could not be used for {What}")]
    private partial void LogTrouble(Exception trouble, string what);
}
