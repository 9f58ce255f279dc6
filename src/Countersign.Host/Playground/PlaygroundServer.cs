using System.Net;
using System.Net.Sockets;
using Countersign.Host.CommandLine;
using Countersign.Host.Ticking;
using Countersign.Playground.Page;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Countersign.Playground.Town;
using Countersign.Storage;
using Countersign.Teams;
using NodaTime;

namespace Countersign.Host.Playground;

/// <param name="Port">On the loopback address; nothing else is ever bound.</param>
/// <param name="Reset">Forget everything and start over.</param>
/// <param name="SeedHistory">Make two months of history first.</param>
internal sealed record PlaygroundOptions(int Port, bool Reset, bool SeedHistory);

/// <summary>
/// The bot as it is, beside a stand-in Slack and a stand-in Teams with a page: no account, no credentials, a database of its own. Refuses to start where
/// anything of a real installation is set: a container that lost its secrets must fail, not open.
/// </summary>
internal static class PlaygroundServer
{
    public static async Task<int> Run(PlaygroundOptions options, CancellationToken cancel)
    {
        if (Credentials.Found() is { Count: > 0 } found)
            return Server.Refuse("This is no place to play:", found);
        // First of all: what follows may forget, or make, a history.
        if (!IsFree(options.Port))
            return Server.Refuse("The address is taken:", [$"Something else listens on port {options.Port} of this machine. Stop it, or choose another one: --port {options.Port + 1}."]);
        var files = PlaygroundFiles.In(Directory.GetCurrentDirectory());
        return await Server.Guarded(new Uri($"http://127.0.0.1:{options.Port}"), () => Serve(options, files, cancel), cancel);
    }

    private static async Task<int> Serve(PlaygroundOptions options, PlaygroundFiles files, CancellationToken cancel)
    {
        files.Make();
        if (options.Reset)
            files.Reset();
        var clock = new PlaygroundClock(SystemTime.Clock, files.Offset());
        await using var store = SqliteStore.Open(files.Database, clock.Now);
        var isNew = (await store.Figures(cancel)).Requests == 0;
        if (isNew && SampleTown.Awake(clock.Now) is var awake && awake > clock.Now)
            clock.MoveTo(awake);
        await using var slack = await StandInSlack.Start(Workspaces.Slack(clock));
        if (!slack.Workspace.Load(files.Workspace))
            await Tell(files.Workspace);
        await using var teams = await StandInTeams.Start(Workspaces.Teams(clock));
        var isNewTenant = !File.Exists(files.Tenant);
        if (!teams.Tenant.Load(files.Tenant))
        {
            await Tell(files.Tenant);
            isNewTenant = true;
        }

        if (isNewTenant)
            Workspaces.Install(teams);
        await using var app = App.Build(
            Workspaces.Settings(slack, teams, files, options.Port), store, Quiet(),
            services => services.AddSingleton<IClock>(clock).AddSingleton<History>());
        var trouble = await app.Services.GetRequiredService<PolicyWatch>().Start(cancel);
        if (trouble.Count > 0)
            return Server.Refuse("The playground's policy file is broken (--reset starts over):", trouble);
        if (options.SeedHistory && !isNew)
            return Server.Refuse("There is a history already:", ["--seed-history makes one from nothing; add --reset to start over."]);
        // Before anything is sent: of an address that it does not know, the bot takes the person for one without the app.
        if (isNewTenant)
            await Workspaces.Introduce(teams, app.Services.GetRequiredService<Addresses>(), clock);
        else
            await Workspaces.MoveHere(teams, await store.Addresses(Core.People.Platform.Teams, cancel), app.Services.GetRequiredService<Addresses>(), clock);
        if (options.SeedHistory)
            await Seed(app, clock, cancel);

        ChatPage.Map(app, slack, teams, clock, new Backstage(
            (after, stop) => store.LedgerAfter(after, 200, stop), app.Services.GetRequiredService<Sweeper>().Wake));
        using var saving = new Saving(slack.Workspace, teams.Tenant, clock, files);
        await app.StartAsync(cancel);
        slack.BotAddress = teams.BotAddress = new Uri(app.Urls.First());
        if (isNewTenant)
            await teams.InstallEverywhere();
        await Console.Out.WriteLineAsync($"""
            Countersign’s playground: {app.Urls.First()}
            A stand-in Slack and a stand-in Teams, the real bot behind them. Nothing leaves this machine; Ctrl+C ends it, --reset starts over.
            """);
        await app.WaitForShutdownAsync(cancel);
        return Verbs.Good;
    }

    private static Task Tell(string broken) =>
        Console.Out.WriteLineAsync($"The chat could not be read and begins empty; the old file is kept as {PlaygroundFiles.PutAside(broken)}.");

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static async Task Seed(WebApplication app, PlaygroundClock clock, CancellationToken cancel)
    {
        await Console.Out.WriteLineAsync("Making two months of history; this takes some seconds …");
        var made = await app.Services.GetRequiredService<History>().Write(clock.Now, cancel);
        await Console.Out.WriteLineAsync($"{Count.Of(made, "request")} made.");
    }

    // One reads the page here, not the log: only what goes wrong is worth a line.
    private static IConfiguration Quiet() => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Logging:LogLevel:Default", nameof(LogLevel.Warning))])
        .Build();
}
