using System.Text.Json;
using Countersign.Host.PolicyFile;
using Countersign.Host.Settings;
using Countersign.Slack.Wire;
using Countersign.Storage;

namespace Countersign.Host.CommandLine;

/// <summary>One thing that was looked at.</summary>
/// <param name="Todo">What to do about it; null when it is well.</param>
internal sealed record Checkup(string What, bool Good, string Found, string? Todo = null);

/// <summary><c>doctor</c>: looks at everything the bot needs, and says of each what to do.</summary>
internal static class Doctor
{
    private const long LeastFreeBytes = 200L * 1024 * 1024;

    /// <summary>Slack refuses nothing for a wrong clock, but we would refuse Slack: its stamps may be 5 minutes off at most.</summary>
    private static readonly TimeSpan MostClockError = TimeSpan.FromSeconds(60);

    private static readonly string[] Scopes = ["commands", "chat:write", "im:write", "users:read"];

    public static async Task<int> Run(string? config, bool json, CancellationToken cancel)
    {
        var (_, settings, problems) = SettingsReader.Read(config);
        if (settings is null)
            return Server.Refuse("The settings can't be used:", problems);
        var all = new List<Checkup> { new("settings", true, "complete") };
        all.AddRange(await Slack(settings, cancel));
        all.Add(await Clock(settings, cancel));
        all.Add(Policy(settings));
        all.Add(Database(settings));
        all.Add(Disk(settings));
        Print(all, json);
        return all.TrueForAll(c => c.Good) ? Verbs.Good : Verbs.Wrong;
    }

    private static async Task<List<Checkup>> Slack(HostSettings settings, CancellationToken cancel)
    {
        using var http = SlackHttp.Create();
        var api = new SlackApi(
            http, new SlackApiOptions { BaseUrl = settings.Slack.ApiBaseUrl }, new RateGate(TimeProvider.System), TimeProvider.System);
        switch (await api.AuthTest(settings.Slack.Bot, cancel))
        {
            case SlackResult<AuthTested>.Done { Value: var me }:
                var missing = Scopes.Except(me.Scopes).ToList();
                return
                [
                    new("slack token", true, $"accepted, for workspace {me.TeamId}"),
                    me.TeamId == settings.Slack.TeamId
                        ? new("slack workspace", true, "is the settings' one")
                        : new("slack workspace", false, $"the token is for {me.TeamId}, the settings say {settings.Slack.TeamId}",
                            "Correct Slack:TeamId, or take the token of the right workspace."),
                    missing.Count == 0
                        ? new("slack scopes", true, "all granted")
                        : new("slack scopes", false, $"missing: {string.Join(", ", missing)}",
                            "Add them under OAuth & Permissions (or paste manifests/slack/manifest.json), then reinstall the app."),
                ];
            case SlackResult<AuthTested>.Failed { Failure: SlackFailure.Rejected rejected }:
                return [new("slack token", false, $"Slack says {rejected.Code}", "Copy the bot token again from OAuth & Permissions; reinstall the app if it was removed.")];
            case SlackResult<AuthTested>.Failed { Failure: var failure }:
                return [new("slack token", false, $"no clear answer from {settings.Slack.ApiBaseUrl.Host} ({failure.GetType().Name})", "Check that this machine reaches Slack: proxy, firewall, DNS.")];
            default:
                return [];
        }
    }

    private static async Task<Checkup> Clock(HostSettings settings, CancellationToken cancel)
    {
        try
        {
            using var http = SlackHttp.Create();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            using var answer = await http.GetAsync(new Uri(settings.Slack.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/api.test"), limit.Token);
            if (answer.Headers.Date is not { } date)
                return new("clock", true, "Slack's answer bears no time to compare with");
            var off = SystemTime.Now().ToDateTimeOffset() - date;
            return off.Duration() < MostClockError
                ? new("clock", true, $"{off.Duration().TotalSeconds:0} s off Slack's")
                : new("clock", false, $"{off.Duration().TotalSeconds:0} s off Slack's", "Set this machine's clock (NTP): from 5 minutes on, no press would be taken.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException)
        {
            return new("clock", false, "could not be compared: Slack was not reached", "Check that this machine reaches Slack.");
        }
    }

    private static Checkup Policy(HostSettings settings)
    {
        try
        {
            var reading = PolicyFileReader.Read(File.ReadAllBytes(settings.PolicyPath), settings.Slack.TeamId);
            return reading.Book is { } book
                ? new("policy", true, $"{Count.Of(book.Roster.Everybody.Length, "person", "people")}, {Count.Of(book.Services.Count, "service")}, {Count.Of(reading.Findings.Length, "piece")} of advice{Advice(reading, settings)}")
                : new("policy", false, string.Join("; ", reading.Errors.Take(3)), $"Run “policy check {settings.PolicyPath}”.");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return new("policy", false, $"{settings.PolicyPath} can't be read", "Copy policy.sample.yaml there and put your people into it; or correct Policy:Path.");
        }
    }

    private static string Advice(PolicyReading reading, HostSettings settings) =>
        reading.Findings.IsEmpty ? "" : $" (“policy check {settings.PolicyPath}” shows it)";

    private static Checkup Database(HostSettings settings)
    {
        if (!File.Exists(settings.DatabasePath))
            return new("database", true, "is not there yet; “serve” makes it");
        try
        {
            using var record = SqliteRecord.OpenReadOnly(settings.DatabasePath);
            return record.Damage is { } damage
                ? new("database", false, $"damaged: {damage}", $"Nothing is granted until it is mended: docs/operations.md, “The record is damaged”. Run “ledger verify”.")
                : new("database", true, "opens, with the schema of this version; its newest ledger entries fit");
        }
        catch (StoreNotOpenedException closed)
        {
            return new("database", false, closed.Message);
        }
    }

    private static Checkup Disk(HostSettings settings)
    {
        try
        {
            var folder = Path.GetDirectoryName(settings.DatabasePath)!;
            Directory.CreateDirectory(folder);
            Probe(folder);
            var free = new DriveInfo(folder).AvailableFreeSpace;
            return free >= LeastFreeBytes
                ? new("disk", true, $"{free / (1024 * 1024)} MB free, and writable")
                : new("disk", false, $"{free / (1024 * 1024)} MB free", $"Make room: below {LeastFreeBytes / (1024 * 1024)} MB a busy day may fill it, and then nothing is granted.");
        }
        catch (UnauthorizedAccessException forbidden)
        {
            return new("disk", false, forbidden.Message, "Give this user the right to write the database's folder.");
        }
        catch (IOException unwritable)
        {
            return new("disk", false, unwritable.Message, "Make room on that disk, or mend it.");
        }
    }

    private static void Probe(string folder)
    {
        var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
        try
        {
            File.WriteAllBytes(probe, [0]);
        }
        finally
        {
            File.Delete(probe);
        }
    }

    private static void Print(List<Checkup> all, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { good = all.TrueForAll(c => c.Good), checks = all }, JsonSerializerOptions.Web));
            return;
        }

        foreach (var check in all)
        {
            Console.WriteLine($"{(check.Good ? "good " : "WRONG")}  {check.What}: {check.Found}");
            if (check.Todo is { } todo)
                Console.WriteLine($"       {todo}");
        }
    }
}
