using System.Collections.Frozen;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Edge;
using Countersign.Teams.Wire.Auth;
using Countersign.Teams.Wire.Connector;
using Countersign.Teams.Wire.Inbound;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>
/// <c>POST /api/messages</c>: reads the raw bytes, parses once, proves that the channel speaks and for whom, hands on, and answers
/// within three seconds (teams-protocol.md 1 and 3).
/// </summary>
public sealed partial class TeamsEndpoint(
    TeamsSettings settings,
    ChannelTokens tokens,
    TeamsDesk desk,
    Addresses addresses,
    Messages messages,
    CardPresses presses,
    Dialogs dialogs,
    Installations installations,
    IClock clock,
    ILogger<TeamsEndpoint> log)
{
    // Teams gives up somewhere between 5 and 15 s; people do after 3. What is not recorded by then certainly was not.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.5);

    private readonly ServiceHostRule _hosts = new(settings.AllowedServiceHosts);
    private readonly FrozenSet<string> _tenants = settings.AllowedTenants.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private readonly Seen _seen = new();

    public static void Map(IEndpointRouteBuilder routes)
    {
        var endpoint = routes.ServiceProvider.GetRequiredService<TeamsEndpoint>();
        routes.MapPost("/api/messages", (RequestDelegate)endpoint.Serve);
    }

    private async Task Serve(HttpContext http)
    {
        // Whoever brings no token at all is not read any further.
        if (http.Request.Headers.Authorization.Count == 0)
        {
            await Refuse(http, StatusCodes.Status401Unauthorized);
            return;
        }

        var (read, refusal) = await RawBody.Read(http.Request, http.RequestAborted);
        if (read is null)
        {
            await Refuse(http, refusal);
            return;
        }

        Activity? activity;
        using (read)
            _ = Activity.TryParse(read.Bytes, out activity);
        var now = clock.GetCurrentInstant();
        if (await Unproven(http, activity, now) is { } status)
            await Refuse(http, status);
        else
            await Answer(http, activity!, now);
    }

    /// <returns>The status to refuse with; null when the channel sent this, and we may answer.</returns>
    private async Task<int?> Unproven(HttpContext http, Activity? activity, Instant now)
    {
        if (activity is null)
            return StatusCodes.Status400BadRequest;
        switch (await Verified(http, activity, now))
        {
            case TokenVerdict.Refused { Code: var code }:
                LogRefused(code);
                return StatusCodes.Status401Unauthorized;
            case TokenVerdict.KeysUnavailable:
                LogNoKeys();
                return StatusCodes.Status503ServiceUnavailable;
        }

        if (!_hosts.TryAllow(activity.ServiceUrl, out _))
        {
            LogHost(activity.ServiceUrl ?? "");
            return StatusCodes.Status403Forbidden;
        }

        if (activity.TenantId is { } tenant && _tenants.Contains(tenant))
            return null;
        LogTenant();
        await Note(activity, now);
        return StatusCodes.Status403Forbidden;
    }

    // A key server that takes the connection and says nothing must not hold up the answer beyond what Teams waits.
    private async Task<TokenVerdict> Verified(HttpContext http, Activity activity, Instant now)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        limit.CancelAfter(AnswerWithin);
        try
        {
            return await tokens.Verify(http.Request.Headers.Authorization, activity, now, limit.Token);
        }
        catch (OperationCanceledException) when (!http.RequestAborted.IsCancellationRequested)
        {
            return TokenVerdict.KeysUnavailable.Value;
        }
    }

    private async Task Note(Activity activity, Instant now)
    {
        try
        {
            var outsider = new Actor.Outsider(TeamsDesk.IdentityOf(activity));
            await desk.Doorkeeper.Stop(outsider, Ledgerable(activity.Name ?? activity.Type), now);
        }
        catch (Exception fault) when (Trouble.Of(fault) is not null)
        {
            LogTrouble(fault, "a refusal");
        }
    }

    private async Task Answer(HttpContext http, Activity activity, Instant now)
    {
        // Not tied to the connection: once a press is being written, a client that hangs up changes nothing.
        using var limit = new CancellationTokenSource(AnswerWithin);
        var key = $"{activity.Conversation?.Id} {activity.Id}";
        try
        {
            await Learn(activity, now, limit.Token);
            if (activity.Type == "invoke")
                await Invoke(http, activity, now, limit.Token);
            else if (activity.Id is null || _seen.Begin(key))
                await Told(activity, now, limit.Token);
        }
        catch (Exception fault) when (Trouble.Of(fault) is { } trouble)
        {
            LogTrouble(fault, activity.Name ?? activity.Type);
            _seen.Forget(key);
            await Failed(http, activity, trouble);
        }
        catch
        {
            _seen.Forget(key);
            throw;
        }
    }

    // Where somebody is can be learnt from their next activity as well: it must not spoil what they want now.
    private async Task Learn(Activity activity, Instant now, CancellationToken cancel)
    {
        try
        {
            await addresses.Learn(activity, now, cancel);
        }
        catch (Exception fault) when (Trouble.Of(fault) is not null)
        {
            LogTrouble(fault, "an address");
        }
    }

    private Task Told(Activity activity, Instant now, CancellationToken cancel) => activity.Type switch
    {
        "message" => messages.Handle(activity, now, cancel),
        "installationUpdate" => installations.Handle(activity, now, cancel),
        // Who came and went is of no concern; where it was is learnt already.
        _ => Task.CompletedTask,
    };

    private async Task Invoke(HttpContext http, Activity activity, Instant now, CancellationToken cancel)
    {
        var answer = activity.Name switch
        {
            "adaptiveCard/action" => await presses.Handle(activity, now, cancel),
            "task/fetch" => await dialogs.Open(activity, now, cancel),
            "task/submit" or "composeExtension/submitAction" => await dialogs.Submit(activity, now, cancel),
            "composeExtension/fetchTask" => await dialogs.OpenExtension(activity, now, cancel),
            _ => null,
        };
        if (answer is null)
            await Refuse(http, StatusCodes.Status501NotImplemented);
        else
            await Write(http, StatusCodes.Status200OK, answer);
    }

    private async Task Failed(HttpContext http, Activity activity, Core.Ports.StoreTrouble trouble)
    {
        if (activity.Type == "invoke")
        {
            // Teams shows words only of answers with 200. That it did not count stands in them, and in the answer's own status.
            await Write(http, StatusCodes.Status200OK, activity.Name == "adaptiveCard/action"
                ? new InvokeAnswer.Fault(StatusCodes.Status500InternalServerError, "Unavailable", desk.Draw(activity).Plain(TroubleWords.Of(trouble)))
                : dialogs.Trouble(activity, TroubleWords.Of(trouble)));
            return;
        }

        if (activity.Type == "message")
            await messages.TellTrouble(activity, trouble);
        // Teams would send it again although its sender knows by now.
        http.Response.StatusCode = activity.Type == "message" ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
    }

    private static async Task Write(HttpContext http, int status, InvokeAnswer answer)
    {
        var body = answer.ToUtf8();
        http.Response.StatusCode = status;
        http.Response.ContentLength = body.Length;
        if (body.Length == 0)
            return;
        http.Response.ContentType = "application/json; charset=utf-8";
        await http.Response.Body.WriteAsync(body);
    }

    private static Task Refuse(HttpContext http, int status) => Results.Problem(statusCode: status).ExecuteAsync(http);

    // A stranger's words don't go into the ledger as they are.
    private static string Ledgerable(string name) => name is "message" or "adaptiveCard/action" or "task/fetch" or "task/submit"
        or "composeExtension/fetchTask" or "composeExtension/submitAction" or "installationUpdate" or "conversationUpdate" ? name : "activity";

    [LoggerMessage(LogLevel.Warning, "An activity was not proven: {Code}")]
    private partial void LogRefused(string code);

    [LoggerMessage(LogLevel.Error, "The channel's signing keys can't be read, so nobody can be proven; is Teams:OpenIdMetadataUrl reachable?")]
    private partial void LogNoKeys();

    [LoggerMessage(LogLevel.Warning, "A proven activity names the service URL {Url}, whose host is not in Teams:AllowedServiceHosts: nothing is sent there")]
    private partial void LogHost(string url);

    [LoggerMessage(LogLevel.Warning, "A proven activity comes from a tenant that is not in Teams:AllowedTenants")]
    private partial void LogTenant();

    [LoggerMessage(LogLevel.Error, "The record could not be used for {What}")]
    private partial void LogTrouble(Exception trouble, string what);
}
