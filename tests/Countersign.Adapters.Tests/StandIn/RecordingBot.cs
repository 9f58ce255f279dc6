using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Adapters.Tests.StandIn;

/// <summary>The least that can stand where the bot stands: keeps what it gets, answers what it is told.</summary>
internal sealed class RecordingBot : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RecordingBot(WebApplication app) => _app = app;

    public ConcurrentQueue<Received> Requests { get; } = new();
    public Func<Received, (int Status, string Body)> Answer { get; set; } = _ => (200, "");
    public Uri Address => new(_app.Urls.First());
    public Received Last => Requests.Last();

    public static async Task<RecordingBot> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        var bot = new RecordingBot(app);
        app.Run(bot.Take);
        await app.StartAsync();
        return bot;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var received = new Received(http.Request.Path, body.ToArray(), http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString()));
        Requests.Enqueue(received);
        var (status, answer) = Answer(received);
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(answer);
    }
}

internal sealed record Received(string Path, byte[] Body, Dictionary<string, string> Headers)
{
    public string Text => Encoding.UTF8.GetString(Body);
    public string Field(string name) => QueryHelpers.ParseQuery(Text)[name].ToString();
    public JsonNode Payload => JsonNode.Parse(Field("payload"))!;
    public JsonNode Json => JsonNode.Parse(Text)!;
}
