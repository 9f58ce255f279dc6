using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>A web server on the loopback that answers each call as a test says, and keeps what it was sent.</summary>
internal sealed class Loopback : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Loopback(RequestDelegate answer)
    {
        Answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Keep);
    }

    public ConcurrentQueue<Sent> Received { get; } = [];

    public RequestDelegate Answer { get; set; }

    public Uri Url => new(_app.Urls.Single());

    public static async Task<Loopback> Start(RequestDelegate answer)
    {
        var server = new Loopback(answer);
        await server._app.StartAsync();
        return server;
    }

    public static Task<Loopback> Answering(string json, int status = 200, params (string Name, string Value)[] headers) =>
        Start(Saying(json, status, headers));

    public static RequestDelegate Saying(string json, int status = 200, params (string Name, string Value)[] headers) =>
        async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            if (status != 204) await context.Response.WriteAsync(json);
        };

    public static Task Hang(HttpContext context) => Task.Delay(Timeout.Infinite, context.RequestAborted);

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Keep(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Received.Enqueue(new Sent(
            context.Request.Method,
            target,
            context.Request.ContentType,
            context.Request.Headers.Authorization.ToString(),
            await reader.ReadToEndAsync()));
        await Answer(context);
    }

    internal sealed record Sent(string Method, string Target, string? ContentType, string Authorization, string Body);
}
