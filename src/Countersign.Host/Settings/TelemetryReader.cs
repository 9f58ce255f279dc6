using Countersign.Host.Telemetry;

namespace Countersign.Host.Settings;

/// <summary>The section <c>Telemetry</c>, and OpenTelemetry's own variables beside it.</summary>
internal static class TelemetryReader
{
    private const string Variable = "OTEL_EXPORTER_OTLP_";
    private static readonly string[] Protocols = ["http/protobuf", "grpc"];

    /// <returns>Null when nobody is to be told.</returns>
    public static TelemetrySettings? Read(TelemetrySection section, IConfiguration all, string folder, List<string> problems)
    {
        var before = problems.Count;
        if (string.Equals(all["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var endpoint = string.IsNullOrWhiteSpace(section.OtlpEndpoint) ? null : SettingsReader.Address(section.OtlpEndpoint, "Telemetry:OtlpEndpoint", problems);
        if (section.Protocol is { Length: > 0 } protocol && !Protocols.Contains(protocol))
            problems.Add($"Telemetry:Protocol: “{protocol}” is not known; write {string.Join(" or ", Protocols)}.");
        var withHeaders = !string.IsNullOrEmpty(section.Headers) || !string.IsNullOrEmpty(section.HeadersFile);
        var headers = withHeaders
            ? SettingsReader.Secret(section.Headers, section.HeadersFile, "Telemetry:Headers", folder, problems, "Write key=value, with commas between several")
            : null;
        if (headers is not null && !headers.Split(',').All(h => h.IndexOf('=', StringComparison.Ordinal) > 0))
            problems.Add("Telemetry:Headers: has to be key=value, with commas between several.");
        if (endpoint is { Scheme: "http", IsLoopback: false } && headers is not null)
            problems.Add("Telemetry:OtlpEndpoint: has to be https, or the headers would travel in the clear.");
        if (endpoint is null && withHeaders && problems.Count == before && !Env(all, "ENDPOINT"))
            problems.Add("Telemetry:Headers: is set without Telemetry:OtlpEndpoint. Say where to, or leave it out.");
        if (problems.Count > before)
            return null;
        var toBoth = endpoint is not null || Env(all, "ENDPOINT");
        var settings = new TelemetrySettings(
            endpoint, section.Protocol == "grpc", headers, toBoth || Env(all, "METRICS_ENDPOINT"), toBoth || Env(all, "TRACES_ENDPOINT"));
        return settings.WithMetrics || settings.WithTraces ? settings : null;
    }

    private static bool Env(IConfiguration all, string name) => !string.IsNullOrWhiteSpace(all[Variable + name]);
}
