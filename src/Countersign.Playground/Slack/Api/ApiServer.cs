using System.Net;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Countersign.Playground.Slack;

/// <summary>The Web API and the response URLs over real HTTP, on the loopback address only.</summary>
internal sealed class ApiServer(StandInOptions options, SlackWorkspace workspace, WebApi api, ResponseUrls responseUrls, FailurePlan failures) : IAsyncDisposable
{
    private const string Root = "/api/";
    private const string ResponseRoot = "response/";

    private WebApplication? _app;

    public async Task<Uri> Start()
    {
        // The empty builder reads no settings: an ASPNETCORE_URLS meant for the bot must not move the stand-in.
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(1));
        _app = builder.Build();
        _app.Run(Handle);
        await _app.StartAsync();
        return new Uri(_app.Urls.First());
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task Handle(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "";
        if (!path.StartsWith(Root, StringComparison.Ordinal) || !HttpMethods.IsPost(http.Request.Method))
        {
            http.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }
        var method = path[Root.Length..];
        var responseId = method.StartsWith(ResponseRoot, StringComparison.Ordinal) ? method[ResponseRoot.Length..] : null;
        var request = await ApiRequest.Read(http, responseId is null ? method : "response");
        var failure = failures.Take(request.Method, request.Arguments.Text("channel"));

        if (await FailsBefore(http, request, failure)) return;
        // Slow work is done even for a caller who has left meanwhile: that is what makes a time-out ambiguous.
        if (failure is Failure.Slow slow) await Task.Delay(slow.By, _app!.Lifetime.ApplicationStopping);
        var answer = responseId is null ? api.Answer(request) : responseUrls.Answer(responseId, request);
        if (await FailsAfter(http, request, failure, answer)) return;
        Log(request, answer.Status, answer, failure);
        await Write(http, request, answer);
    }

    /// <summary>The failures that leave the workspace as it was.</summary>
    private async Task<bool> FailsBefore(HttpContext http, ApiRequest request, Failure? failure)
    {
        switch (failure)
        {
            case Failure.Down:
                Log(request, 0, null, failure);
                http.Abort();
                return true;
            case Failure.NeverAnswers:
                Log(request, 0, null, failure);
                await UntilGone(http);
                return true;
            case Failure.Garbage:
                Log(request, 200, null, failure);
                await http.Response.WriteAsync("<html>We are on it");
                return true;
            case Failure.Status bad:
                Log(request, bad.Code, null, failure);
                http.Response.StatusCode = bad.Code;
                return true;
            case Failure.Refused refused:
                await Finish(http, request, failure, ApiAnswer.Refuse(refused.Error));
                return true;
            case Failure.RateLimited limited:
                await Finish(http, request, failure, ApiAnswer.RateLimited(limited.RetryAfterSeconds));
                return true;
            default:
                return false;
        }
    }

    /// <summary>The failures that keep the answer from a caller whose call was done.</summary>
    private async Task<bool> FailsAfter(HttpContext http, ApiRequest request, Failure? failure, ApiAnswer answer)
    {
        switch (failure)
        {
            case Failure.DoneThenStatus bad:
                Log(request, bad.Code, answer, failure);
                http.Response.StatusCode = bad.Code;
                return true;
            case Failure.DoneThenSilence:
                Log(request, 0, answer, failure);
                await UntilGone(http);
                return true;
            default:
                return false;
        }
    }

    private async Task Finish(HttpContext http, ApiRequest request, Failure failure, ApiAnswer answer)
    {
        Log(request, answer.Status, answer, failure);
        await Write(http, request, answer);
    }

    private void Log(ApiRequest request, int status, ApiAnswer? answer, Failure? failure) =>
        workspace.Calls.Add(new(request.Method, request.Logged, status, answer?.Body, options.Time.GetUtcNow(), failure));

    private async Task Write(HttpContext http, ApiRequest request, ApiAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        http.Response.ContentType = MediaTypeNames.Application.Json + "; charset=utf-8";
        if (answer.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait.ToString();
        if (api.Knows(request)) http.Response.Headers["x-oauth-scopes"] = string.Join(',', options.Scopes);
        await http.Response.WriteAsync(Json.Write(answer.Body), http.RequestAborted);
    }

    private async Task UntilGone(HttpContext http)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, _app!.Lifetime.ApplicationStopping);
        await Task.Delay(Timeout.InfiniteTimeSpan, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        http.Abort();
    }
}
