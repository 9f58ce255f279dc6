using System.Diagnostics;
using System.Net.Mime;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Teams;

/// <summary>The Connector, the token endpoint and the channel's keys over real HTTP.</summary>
internal sealed class ConnectorServer : IAsyncDisposable
{
    /// <summary>The service URL's path: where a region would stand.</summary>
    public const string BasePath = "teams";

    private readonly StandInTeams _teams;
    private readonly Connector _connector;
    private readonly ProofEndpoints _proof;
    private readonly LoopbackServer _server;

    public ConnectorServer(StandInTeams teams)
    {
        (_teams, _connector, _proof) = (teams, new(teams), new(teams));
        _server = new(teams.Options.Port, Handle);
    }

    public Task<Uri> Start() => _server.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Handle(HttpContext http)
    {
        var began = Stopwatch.GetTimestamp();
        var request = await ConnectorRequest.Read(http, BasePath);
        var failure = _teams.Failures.Take(request.Operation, request.Conversation);
        if (failure is { Prevents: true })
        {
            Log(request, failure.Seen, null, failure, began);
            await _server.Fail(http, failure);
            return;
        }
        await _server.Delay(failure);
        var answer = failure switch
        {
            Failure.Refused refused => Refuse(request, refused),
            Failure.RateLimited limited => ConnectorAnswer.Throttled(limited.RetryAfterSeconds),
            _ => Answer(request),
        };
        Log(request, failure is { Hides: true } ? failure.Seen : answer.Status, answer, failure, began);
        await (failure is { Hides: true } ? _server.Fail(http, failure) : Write(http, answer));
    }

    private ConnectorAnswer Answer(ConnectorRequest request) => request.Operation switch
    {
        Operations.Metadata => _proof.Metadata(),
        Operations.Keys => _proof.Keys(),
        Operations.Token => _proof.Token(request.Item!, Form(request)),
        _ => _connector.Answer(request),
    };

    private static ConnectorAnswer Refuse(ConnectorRequest request, Failure.Refused refused) => request.Operation == Operations.Token
        ? ProofEndpoints.Refuse(refused.Error, "As asked.", refused.HttpStatus)
        : ConnectorAnswer.Refuse(refused.HttpStatus, refused.Error, "As asked.");

    private static Dictionary<string, string> Form(ConnectorRequest request) =>
        QueryHelpers.ParseQuery(Encoding.UTF8.GetString(request.Body)).ToDictionary(field => field.Key, field => field.Value.ToString());

    private void Log(ConnectorRequest request, int status, ConnectorAnswer? answer, Failure? failure, long began) => _teams.Tenant.Calls.Add(new(
        request.Operation, request.Conversation, request.Item, Logged(request), status, answer?.Body, _teams.Options.Time.GetUtcNow(), Stopwatch.GetElapsedTime(began), failure)
    {
        Bearer = request.Bearer,
    });

    private static JsonNode? Logged(ConnectorRequest request)
    {
        if (request.Operation != Operations.Token) return request.Json?.DeepClone();
        var form = new JsonObject();
        foreach (var (name, value) in Form(request)) form[name] = name == "client_secret" ? "(secret)" : value;
        return form;
    }

    private static async Task Write(HttpContext http, ConnectorAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        if (answer.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait.ToString();
        if (answer.Body is null) return;
        http.Response.ContentType = MediaTypeNames.Application.Json + "; charset=utf-8";
        await http.Response.WriteAsync(Json.Write(answer.Body), http.RequestAborted);
    }
}
