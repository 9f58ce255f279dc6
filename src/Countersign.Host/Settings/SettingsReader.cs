using System.Text.RegularExpressions;
using Countersign.Slack;
using Countersign.Slack.Wire;

namespace Countersign.Host.Settings;

/// <summary>Reads and validates the settings: every problem at once, each naming its key and what to do.</summary>
public static partial class SettingsReader
{
    internal const string StillTheSamples = "still holds the sample's text";
    private const string DefaultDatabase = "data/countersign.db";

    private static readonly string[] Known = [nameof(Sections.Slack), nameof(Sections.Teams), nameof(Sections.Storage), nameof(Sections.Policy), nameof(Sections.Host), nameof(Sections.Telemetry)];

    /// <summary>Sections of the framework itself that a settings file may hold.</summary>
    private static readonly string[] Framework = ["Logging"];

    /// <param name="file">From <c>--config</c>; null reads <c>appsettings.json</c> in the caller's folder if it is there.</param>
    /// <returns>The configuration for the framework, and either settings or problems.</returns>
    public static (IConfigurationRoot Configuration, HostSettings? Settings, List<string> Problems) Read(string? file)
    {
        var problems = new List<string>();
        var folder = Directory.GetCurrentDirectory();
        var all = Load(file, folder, problems);
        if (problems.Count > 0)
            return (all, null, problems);
        problems.AddRange(UnknownKeys(all));
        var misshapen = Shapes.Problems(all).ToList();
        problems.AddRange(misshapen);
        if (misshapen.Count > 0)
            return (all, null, problems);
        var sections = new Sections();
        foreach (var property in typeof(Sections).GetProperties())
            all.GetSection(property.Name).Bind(property.GetValue(sections));
        var settings = Validate(sections, all, folder, problems);
        return (all, problems.Count == 0 ? settings : null, problems);
    }

    /// <summary>Whatever is set, read but not judged.</summary>
    internal static (IConfiguration Configuration, List<string> Problems) Everything(string? file)
    {
        var problems = new List<string>();
        return (Load(file, Directory.GetCurrentDirectory(), problems), problems);
    }

    /// <summary>Where the database is, for verbs that need nothing else of the settings.</summary>
    public static (string? Path, List<string> Problems) DatabasePath(string? file)
    {
        // A file that can't be read must not lead to the default database: it is another one.
        var problems = new List<string>();
        var configuration = Load(file, Directory.GetCurrentDirectory(), problems);
        var path = configuration["Storage:Path"] ?? DefaultDatabase;
        return problems.Count > 0 ? (null, problems) : (Path.GetFullPath(path), problems);
    }

    /// <summary>The file and, over it, the environment; what keeps the file from being read is a problem.</summary>
    private static IConfigurationRoot Load(string? file, string folder, List<string> problems)
    {
        var path = Path.GetFullPath(file ?? "appsettings.json", folder);
        var builder = new ConfigurationBuilder();
        if (File.Exists(path))
            builder.AddJsonFile(path, optional: false, reloadOnChange: false);
        else if (file is not null)
            problems.Add($"--config: there is no file {path}.");
        try
        {
            var configuration = builder.Build();
            problems.AddRange(UnknownRoots(configuration));
            return new ConfigurationBuilder().AddConfiguration(configuration).AddEnvironmentVariables().Build();
        }
        catch (InvalidDataException broken)
        {
            // The innermost one says where.
            problems.Add($"{path} is not JSON: {broken.GetBaseException().Message}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path} can't be read: {unreadable.Message}");
        }

        return new ConfigurationBuilder().Build();
    }

    private static IEnumerable<string> UnknownRoots(IConfiguration file) => file.GetChildren()
        .Select(s => s.Key)
        .Where(k => !Known.Concat(Framework).Contains(k, StringComparer.OrdinalIgnoreCase))
        .Select(k => k is "GitHub" or "Gate" or "Ledger"
            ? $"{k}: this version does not have it yet. Remove the section."
            : $"{k}: is not a known section; known are {string.Join(", ", Known.Concat(Framework))}.");

    private static IEnumerable<string> UnknownKeys(IConfiguration configuration) =>
        from section in typeof(Sections).GetProperties()
        let known = section.PropertyType.GetProperties().Select(p => p.Name).ToList()
        from key in configuration.GetSection(section.Name).GetChildren()
        where !known.Contains(key.Key, StringComparer.OrdinalIgnoreCase)
        select $"{section.Name}:{key.Key}" is "Slack:AppToken"
            ? "Slack:AppToken: Socket Mode is not in this version. Remove the key and use request URLs."
            : $"{section.Name}:{key.Key}: is not a known key; known are {string.Join(", ", known)}.";

