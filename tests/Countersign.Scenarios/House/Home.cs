using Countersign.Playground.Teams;
using System.Text;
using Countersign.Host;
using Countersign.Host.Settings;
using Countersign.Host.Ticking;
using Countersign.Playground.Slack;
using Countersign.Slack;
using Countersign.Slack.Availability;
using BotToken = Countersign.Slack.Wire.BotToken;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Scenarios.House;

/// <summary>The real host on real HTTP, a stand-in Slack, a database of its own, and a clock that the test moves.</summary>
internal sealed class Home : IAsyncDisposable
{
    /// <summary>A Friday morning within everybody's hours.</summary>
    public static readonly Instant Friday10 = Instant.FromUtc(2026, 11, 20, 10, 0);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-");
    private SqliteStore? _store;
    private WebApplication? _app;

    private readonly StandInTeams? _teams;
    private bool WithSlack { get; init; } = true;
    private SteadyTime? Steady { get; init; }
    private Uri? PublicUrl { get; init; }

    private Func<IClock, TimeWitness>? Witness { get; init; }

    private Home(ManualTime clock, StandInSlack slack, StandInTeams? teams) => (Clock, Slack, _teams) = (clock, slack, teams);

    public ManualTime Clock { get; }

    public StandInSlack Slack { get; }

    /// <summary>Only where the house was opened with Teams.</summary>
    public StandInTeams Teams => _teams ?? throw new InvalidOperationException("This house has no Teams.");

    /// <summary>Who is told what the bot measures, from the next start on.</summary>
    public Countersign.Host.Telemetry.TelemetrySettings? Telemetry { get; set; }

    /// <summary>What the bot itself knows of itself.</summary>
    public Uri Address => new(_app!.Urls.First());

    public SqliteStore Store => _store!;

    public IServiceProvider Services => _app!.Services;

    public string DatabasePath => Path.Combine(_folder.FullName, "countersign.db");

    public string PolicyPath => Path.Combine(_folder.FullName, "policy.yaml");

    /// <param name="steady">Time that nobody sets; null lets it go along with the clock that the test moves.</param>
    /// <param name="witness">Whom the bot asks for the time; null for nobody.</param>
    /// <param name="publicUrl">Where people reach the dashboard; an address of this machine is the one that is bound.</param>
    public static async Task<Home> Open(
        Instant? now = null, string? policy = null, StandInOptions? options = null, SteadyTime? steady = null,
        Func<IClock, TimeWitness>? witness = null, Uri? publicUrl = null)
    {
        var clock = new ManualTime(now ?? Friday10);
        var slack = await StandInSlack.Start((options ?? new StandInOptions { Time = clock }) with
        {
            Time = clock,
            TeamId = Town.Team,
            Users = options?.Users is { Count: > 0 } users ? users : Town.Users,
            Channels = options?.Channels is { Count: > 0 } channels ? channels : Town.Channels,
            AckLimit = TimeSpan.FromSeconds(10),
        });
        return await Open(new Home(clock, slack, null) { Steady = steady, Witness = witness, PublicUrl = publicUrl }, policy ?? Town.Policy);
    }

    /// <summary>The same with Teams beside Slack, and the app installed for everybody there.</summary>
    /// <param name="installed">False leaves it to the scenario.</param>
    /// <param name="alone">The bot has no Slack section.</param>
    public static async Task<Home> OpenWithTeams(string? policy = null, Instant? now = null, bool installed = true, bool rates = false, bool alone = false, Uri? publicUrl = null)
    {
        var clock = new ManualTime(now ?? Friday10);
        var slack = await StandInSlack.Start(new StandInOptions
        {
            Time = clock,
            TeamId = Town.Team,
            Users = Town.Users,
            Channels = Town.Channels,
            AckLimit = TimeSpan.FromSeconds(10),
            Scopes = ["commands", "chat:write", "im:write", "users:read", "files:write"],
        });
        var teams = await StandInTeams.Start(TeamsTown.Options(clock) with { EnforceRates = rates });
        var home = await Open(new Home(clock, slack, teams) { WithSlack = !alone, PublicUrl = publicUrl }, policy ?? TeamsTown.Policy());
        if (installed)
            await teams.InstallEverywhere();
        return home;
    }

