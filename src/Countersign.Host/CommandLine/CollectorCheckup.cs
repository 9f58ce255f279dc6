using System.Net;
using System.Net.Http.Headers;
using Countersign.Edge;
using Countersign.Host.Telemetry;

namespace Countersign.Host.CommandLine;

/// <summary><c>doctor</c>'s look at the collector: whether it takes an export with nothing in it. What the headers hold is never said.</summary>
internal static class CollectorCheckup
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    // A message of gRPC: not compressed, of no length.
    private static readonly byte[] NothingByGrpc = new byte[5];

    // gRPC's own statuses: permission denied, unauthenticated.
    private static readonly string[] NotLetIn = ["7", "16"];

    public static async Task<Checkup> Of(OtlpCollector collector, CancellationToken cancel)
    {
        using var http = OutboundHttp.Create();
        using var request = Nothing(collector);
        var (answer, broken) = await OutboundHttp.Exchange(http, request, Limit, TimeProvider.System, (response, _) => new Answer(response.StatusCode, GrpcOf(response)), cancel);
        return (answer, broken) switch
        {
            (_, TimeoutException) => Wrong($"{collector} does not answer within {Limit.TotalSeconds:0} s", "Look whether the collector hangs, or something between swallows it. The bot runs without it."),
            (null, _) => Wrong($"{collector} does not answer", "Start the collector, or correct Telemetry:OtlpEndpoint; OTLP is on port 4318 by HTTP and on 4317 by gRPC. The bot runs without it."),
            ({ IsLetIn: false }, _) => Wrong($"{collector} answers that it does not know us", "Put its token into Telemetry:HeadersFile, as key=value."),
            ({ Status: HttpStatusCode.OK, Grpc: null or "0" }, _) => new("collector", true, $"{collector} answers"),
            ({ } other, _) => Wrong($"{collector} answers {other}, not as a collector of {(collector.IsGrpc ? "OTLP by gRPC" : "OTLP by HTTP")}", "Correct Telemetry:OtlpEndpoint and Telemetry:Protocol; OTLP is on port 4318 by HTTP and on 4317 by gRPC."),
        };
    }

    private static HttpRequestMessage Nothing(OtlpCollector collector)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, collector.Address) { Content = new ByteArrayContent(collector.IsGrpc ? NothingByGrpc : []) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(collector.IsGrpc ? "application/grpc" : "application/x-protobuf");
        if (collector.IsGrpc)
        {
            (request.Version, request.VersionPolicy) = (HttpVersion.Version20, HttpVersionPolicy.RequestVersionExact);
            request.Headers.TE.Add(new("trailers"));
        }

        foreach (var header in collector.Headers?.Split(',') ?? [])
            if (header.Split('=', 2) is [var key, var value])
                request.Headers.TryAddWithoutValidation(key.Trim(), Uri.UnescapeDataString(value.Trim()));
        return request;
    }

    // Where there is no message the status stands in the head.
    private static string? GrpcOf(HttpResponseMessage response) =>
        response.TrailingHeaders.TryGetValues("grpc-status", out var trailing) ? trailing.First()
        : response.Headers.TryGetValues("grpc-status", out var leading) ? leading.First()
        : null;

    private static Checkup Wrong(string found, string todo) => new("collector", false, found, todo);

    private sealed record Answer(HttpStatusCode Status, string? Grpc)
    {
        public bool IsLetIn => Status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) && !NotLetIn.Contains(Grpc);

        public override string ToString() => Grpc is { } status and not "0" ? $"status {status} of gRPC" : $"{(int)Status}";
    }
}
