using System.Net.Mime;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Countersign.Playground.Slack;

/// <summary>The Web API and the response URLs over real HTTP.</summary>
internal sealed class ApiServer : IAsyncDisposable
{
    private const string Root = "/api/";
    private const string ResponseRoot = "response/";

    private readonly StandInOptions _options;
    private readonly SlackWorkspace _workspace;
    private readonly WebApi _api;
    private readonly ResponseUrls _responseUrls;
    private readonly FileMethods _files;
    private readonly FailurePlan _failures;
    private readonly LoopbackServer _server;

    public ApiServer(StandInOptions options, SlackWorkspace workspace, WebApi api, ResponseUrls responseUrls, FileMethods files, FailurePlan failures)
    {
        (_options, _workspace, _api, _responseUrls, _files, _failures) = (options, workspace, api, responseUrls, files, failures);
        _server = new(options.Port, Handle);
    }

    public Task<Uri> Start() => _server.Start();

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task Handle(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (path.StartsWith(FileMethods.UploadPath, StringComparison.Ordinal) && HttpMethods.IsPost(http.Request.Method))
        {
            await Receive(http, path);
            return;
        }
        if (!path.StartsWith(Root, StringComparison.Ordinal) || !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var method = path[Root.Length..];
        var responseId = method.StartsWith(ResponseRoot, StringComparison.Ordinal) ? method[ResponseRoot.Length..] : null;
        var request = await ApiRequest.Read(http, responseId is null ? method : "response");
        var failure = _failures.Take(request.Method, request.Arguments.Text("channel"));
        if (failure is { Prevents: true })
        {
            Log(request, failure.Seen, null, failure);
            await _server.Fail(http, failure);
            return;
        }
        await _server.Delay(failure);
        var answer = failure switch
        {
            Failure.Refused refused => ApiAnswer.Refuse(refused.Error),
            Failure.RateLimited limited => ApiAnswer.RateLimited(limited.RetryAfterSeconds),
            _ => responseId is null ? _api.Answer(request) : _responseUrls.Answer(responseId, request),
        };
        Log(request, failure is { Hides: true } ? failure.Seen : answer.Status, answer, failure);
        await (failure is { Hides: true } ? _server.Fail(http, failure) : Write(http, request, answer));
    }

    private async Task Receive(HttpContext http, string path)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var failure = _failures.Take("upload", null);
        if (failure is { Prevents: true })
        {
            await _server.Fail(http, failure);
            return;
        }

        await _server.Delay(failure);
        // The address is the permission: a token that comes along has gone where it should not.
        var (status, text) = http.Request.Headers.Authorization.Count > 0 ? (400, "No token belongs here.") : _files.Receive(path, body.ToArray());
        _workspace.Calls.Add(new("upload", new JsonObject { ["length"] = body.Length }, status, new JsonObject { ["ok"] = status == 200 }, _options.Time.GetUtcNow(), failure));
        if (failure is { Hides: true })
        {
            await _server.Fail(http, failure);
            return;
        }

        http.Response.StatusCode = status;
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    private void Log(ApiRequest request, int status, ApiAnswer? answer, Failure? failure) =>
        _workspace.Calls.Add(new(request.Method, request.Logged, status, answer?.Body, _options.Time.GetUtcNow(), failure));

    private async Task Write(HttpContext http, ApiRequest request, ApiAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = MediaTypeNames.Application.Json + "; charset=utf-8";
        if (answer.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait.ToString();
        if (_api.Knows(request)) http.Response.Headers["x-oauth-scopes"] = string.Join(',', _options.Scopes);
        await http.Response.WriteAsync(Json.Write(answer.Body), http.RequestAborted);
    }
}