    private static HostSettings? Validate(Sections s, IConfiguration all, string folder, List<string> problems)
    {
        // Named but empty is on: whoever named it meant to fill it, and a container that lost its secrets must fail.
        var (withSlack, withTeams) = (all.GetSection("Slack").GetChildren().Any(), all.GetSection("Teams").GetChildren().Any());
        if (!withSlack && !withTeams)
            problems.Add("Slack, Teams: neither section is there. docs/slack.md and docs/teams.md say what to put in.");
        var slack = withSlack ? Slack(s.Slack, folder, problems) : null;
        var teams = withTeams ? TeamsReader.Read(s.Teams, all, folder, problems) : null;
        // The sample holds both; most people have one.
        foreach (var platform in (string[])["Slack", "Teams"])
            if (problems.Exists(p => p.StartsWith($"{platform}:", StringComparison.Ordinal) && p.Contains(StillTheSamples, StringComparison.Ordinal)))
                problems.Add($"{platform}: without {platform}, remove this whole section.");
        var listen = Address(s.Host.Listen ?? "http://127.0.0.1:5080", "Host:Listen", problems);
        if (listen is not null && !IsOfThisMachine(listen))
            problems.Add($"Host:Listen: “{listen.Host}” is no address of this machine. Write 127.0.0.1 for this machine alone, or 0.0.0.0 to be reached from outside.");
        else if (listen is { Scheme: "https" } or { AbsolutePath: not "/" })
            problems.Add($"Host:Listen: “{s.Host.Listen}” has to be http:// with a host and a port, without a path; HTTPS is the part of the reverse proxy in front.");
        var publicUrl = s.Host.PublicUrl is null ? null : Address(s.Host.PublicUrl, "Host:PublicUrl", problems);
        if (!string.Equals(s.Storage.Provider ?? "Sqlite", "Sqlite", StringComparison.OrdinalIgnoreCase))
            problems.Add($"Storage:Provider: “{s.Storage.Provider}” is not in this version; use Sqlite.");
        if (string.IsNullOrWhiteSpace(s.Policy.Path))
            problems.Add("Policy:Path: is missing. It names the YAML file with your people and services; docs/policy.md shows one.");
        var telemetry = TelemetryReader.Read(s.Telemetry, all, folder, problems);
        if (problems.Count > 0)
            return null;
        return new HostSettings(
            slack,
            teams,
            Path.GetFullPath(s.Storage.Path ?? DefaultDatabase, folder),
            Path.GetFullPath(s.Policy.Path!, folder),
            listen!,
            publicUrl)
        {
            BackupFolder = string.IsNullOrWhiteSpace(s.Storage.BackupFolder) ? null : Path.GetFullPath(s.Storage.BackupFolder, folder),
            Telemetry = telemetry,
        };
    }

    private static SlackSettings? Slack(SlackSection slack, string folder, List<string> problems)
    {
        var before = problems.Count;
        var secret = Secret(slack.SigningSecret, slack.SigningSecretFile, "Slack:SigningSecret", folder, problems,
            "Slack shows it under Basic Information, App Credentials");
        if (secret is not null && secret.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
            problems.Add("Slack:SigningSecret: holds white space; copy it again as one word.");
        var token = Secret(slack.BotToken, slack.BotTokenFile, "Slack:BotToken", folder, problems,
            "Slack shows it under OAuth & Permissions once the app is installed; it begins with xoxb-");
        if (token is not null && (token.Any(char.IsWhiteSpace) || token.Any(char.IsControl)))
            problems.Add("Slack:BotToken: holds white space; copy it again as one word.");
        else if (token?.StartsWith("xoxp-", StringComparison.Ordinal) == true || token?.StartsWith("xapp-", StringComparison.Ordinal) == true)
            problems.Add("Slack:BotToken: is not the bot's token; take the one that begins with xoxb-.");
        if (string.IsNullOrWhiteSpace(slack.TeamId))
            problems.Add("Slack:TeamId: is missing. It begins with T; Slack's web address shows it: app.slack.com/client/T…");
        else if (IsOfTheSample(slack.TeamId))
            problems.Add($"Slack:TeamId: {StillTheSamples}. Slack's web address shows the id: app.slack.com/client/T…");
        else if (!TeamShape().IsMatch(slack.TeamId))
            problems.Add($"Slack:TeamId: “{slack.TeamId}” is not a workspace id; it begins with T and holds capital letters and digits.");
        var api = Address(slack.ApiBaseUrl ?? "https://slack.com/api", "Slack:ApiBaseUrl", problems);
        if (api is { Scheme: "http", IsLoopback: false })
            problems.Add("Slack:ApiBaseUrl: has to be https, or the bot's token would travel in the clear.");
        return problems.Count > before
            ? null
            : new SlackSettings(System.Text.Encoding.UTF8.GetBytes(secret!), new BotToken(slack.TeamId!, token!), api!);
    }

    internal static string? Secret(string? value, string? file, string key, string folder, List<string> problems, string where)
    {
        if (!string.IsNullOrEmpty(value) && !string.IsNullOrEmpty(file))
        {
            problems.Add($"{key} and {key}File are both set; keep one.");
            return null;
        }

        if (!string.IsNullOrEmpty(file))
            try
            {
                value = File.ReadAllText(Path.GetFullPath(file, folder)).Trim();
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                problems.Add($"{key}File: {Path.GetFullPath(file, folder)} can't be read.");
                return null;
            }

        // The sample is public: started with its text as the secret, anybody could speak as the platform.
        if (value is not null && IsOfTheSample(value))
            problems.Add($"{key}: {StillTheSamples}. {where}.");
        else if (!string.IsNullOrWhiteSpace(value))
            return value;
        else
            problems.Add($"{key}: is missing or empty. {where}.");
        return null;
    }

    internal static bool IsOfTheSample(string value) =>
        value.Contains("paste it", StringComparison.Ordinal) || value.Contains("paste-it", StringComparison.Ordinal);

    // A host that is no address would be taken for “any”, and a slip of the finger would open the bot to the network.
    private static bool IsOfThisMachine(Uri listen) =>
        listen.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 || listen.Host == "localhost";

    internal static Uri? Address(string text, string key, List<string> problems, string example = "http://127.0.0.1:5080")
    {
        if (Uri.TryCreate(text, UriKind.Absolute, out var address)
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
            && address.UserInfo.Length == 0)
            return address;
        problems.Add($"{key}: “{text}” is not a web address such as {example}.");
        return null;
    }

    [GeneratedRegex("^[TE][A-Z0-9]{2,30}$")]
    private static partial Regex TeamShape();
}
