using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.Faults.Rig;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>A folder with settings made from the sample, for Teams alone; a stand-in Teams in this process, and the real host in another.</summary>
internal sealed class TeamsSite : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("countersign-teams-");

    private TeamsSite(StandInTeams teams) => Teams = teams;

    public StandInTeams Teams { get; }

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort.Next()}");

    public HostProcess? Host { get; private set; }

    public string Folder => _folder.FullName;

    public string Config => Path.Combine(Folder, "settings.json");

    public string Database => Path.Combine(Folder, "countersign.db");

    public string PolicyPath => Path.Combine(Folder, "policy.yaml");

    public static async Task<TeamsSite> Open(string? secret = null)
    {
        var options = TeamsTown.Options(TimeProvider.System);
        var site = new TeamsSite(await StandInTeams.Start(options with { AppSecret = secret ?? options.AppSecret, Patience = TimeSpan.FromSeconds(30) }));
        site.Teams.BotAddress = site.Address;
        // Everybody works always: these tests run at whatever hour it is.
        await File.WriteAllTextAsync(site.PolicyPath, TeamsTown.Policy().Replace("zone: UTC", "zone: UTC, hours: \"mon-sun 00:00-23:59\"", StringComparison.Ordinal));
        await File.WriteAllTextAsync(site.Config, site.Settings().ToJsonString());
        return site;
    }

    public async Task Start(bool install = true)
    {
        Host?.Dispose();
        Host = HostProcess.Start(Folder, ["serve", "--config", Config]);
        await Host.Ready(Address);
        if (install)
            await Teams.InstallEverywhere();
    }

    public Task<Outcome> Run(params string[] command) => HostProcess.Run(Folder, command);

    public async ValueTask DisposeAsync()
    {
        Host?.Dispose();
        await Teams.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private JsonObject Settings()
    {
        var settings = (JsonObject)JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "appsettings.sample.json")))!;
        settings.Remove("Slack");
        var teams = (JsonObject)settings[nameof(Teams)]!;
        teams["AppId"] = Teams.AppId;
        teams["AppPassword"] = Teams.Options.AppSecret;
        teams["TenantId"] = Teams.TenantId;
        teams["OpenIdMetadataUrl"] = Teams.MetadataUrl.AbsoluteUri;
        teams["TokenUrl"] = Teams.TokenUrl.AbsoluteUri;
        teams["AllowedServiceHosts"] = new JsonArray(Teams.ServiceHost);
        settings["Storage"]!["Path"] = Database;
        settings["Policy"]!["Path"] = PolicyPath;
        settings[nameof(Host)]!["Listen"] = Address.AbsoluteUri;
        return settings;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bot.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
