using Countersign.Host.Telemetry;

namespace Countersign.Host.Settings;

/// <summary>The section <c>Telemetry</c>, and OpenTelemetry's own variables beside it.</summary>
internal static class TelemetryReader
{
    private const string Example = "http://127.0.0.1:4318";
    private static readonly string[] Protocols = ["http/protobuf", "grpc"];
    private static readonly string[] Signals = ["/v1/metrics", "/v1/traces", "/v1/logs"];

    /// <returns>Null when nobody is to be told.</returns>
    public static TelemetrySettings? Read(TelemetrySection section, IConfiguration all, string folder, List<string> problems)
    {
        var before = problems.Count;
        if (string.Equals(all["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase))
            return null;
        var variables = new OtlpVariables(all);
        var endpoint = string.IsNullOrWhiteSpace(section.OtlpEndpoint) ? null : Endpoint(section.OtlpEndpoint, problems);
        if (section.Protocol is { Length: > 0 } protocol && !Protocols.Contains(protocol))
            problems.Add($"Telemetry:Protocol: “{protocol}” is not known; write {string.Join(" or ", Protocols)}.");
        var withHeaders = !string.IsNullOrEmpty(section.Headers) || !string.IsNullOrEmpty(section.HeadersFile);
        var headers = withHeaders
            ? SettingsReader.Secret(section.Headers, section.HeadersFile, "Telemetry:Headers", folder, problems, "Write key=value, with commas between several")
            : null;
        if (headers is not null && !headers.Split(',').All(h => h.IndexOf('=', StringComparison.Ordinal) > 0))
            problems.Add("Telemetry:Headers: has to be key=value, with commas between several.");
        if ((headers is not null || variables.HasHeaders) && InTheClear(endpoint, variables) is { } key)
            problems.Add($"{key}: has to be https, or the headers would travel in the clear.");
        if (endpoint is null && withHeaders && problems.Count == before && !variables.NamesBoth)
            problems.Add("Telemetry:Headers: is set without Telemetry:OtlpEndpoint. Say where to, or leave it out.");
        if (problems.Count > before)
            return null;
        var toBoth = endpoint is not null || variables.NamesBoth;
        var settings = new TelemetrySettings(
            endpoint, section.Protocol == "grpc", headers, toBoth || variables.NamesMetrics, toBoth || variables.NamesTraces);
        return settings.WithMetrics || settings.WithTraces ? settings with { Collector = variables.CollectorOf(settings) } : null;
    }

    private static Uri? Endpoint(string text, List<string> problems)
    {
        const string key = "Telemetry:OtlpEndpoint";
        if (SettingsReader.Address(text, key, problems, Example) is not { } endpoint)
            return null;
        if (endpoint.Query.Length == 0 && endpoint.Fragment.Length == 0 && !Signals.Any(s => endpoint.AbsolutePath.TrimEnd('/').EndsWith(s, StringComparison.Ordinal)))
            return endpoint;
        // Not the text: a query may hold a token.
        problems.Add($"{key}: is to be the collector's address alone, such as {Example}: without a query, and without /v1/metrics or /v1/traces, which are added.");
        return null;
    }

    /// <returns>The key or variable whose address would get the headers unencrypted, beyond this machine; null where none would.</returns>
    private static string? InTheClear(Uri? endpoint, OtlpVariables variables) =>
        endpoint is { Scheme: "http", IsLoopback: false } ? "Telemetry:OtlpEndpoint"
        : endpoint is null ? variables.InTheClear
        : null;
}
