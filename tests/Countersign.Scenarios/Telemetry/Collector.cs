using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Countersign.Scenarios.Telemetry;

/// <summary>A collector of OTLP, over HTTP and gRPC, that reads what it is sent with a decoder of its own: names and attributes.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _posts = new();

    private Collector(WebApplication app) => _app = app;

    /// <summary>For protobuf over HTTP.</summary>
    public Uri Address => new(_app.Urls.First());

    /// <summary>For gRPC.</summary>
    public Uri Grpc => new(_app.Urls.Last());

    /// <summary>What each post bore beside its body, by its header <c>x-key</c>.</summary>
    public ConcurrentQueue<string> Keys { get; } = new();

    public HashSet<string> Metrics => [.. Bodies("/v1/metrics").SelectMany(b => Under(b, 1, 2, 2, 1)).Select(Text)];

    public HashSet<string> Spans => [.. Bodies("/v1/traces").SelectMany(b => Under(b, 1, 2, 2, 5)).Select(Text)];

    /// <summary>Names of spans whose parent was sent too, with the parent's.</summary>
    public HashSet<(string Parent, string Child)> Families
    {
        get
        {
            var spans = Bodies("/v1/traces").SelectMany(b => Under(b, 1, 2, 2)).ToList();
            var names = spans.ToDictionary(s => Convert.ToHexString(Under(s, 2).Single().Span), s => Text(Under(s, 5).Single()));
            return [.. from span in spans
                       let parent = Under(span, 4).Select(p => Convert.ToHexString(p.Span)).FirstOrDefault("")
                       where names.ContainsKey(parent)
                       select (names[parent], Text(Under(span, 5).Single()))];
        }
    }

    /// <summary>The counts of a counter as they were sent first, each with its attributes: <c>a=1,b=2: 0</c>.</summary>
    public HashSet<string> First(string counter)
    {
        var first = new Dictionary<string, long>();
        foreach (var point in Bodies("/v1/metrics").SelectMany(b => Under(b, 1, 2, 2)).Where(m => Text(Under(m, 1).Single()) == counter).SelectMany(m => Under(m, 7, 1)))
        {
            var attributes = Under(point, 7).Select(a => $"{Text(Under(a, 1).Single())}={Text(Under(a, 2, 1).Single())}").Order(StringComparer.Ordinal);
            first.TryAdd(string.Join(',', attributes), BitConverter.ToInt64(Under(point, 6).Single().Span));
        }

        return [.. first.Select(f => $"{f.Key}: {f.Value}")];
    }

    /// <summary>Everything that was sent, as text: to look for what must not be in it.</summary>
    public string Everything => string.Concat(_posts.Select(p => Encoding.UTF8.GetString(p.Body)));

    public static async Task<Collector> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http1);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, l => l.Protocols = HttpProtocols.Http2);
        });
        var app = builder.Build();
        var collector = new Collector(app);
        app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            await collector.Take(request, $"/v1/{signal}", "application/x-protobuf", skip: 0);
            return Results.Bytes([], "application/x-protobuf");
        });
        // A message of gRPC has five bytes before it: not compressed, and its length. Its status is a trailer.
        app.MapPost("/opentelemetry.proto.collector.{signal}.v1.{service}/Export", async (string signal, HttpContext http) =>
        {
            await collector.Take(http.Request, $"/v1/{(signal == "trace" ? "traces" : signal)}", "application/grpc", skip: 5);
            http.Response.ContentType = "application/grpc";
            await http.Response.Body.WriteAsync(new byte[5]);
            http.Response.AppendTrailer("grpc-status", "0");
        });
        await app.StartAsync();
        return collector;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task Take(HttpRequest request, string path, string type, int skip)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        request.ContentType.ShouldBe(type);
        Keys.Enqueue(request.Headers["x-key"].ToString());
        _posts.Enqueue((path, body.ToArray()[skip..]));
    }

    private IEnumerable<ReadOnlyMemory<byte>> Bodies(string path) => _posts.Where(p => p.Path == path).Select(p => (ReadOnlyMemory<byte>)p.Body);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    /// <summary>The fields that lie below a message by these numbers, one within the other.</summary>
    private static IEnumerable<ReadOnlyMemory<byte>> Under(ReadOnlyMemory<byte> message, params int[] fields) =>
        fields is [var first, .. var rest] ? Fields(message).Where(f => f.Number == first).SelectMany(f => Under(f.Bytes, rest)) : [message];

    private static List<(int Number, ReadOnlyMemory<byte> Bytes)> Fields(ReadOnlyMemory<byte> message)
    {
        var found = new List<(int, ReadOnlyMemory<byte>)>();
        for (var at = 0; at < message.Length;)
        {
            var key = Varint(message.Span, ref at);
            var length = (key & 7) switch
            {
                0 => 0,
                1 => 8,
                5 => 4,
                2 => (int)Varint(message.Span, ref at),
                _ => throw new InvalidDataException($"Wire type {key & 7}."),
            };
            if ((key & 7) == 0)
                Varint(message.Span, ref at);
            found.Add(((int)(key >> 3), message.Slice(at, length)));
            at += length;
        }

        return found;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = bytes[at++];
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return value;
            shift += 7;
        }
    }
}
