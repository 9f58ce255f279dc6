namespace Countersign.Host.Telemetry;

/// <summary>Who is told what the program measures of itself.</summary>
/// <param name="Endpoint">An OTLP collector's address, without a path of its own; null leaves it to OpenTelemetry's variables.</param>
/// <param name="IsGrpc">Else it is protobuf over HTTP.</param>
/// <param name="Headers">As OpenTelemetry writes them: <c>key=value,key=value</c>. A secret.</param>
public sealed record TelemetrySettings(Uri? Endpoint, bool IsGrpc, string? Headers, bool WithMetrics, bool WithTraces)
{
    // Not with the headers: they are a secret.
    public override string ToString() => $"{Endpoint}, {(IsGrpc ? "gRPC" : "HTTP")}";
}
