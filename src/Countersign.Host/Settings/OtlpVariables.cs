using Countersign.Host.Telemetry;

namespace Countersign.Host.Settings;

/// <summary>
/// OpenTelemetry's own variables, as far as it matters here who is told what: the exporter reads them by itself. Source: the OpenTelemetry
/// specification, "OpenTelemetry Protocol Exporter".
/// </summary>
internal sealed class OtlpVariables(IConfiguration all)
{
    private const string Prefix = "OTEL_EXPORTER_OTLP_";
    private static readonly string[] Signals = ["", "METRICS_", "TRACES_"];

    public bool NamesBoth => Of("ENDPOINT") is not null;

    public bool NamesMetrics => Of("METRICS_ENDPOINT") is not null;

    public bool NamesTraces => Of("TRACES_ENDPOINT") is not null;

    public bool HasHeaders => Array.Exists(Signals, s => Of($"{s}HEADERS") is not null);

    /// <summary>The variable whose address is reached unencrypted, beyond this machine; null where none is.</summary>
    public string? InTheClear => Array.Find(Signals, s => AddressIn($"{s}ENDPOINT") is { Scheme: "http", IsLoopback: false }) is { } signal ? $"{Prefix}{signal}ENDPOINT" : null;

    /// <summary>Where the metrics go, or the traces where nobody gets metrics.</summary>
    /// <returns>Null where the address can't be read.</returns>
    public OtlpCollector? CollectorOf(TelemetrySettings settings)
    {
        var (signal, name) = settings.WithMetrics ? ("METRICS_", "metrics") : ("TRACES_", "traces");
        var isGrpc = settings.Endpoint is null ? (Of($"{signal}PROTOCOL") ?? Of("PROTOCOL") ?? "grpc") == "grpc" : settings.IsGrpc;
        var headers = settings.Headers ?? Of($"{signal}HEADERS") ?? Of("HEADERS");
        var (own, shared) = settings.Endpoint is { } set ? (null, set) : (AddressIn($"{signal}ENDPOINT"), AddressIn("ENDPOINT"));
        if ((own ?? shared) is not { } to)
            return null;
        if (isGrpc)
            return new OtlpCollector(new Uri(to, $"/opentelemetry.proto.collector.{(name == "traces" ? "trace.v1.Trace" : "metrics.v1.Metrics")}Service/Export"), headers) { IsGrpc = true };
        // An address for one signal is taken as it is; one for all gets the signal's path.
        return new OtlpCollector(own ?? new Uri($"{to.AbsoluteUri.TrimEnd('/')}/v1/{name}"), headers);
    }

    private string? Of(string name) => string.IsNullOrWhiteSpace(all[Prefix + name]) ? null : all[Prefix + name];

    private Uri? AddressIn(string name) => Uri.TryCreate(Of(name), UriKind.Absolute, out var address) ? address : null;
}
