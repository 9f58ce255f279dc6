using System.Text.Json;
using Countersign.Core.Ports;
using Countersign.Host.Settings;
using Countersign.Storage;
using Countersign.Storage.Audit;

namespace Countersign.Host.CommandLine;

/// <summary><c>migrate</c>, <c>ledger verify</c> and <c>backup</c>: they need nothing but the database.</summary>
internal static class Maintenance
{
    public static int Migrate(string? config)
    {
        var (path, problems) = SettingsReader.DatabasePath(config);
        if (path is null)
            return Server.Refuse("The settings can't be read:", problems);
        try
        {
            MakeFolder(path);
            var isNew = !File.Exists(path);
            var store = SqliteStore.Open(path, SystemTime.Now());
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Console.WriteLine(isNew ? $"{path} is made." : $"{path} is up to date.");
            return Verbs.Good;
        }
        catch (Exception closed) when (closed is StoreNotOpenedException or StoreUnavailableException)
        {
            return Server.Refuse("The database was not opened:", [closed.Message]);
        }
    }

    public static int Verify(string? config, string? database, bool json, CancellationToken cancel)
    {
        var (path, problems) = database is null ? SettingsReader.DatabasePath(config) : (Path.GetFullPath(database), []);
        if (path is null)
            return Server.Refuse("The settings can't be read:", problems);
        try
        {
            using var record = SqliteRecord.OpenReadOnly(path);
            var report = record.Audit(json || Console.IsErrorRedirected ? null : Progress, cancel);
            Print(report, json);
            return report.IsSound ? Verbs.Good : Verbs.Wrong;
        }
        catch (StoreNotOpenedException closed)
        {
            return Server.Refuse("The database was not opened:", [closed.Message]);
        }
    }

    public static int Backup(string? config, string target)
    {
        var (path, problems) = SettingsReader.DatabasePath(config);
        if (path is null)
            return Server.Refuse("The settings can't be read:", problems);
        try
        {
            using var record = SqliteRecord.OpenReadOnly(path);
            record.Backup(target);
            Console.WriteLine($"{Path.GetFullPath(target)} holds a copy of {path}.");
            return Verbs.Good;
        }
        catch (Exception failed) when (failed is StoreNotOpenedException or IOException or UnauthorizedAccessException)
        {
            return Server.Refuse("There is no backup:", [failed.Message]);
        }
    }

    /// <summary>The database's folder, for a first start. What keeps it from being made is said when the database is opened.</summary>
    internal static void MakeFolder(string database)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(database)!);
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            // Opening the database fails next, with the path and what to do.
        }
    }

    private static void Progress(AuditProgress at) =>
        Console.Error.Write($"\r{at.Entries} of {at.OfEntries} entries, {at.Requests} of {at.OfRequests} requests ");

    private static void Print(AuditReport report, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new { good = report.IsSound, report.Entries, report.Requests, head = report.HeadHash, report.Findings },
                JsonSerializerOptions.Web));
            return;
        }

        if (!Console.IsErrorRedirected)
            Console.Error.WriteLine();
        foreach (var finding in report.Findings)
            Console.WriteLine(finding);
        Console.WriteLine(report.IsSound
            ? $"The record is intact: {Count.Of(report.Entries, "entry", "entries")} about {Count.Of(report.Requests, "request")}, head {report.HeadHash}."
            : $"The record is NOT intact: {Count.Of(report.Findings.Count, "finding")}. Keep this file as it is, stop the server, and compare with a backup.");
    }
}
