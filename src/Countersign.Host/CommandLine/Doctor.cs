using System.Text.Json;
using Countersign.Host.PolicyFile;
using Countersign.Host.Settings;
using Countersign.Storage;

namespace Countersign.Host.CommandLine;

/// <summary>One thing that was looked at.</summary>
/// <param name="Todo">What to do about it; null when it is well.</param>
internal sealed record Checkup(string What, bool Good, string Found, string? Todo = null);

/// <summary><c>doctor</c>: looks at everything the bot needs, and says of each what to do.</summary>
internal static class Doctor
{
    private const long LeastFreeBytes = 200L * 1024 * 1024;

    public static async Task<int> Run(string? config, bool json, CancellationToken cancel)
    {
        var (_, settings, problems) = SettingsReader.Read(config);
        if (settings is null)
            return Server.Refuse("The settings can't be used:", problems);
        var all = new List<Checkup> { new("settings", true, "complete") };
        if (settings.Slack is { } slack)
            all.AddRange(await SlackCheckups.Of(slack, cancel));
        if (settings.Teams is { } teams)
            all.AddRange(await TeamsCheckups.Of(teams, cancel));
        all.Add(Policy(settings));
        all.Add(Database(settings));
        all.Add(Disk(settings));
        all.Add(Dashboard(settings));
        if (settings.Telemetry?.Collector is { } collector)
            all.Add(await CollectorCheckup.Of(collector, cancel));
        Print(all, json);
        return all.TrueForAll(c => c.Good) ? Verbs.Good : Verbs.Wrong;
    }

    private static Checkup Policy(HostSettings settings)
    {
        try
        {
            var reading = PolicyFileReader.Read(File.ReadAllBytes(settings.PolicyPath), settings.Homes);
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

    // Without an address it is off, which is nobody's mistake.
    private static Checkup Dashboard(HostSettings settings) => settings.Dashboard switch
    {
        { Address: null } => new("dashboard", true, "off: Host:PublicUrl does not say where people reach it (docs/dashboard.md)"),
        { IsPrivate: false, Address: var address } =>
            new("dashboard", false, $"{address} is not https", "Put a proxy with a certificate in front and set Host:PublicUrl to its https address: what it shows would travel in the clear, so it stays shut."),
        { Address: var address } => new("dashboard", true, $"people reach it at {address}"),
    };

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
