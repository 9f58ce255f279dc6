using System.Collections.Concurrent;
using System.Net;

namespace Countersign.Adapters.Tests.SlackWire;

/// <summary>A web server on the loopback that answers each call as a test says, and keeps what it was sent.</summary>
internal sealed class FakeSlack : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RequestDelegate _answer;

    private FakeSlack(RequestDelegate answer)
    {
        _answer = answer;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _app = builder.Build();
        _app.Run(Keep);
    }

    public ConcurrentQueue<Sent> Received { get; } = [];

    public Uri Url => new(_app.Urls.Single());

    public Uri Api => new(Url, "/api");

    public static async Task<FakeSlack> Start(RequestDelegate answer)
    {
        var slack = new FakeSlack(answer);
        await slack._app.StartAsync();
        return slack;
    }

    public static Task<FakeSlack> Answering(string json, int status = 200, params (string Name, string Value)[] headers) =>
        Start(async context =>
        {
            context.Response.StatusCode = status;
            foreach (var (name, value) in headers) context.Response.Headers[name] = value;
            await context.Response.WriteAsync(json);
        });

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task Keep(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Received.Enqueue(new Sent(
            context.Request.Path,
            context.Request.ContentType,
            context.Request.Headers.Authorization.ToString(),
            await reader.ReadToEndAsync()));
        await _answer(context);
    }

    internal sealed record Sent(string Path, string? ContentType, string Authorization, string Body);
}
