using Countersign.Core.Desk;
using Countersign.Core.Ledger;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Dashboard;
using Countersign.Edge;
using Countersign.Host.Forecasts;
using Countersign.Host.Health;
using Countersign.Host.Outbox;
using Countersign.Host.Settings;
using Countersign.Host.Telemetry;
using Countersign.Host.Ticking;
using Countersign.Slack;
using Countersign.Slack.Availability;
using Countersign.Slack.Inbound;
using Countersign.Slack.Wire;
using Countersign.Storage;
using Countersign.Teams;
using Countersign.Teams.Inbound;
using Countersign.Teams.Wire.Auth;
using Countersign.Teams.Wire.Connector;
using Quartz;

namespace Countersign.Host;

/// <summary>The composition root: which parts there are and what each is given. Nothing here decides anything.</summary>
public static class App
{
    /// <param name="store">Opened, and owned by the app from here on.</param>
    /// <param name="adjust">For tests: another clock, say.</param>
    public static WebApplication Build(
        HostSettings settings, SqliteStore store, IConfiguration configuration, Action<IServiceCollection>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // The settings alone say what is bound: the framework's own variables (Kestrel__Endpoints__…, ASPNETCORE_URLS) would add to it.
        ((IConfigurationBuilder)builder.Configuration).Sources.Clear();
        builder.Configuration.AddInMemoryCollection();
        Log(builder.Logging, configuration);
        builder.WebHost.UseUrls(settings.Listen.ToString()).ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Limits.MaxConcurrentConnections = 2_000;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(5);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 1_024, gracePeriod: TimeSpan.FromSeconds(2));
        });
        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(SystemTime.Clock);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(s => SteadyTime.Beside(s.GetRequiredService<NodaTime.IClock>(), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(store).AddSingleton<IStore>(store).AddSingleton<IOverview>(store);
        if (settings.Telemetry is { } telemetry)
            TelemetryParts.Add(services, telemetry);
        Core(services);
        services.AddSingleton<Later>();
        if (settings.Slack is { } slack)
            Slack(services, slack);
        if (settings.Teams is { } teams)
            Teams(services, teams);
        services.AddDashboard(settings.Dashboard);
        services.AddSingleton(s => new RecordChecks(s.GetRequiredService<NodaTime.IClock>().GetCurrentInstant()));
        services.AddSingleton<Delivery>().AddSingleton<OutboxPump>().AddSingleton<ClockHold>().AddSingleton(s => TimeWitness.Of(settings, s.GetRequiredService<NodaTime.IClock>())).AddSingleton<Sweeper>().AddSingleton<PolicyWatch>();
        services.AddSingleton<Dashboard.Pages.IPeriodFiles, Export.PeriodFiles>();
        services.AddSingleton<WeekPictures>().AddSingleton<Core.Charts.IChartDrawer>(s => s.GetRequiredService<WeekPictures>());
        services.AddSingleton<Readiness>();
        services.AddProblemDetails();
        services.AddHostedService<RecordWatch>();
        services.AddHostedService<LedgerPatrol>();
        services.AddHostedService(s => s.GetRequiredService<OutboxPump>());
        services.AddHostedService(s => s.GetRequiredService<Sweeper>());
        services.AddSingleton<Forecaster>().AddSingleton<IForecast>(s => s.GetRequiredService<Forecaster>());
        services.AddHostedService(s => s.GetRequiredService<Forecaster>());
        services.AddSingleton<IBackups, Backups>();
        services.AddHostedService<Watchkeeper>();
        services.AddHostedService<LastCalls>();
        Tick(services);
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(25));
        adjust?.Invoke(services);

        var app = builder.Build();
        app.UseStatusCodePages(Unanswered.Say);
        TelemetryParts.Use(app);
        if (settings.Slack is not null)
            SlackEndpoints.Map(app);
        if (settings.Teams is not null)
            TeamsEndpoint.Map(app);
        Readiness.Map(app);
        DashboardEndpoints.Map(app);
        return app;
    }

    private static void Core(IServiceCollection services) => services
        .AddSingleton(new PolicyInForce(PolicyBook.Empty))
        .AddSingleton<Deciding>()
        .AddSingleton<Submitting>()
        .AddSingleton<Presences>()
        .AddSingleton<OwnTime>()
        .AddSingleton<Pressing>()
        .AddSingleton<Forecasting>()
        .AddSingleton<Commands>()
        .AddSingleton<Doorkeeper>()
        .AddSingleton<Reachability>()
        .AddSingleton<PolicyReload>()
        .AddSingleton<PolicyConfirming>()
        .AddSingleton<Bench>()
        .AddSingleton<Ranking>()
        .AddSingleton<SeatRouting>()
        .AddSingleton<Swapping>()
        .AddSingleton<Moving>()
        .AddSingleton<Offering>()
        .AddSingleton<Taking>()
        .AddSingleton<Escalating>()
        .AddSingleton<ClockTrouble>()
        .AddSingleton<Recurring>()
        .AddSingleton<Digests>()
        .AddSingleton<Digesting>()
        .AddSingleton<Watchdog>()
        .AddSingleton<Sweep>();

    private static void Slack(IServiceCollection services, SlackSettings slack) => services
        .AddSingleton(slack)
        .AddSingleton(new SlackApiOptions { BaseUrl = slack.ApiBaseUrl })
        .AddSingleton<Countersign.Slack.Wire.RateGate>()
        .AddSingleton(s => new SlackApi(
            OutboundHttp.Create(), s.GetRequiredService<SlackApiOptions>(), s.GetRequiredService<Countersign.Slack.Wire.RateGate>(), s.GetRequiredService<TimeProvider>()))
        .AddSingleton<SlackDesk>()
        .AddSingleton<PrivateWords>()
        .AddSingleton<Forms>()
        .AddSingleton<Homes>()
        .AddSingleton<SlashCommands>()
        .AddSingleton<Countersign.Slack.Inbound.SwapPresses>()
        .AddSingleton<Presses>()
        .AddSingleton<Submissions>()
        .AddSingleton<Events>()
        .AddSingleton<SlackEndpoints>()
        .AddSingleton<PresenceWatch>()
        .AddHostedService(s => s.GetRequiredService<PresenceWatch>())
        .AddSingleton<IllustratedPost>().AddSingleton<IChat, SlackChat>();

    private static void Teams(IServiceCollection services, TeamsSettings teams) => services
        .AddSingleton(teams)
        .AddSingleton<Countersign.Teams.Wire.Connector.RateGate>()
        .AddSingleton(s => new ConnectorApi(
            OutboundHttp.Create(), teams, s.GetRequiredService<Countersign.Teams.Wire.Connector.RateGate>(), s.GetRequiredService<TimeProvider>()))
        .AddSingleton(_ => new ChannelTokens(teams, OutboundHttp.Create()))
        .AddSingleton<TeamsDesk>()
        .AddSingleton<Addresses>()
        .AddSingleton<Reaching>()
        .AddSingleton<Conversing>()
        .AddSingleton<Acquaintances>()
        .AddSingleton<Messages>()
        .AddSingleton<Countersign.Teams.Inbound.SwapPresses>()
        .AddSingleton<CardPresses>()
        .AddSingleton<Dialogs>()
        .AddSingleton<FormPresses>()
        .AddSingleton<Installations>()
        .AddSingleton<TeamsEndpoint>()
        .AddSingleton<IChat, TeamsChat>();

    private static void Tick(IServiceCollection services)
    {
        services.AddQuartz(q => q
            .AddJob<TickJob>(j => j.WithIdentity("tick"))
            .AddTrigger(t => t.ForJob("tick").WithSimpleSchedule(s => s.WithInterval(TimeSpan.FromSeconds(1)).RepeatForever())));
        services.AddQuartzHostedService(o => o.WaitForJobsToComplete = true);
    }

    // One event, one line: JSON escapes whatever would break out of it.
    private static void Log(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.ClearProviders();
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddJsonConsole(o =>
        {
            o.UseUtcTimestamp = true;
            o.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
            o.JsonWriterOptions = new() { Indented = false };
        });
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Quartz", LogLevel.Warning);
    }
}
