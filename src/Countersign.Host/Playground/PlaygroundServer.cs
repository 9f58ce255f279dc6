using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Countersign.Host.CommandLine;
using Countersign.Host.Settings;
using Countersign.Host.Ticking;
using Countersign.Playground.Page;
using Countersign.Playground.Slack;
using Countersign.Playground.Town;
using Countersign.Slack;
using Countersign.Slack.Wire;
using Countersign.Storage;
using NodaTime;

namespace Countersign.Host.Playground;

/// <param name="Port">On the loopback address; nothing else is ever bound.</param>
/// <param name="Reset">Forget everything and start over.</param>
/// <param name="SeedHistory">Make two months of history first.</param>
internal sealed record PlaygroundOptions(int Port, bool Reset, bool SeedHistory);

/// <summary>
/// The bot as it is, beside a stand-in Slack with a page: no account, no credentials, a database of its own. Refuses to start where
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
        await using var slack = await StandInSlack.Start(Workspace(clock));
        if (!slack.Workspace.Load(files.Workspace))
            await Console.Out.WriteLineAsync($"The chat could not be read and begins empty; the old file is kept as {files.PutAside()}.");
        await using var app = App.Build(
            SettingsOf(slack, files, options.Port), store, Quiet(),
            services => services.AddSingleton<IClock>(clock).AddSingleton<History>());
        var trouble = await app.Services.GetRequiredService<PolicyWatch>().Start(cancel);
        if (trouble.Count > 0)
            return Server.Refuse("The playground's policy file is broken (--reset starts over):", trouble);
        if (options.SeedHistory && !isNew)
            return Server.Refuse("There is a history already:", ["--seed-history makes one from nothing; add --reset to start over."]);
        if (options.SeedHistory)
            await Seed(app, clock, cancel);

        ChatPage.Map(app, slack, clock, new Backstage(
            (after, stop) => store.LedgerAfter(after, 200, stop), app.Services.GetRequiredService<Sweeper>().Wake));
        using var saving = new Saving(slack.Workspace, clock, files);
        await app.StartAsync(cancel);
        slack.BotAddress = new Uri(app.Urls.First());
        await Console.Out.WriteLineAsync($"""
            Countersign’s playground: {app.Urls.First()}
            A stand-in Slack, the real bot behind it. Nothing leaves this machine; Ctrl+C ends it, --reset starts over.
            """);
        await app.WaitForShutdownAsync(cancel);
        return Verbs.Good;
    }

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

    private static StandInOptions Workspace(PlaygroundClock clock) => new()
    {
        Time = clock,
        TeamId = SampleTown.Team,
        TeamDomain = "acme",
        TeamName = "Acme",
        // Known to nobody before this start: whatever else runs on this machine can't speak as Slack.
        SigningSecret = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        BotToken = "xoxb-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
        Users = SampleTown.Users,
        Channels = SampleTown.Channels,
        Commands = [new("/signoff", "Ask for a sign-off, or see what waits", "[link] | status CR-12 | list | mine | next | away until monday | help")],
        Shortcuts = [new("Ask for a sign-off", Countersign.Slack.Cards.Ids.NewShortcut, "Opens the form for an AI-assisted change")],
    };

    private static HostSettings SettingsOf(StandInSlack slack, PlaygroundFiles files, int port) => new(
        new SlackSettings(Encoding.UTF8.GetBytes(slack.SigningSecret), new BotToken(slack.TeamId, slack.BotToken), slack.ApiBaseUrl),
        null, files.Database, files.Policy, new Uri($"http://127.0.0.1:{port}"), null);

    // One reads the page here, not the log: only what goes wrong is worth a line.
    private static IConfiguration Quiet() => new ConfigurationBuilder()
        .AddInMemoryCollection([new("Logging:LogLevel:Default", nameof(LogLevel.Warning))])
        .Build();
}