    private static async Task<Home> Open(Home home, string policy)
    {
        await File.WriteAllTextAsync(home.PolicyPath, policy);
        await home.Start();
        return home;
    }

    public SlackPerson As(string name) => Slack.As(name);

    public async Task Start()
    {
        var settings = new HostSettings(
            !WithSlack ? null : new SlackSettings(Encoding.UTF8.GetBytes(Slack.SigningSecret), new BotToken(Town.Team, Slack.BotToken), Slack.ApiBaseUrl),
            _teams is null ? null : TeamsTown.Settings(_teams), DatabasePath, PolicyPath,
            PublicUrl is { IsLoopback: true } address ? address : new Uri("http://127.0.0.1:0"), PublicUrl)
        {
            Telemetry = Telemetry,
        };
        _store = SqliteStore.Open(DatabasePath, Clock.Now);
        _app = App.Build(settings, _store, new ConfigurationBuilder().Build(), services =>
        {
            services.AddSingleton<IClock>(Clock);
            if (Steady is not null)
                services.AddSingleton(Steady);
            if (Witness is { } witness)
                services.AddSingleton(s => witness(s.GetRequiredService<IClock>()));
        });
        var trouble = await _app.Services.GetRequiredService<PolicyWatch>().Start(CancellationToken.None);
        if (trouble.Count > 0)
            throw new InvalidOperationException(string.Join('\n', trouble));
        await _app.StartAsync();
        Slack.BotAddress = Address;
        if (_teams is not null)
            _teams.BotAddress = Address;
    }

    public async Task Stop()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (_store is not null)
            await _store.DisposeAsync();
        (_app, _store) = (null, null);
    }

    public async Task Restart()
    {
        await Stop();
        await Start();
    }

    /// <summary>Moves the clock, and lets everything that came due happen.</summary>
    public void Advance(Duration by)
    {
        Clock.Advance(by);
        _app!.Services.GetRequiredService<Sweeper>().Wake();
    }

    public void MoveTo(Instant to) => Advance(to - Clock.Now);

    /// <summary>Lets the bot look at what Slack says of people's time.</summary>
    public Task LookAtPresence() => _app!.Services.GetRequiredService<PresenceWatch>().Look(CancellationToken.None);

    /// <summary>Replaces the policy file and takes it now.</summary>
    public async Task ChangePolicy(string yaml)
    {
        await File.WriteAllTextAsync(PolicyPath, yaml);
        await _app!.Services.GetRequiredService<PolicyWatch>().Look(CancellationToken.None);
    }

    /// <summary>Ana asks for a sign-off by the form.</summary>
    public async Task<string> Submit(string author = "ana", string title = "Retry failed refunds", string service = "Payments (critical)", string destruction = "", string rollback = "")
    {
        var person = As(author);
        (await person.Run("/signoff https://github.com/acme/payments-api/pull/12")).Status.ShouldBe(200);
        await person.SeesView("Ask for a sign-off");
        var fields = new List<(string, string)>
        {
            ("Title", title),
            ("Service", service),
            ("AI tools used", "Claude Code"),
            ("What the AI did", "Wrote the retry loop and its tests."),
            ("What you checked yourself", "Read every line and ran it against the sandbox."),
        };
        if (destruction.Length > 0)
            fields.Add(("Does it delete, recreate or migrate anything?", destruction));
        if (rollback.Length > 0)
            fields.Add(("Rollback plan", rollback));
        var answer = await person.Submit([.. fields]);
        answer.Outcome.ShouldBe(Submitted.Closed, string.Join("; ", answer.Errors));
        return title;
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Slack.DisposeAsync();
        if (_teams is not null)
            await _teams.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
