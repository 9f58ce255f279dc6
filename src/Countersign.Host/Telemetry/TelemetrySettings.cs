namespace Countersign.Host.Telemetry;

/// <summary>Who is told what the program measures of itself.</summary>
/// <param name="Endpoint">An OTLP collector's address, without a path of its own; null leaves it to OpenTelemetry's variables.</param>
/// <param name="IsGrpc">Else it is protobuf over HTTP.</param>
/// <param name="Headers">As OpenTelemetry writes them: <c>key=value,key=value</c>. A secret.</param>
public sealed record TelemetrySettings(Uri? Endpoint, bool IsGrpc, string? Headers, bool WithMetrics, bool WithTraces)
{
    /// <summary>Where the first of it goes, for whoever wants to know whether anybody answers there; null leaves it unknown.</summary>
    public OtlpCollector? Collector { get; init; }

    // Not with the headers: they are a secret.
    public override string ToString() => $"{Endpoint}, {(IsGrpc ? "gRPC" : "HTTP")}";
}

/// <summary>Where one signal goes.</summary>
/// <param name="Address">With the path by which it is sent.</param>
/// <param name="Headers">A secret.</param>
public sealed record OtlpCollector(Uri Address, string? Headers)
{
    /// <summary>Else it is protobuf over HTTP.</summary>
    public bool IsGrpc { get; init; }

    public override string ToString() => Address.GetLeftPart(UriPartial.Authority);
}
