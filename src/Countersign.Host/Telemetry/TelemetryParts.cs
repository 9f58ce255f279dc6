namespace Countersign.Host.Telemetry;

/// <summary>The parts that measure. Without settings for them there are none: nothing is counted, and nothing costs anything.</summary>
internal static class TelemetryParts
{
    public static void Add(IServiceCollection services, TelemetrySettings settings)
    {
        services.AddSingleton(settings).AddSingleton<Instruments>().AddSingleton<Gauges>();
        // First to start and last to stop: what happens at a stop is sent too.
        services.AddHostedService<Export>();
        services.AddHostedService<RecordMeter>();
    }

    public static void Use(WebApplication app)
    {
        if (app.Services.GetService<Instruments>() is not null)
            app.UseMiddleware<AckMeter>();
    }
}
