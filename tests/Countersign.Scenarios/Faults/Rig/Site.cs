using System.Text.Json;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>A folder with settings, policy and database, a stand-in Slack in this process, and the real host in another.</summary>
internal sealed class Site : IAsyncDisposable
{
    // Everybody works always: these tests run at whatever hour it is.
    private static readonly string Policy = Town.Policy.Replace("zone: UTC", "zone: UTC, hours: \"mon-sun 00:00-23:59\"", StringComparison.Ordinal);

    private readonly DirectoryInfo _folder;

    private Site(DirectoryInfo folder, StandInSlack slack, Uri address) => (_folder, Slack, Address) = (folder, slack, address);

    public StandInSlack Slack { get; }

    public Uri Address { get; }

    public HostProcess? Host { get; private set; }

    public string Folder => _folder.FullName;

    public string Config => Path.Combine(Folder, "settings.json");

    public string PolicyPath => Path.Combine(Folder, "policy.yaml");

    public string Database { get; private init; } = "";

    /// <param name="data">Where the database stands, if not in the site's own folder.</param>
    public static async Task<Site> Open(string? data = null, StandInOptions? options = null)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-fault-");
        var slack = await StandInSlack.Start((options ?? new StandInOptions { Time = TimeProvider.System }) with
        {
            TeamId = Town.Team,
            Users = Town.Users,
            Channels = Town.Channels,
            AckLimit = TimeSpan.FromSeconds(10),
            Patience = TimeSpan.FromSeconds(30),
        });
        var site = new Site(folder, slack, new Uri($"http://127.0.0.1:{FreePort.Next()}"))
        {
            Database = Path.Combine(data ?? folder.FullName, "countersign.db"),
        };
        slack.BotAddress = site.Address;
        await File.WriteAllTextAsync(site.PolicyPath, Policy);
        await site.Configure(site.Settings());
        return site;
    }

    /// <summary>The settings as sections; a test changes what it is about.</summary>
    public Dictionary<string, Dictionary<string, string>> Settings() => new()
    {
        ["Slack"] = new()
        {
            ["SigningSecret"] = Slack.SigningSecret,
            ["BotToken"] = Slack.BotToken,
            ["TeamId"] = Town.Team,
            ["ApiBaseUrl"] = Slack.ApiBaseUrl.ToString(),
        },
        ["Storage"] = new() { ["Path"] = Database },
        ["Policy"] = new() { ["Path"] = PolicyPath },
        ["Host"] = new() { ["Listen"] = Address.ToString() },
    };

    public Task Configure(Dictionary<string, Dictionary<string, string>> settings) =>
        File.WriteAllTextAsync(Config, JsonSerializer.Serialize(settings));

    /// <param name="under">A program that runs the host, such as strace with its arguments.</param>
    /// <returns>How long it took to be ready.</returns>
    /// <param name="health">What to wait for: a damaged record is live but never ready.</param>
    public async Task<TimeSpan> Start(IReadOnlyList<string>? under = null, string health = "ready")
    {
        Host?.Dispose();
        Host = HostProcess.Start(Folder, ["serve", "--config", Config], under);
        return await Host.Ready(Address, health);
    }

    public Task Kill() => Host!.Kill();

    /// <summary>A second process of the same program.</summary>
    public Task<Outcome> Run(params string[] command) => HostProcess.Run(Folder, command);

    public Task<Outcome> Serve() => Run("serve", "--config", Config);

    public Task<Outcome> Verify() => Run("ledger", "verify", "--database", Database);

    public async ValueTask DisposeAsync()
    {
        Host?.Dispose();
        await Slack.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
