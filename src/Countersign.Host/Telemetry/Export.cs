using Countersign.Core.People;
using Countersign.Host.Settings;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Countersign.Host.Telemetry;

/// <summary>
/// Sends meters and traces by OTLP from the start to the stop. The framework's own traces are left out: the addresses in them hold
/// response tokens and conversations.
/// </summary>
internal sealed class Export(HostSettings host, TelemetrySettings settings, Instruments instruments, Gauges gauges) : IHostedService, IDisposable
{
    /// <summary>The framework's meters that say something here; their names and units are OpenTelemetry's.</summary>
    public static readonly string[] OfTheFramework =
        ["Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "System.Runtime"];

    // Milliseconds.
    private const int LongestStop = 2_000;

    private MeterProvider? _meters;
    private TracerProvider? _traces;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        // They have to be there before the first export, whoever else asks for them later.
        _ = (instruments, gauges);
        if (settings.WithMetrics)
            _meters = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(Resource())
                .AddMeter(Instruments.Name)
                .AddMeter(OfTheFramework)
                .AddOtlpExporter((exporter, _) => Set(exporter, "v1/metrics"))
                .Build();
        if (settings.WithTraces)
            _traces = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(Resource())
                .AddSource(Instruments.Name)
                .AddOtlpExporter(exporter => Set(exporter, "v1/traces"))
                .Build();
        instruments.Begin(Platforms());
        return Task.CompletedTask;
    }

    // Both at once, and no longer than that: nobody waits for a collector that hangs.
    public Task StopAsync(CancellationToken cancellationToken) => Task.WhenAny(
        Task.WhenAll(Task.Run(() => _meters?.Shutdown(LongestStop), CancellationToken.None), Task.Run(() => _traces?.Shutdown(LongestStop), CancellationToken.None)),
        Task.Delay(LongestStop, CancellationToken.None));

    public void Dispose()
    {
        _meters?.Dispose();
        _traces?.Dispose();
    }

    // The environment's OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES come last and win.
    private static ResourceBuilder Resource() => ResourceBuilder.CreateEmpty()
        .AddService("countersign", serviceVersion: typeof(Export).Assembly.GetName().Version?.ToString(3))
        .AddTelemetrySdk()
        .AddEnvironmentVariableDetector();

    // What the settings don't say, the environment does: the exporter reads OTEL_EXPORTER_OTLP_… by itself.
    private void Set(OtlpExporterOptions exporter, string path)
    {
        if (settings.Headers is { } headers)
            exporter.Headers = headers;
        if (settings.Endpoint is not { } endpoint)
            return;
        exporter.Protocol = settings.IsGrpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
        exporter.Endpoint = settings.IsGrpc ? endpoint : new Uri($"{endpoint.AbsoluteUri.TrimEnd('/')}/{path}");
    }

    private List<Platform> Platforms()
    {
        var all = new List<Platform>(2);
        if (host.Slack is not null)
            all.Add(Platform.Slack);
        if (host.Teams is not null)
            all.Add(Platform.Teams);
        return all;
    }
}
