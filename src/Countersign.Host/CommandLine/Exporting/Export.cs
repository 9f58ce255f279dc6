using Countersign.Core.Export;
using Countersign.Host.Export;
using Countersign.Host.Settings;
using Countersign.Storage;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Host.CommandLine.Exporting;

/// <summary><c>export</c>: lines to a file or the output, what was done to the error output.</summary>
internal static class Export
{
    private const string Nothing = "There is no export:";

    public static Task<int> Run(ExportOptions options, CancellationToken cancel) => Task.Run(() => Safely(options, cancel), CancellationToken.None);

    private static int Safely(ExportOptions options, CancellationToken cancel)
    {
        var (path, problems) = options.Database is { } database ? (Path.GetFullPath(database), []) : SettingsReader.DatabasePath(options.Config);
        if (path is null)
            return Server.Refuse("The settings can't be read:", problems);
        try
        {
            using var record = SqliteRecord.OpenReadOnly(path);
            var zone = options.Zone ?? ZoneOf(record);
            if (ExportPeriod.Of(options.From, options.To, zone) is not { } period)
                return Server.Refuse(Nothing, ["The period has to end after it has begun."]);
            var order = new ExportOrder(options.Of, period, options.Form, options.WithMark);
            var report = options.Out is { } file
                ? ToFile(Path.GetFullPath(file), target => PeriodExport.Write(record, order, target, SystemTime.Now(), cancel))
                : ToOutput(target => PeriodExport.Write(record, order, target, SystemTime.Now(), cancel));
            Tell(report, options, zone);
            return report.IsSound ? Verbs.Good : Verbs.Wrong;
        }
        catch (OperationCanceledException)
        {
            return Server.Refuse(Nothing, ["It was stopped before its end."]);
        }
        catch (Exception failed) when (failed is StoreNotOpenedException or IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException or Microsoft.Data.Sqlite.SqliteException)
        {
            return Server.Refuse(Nothing, [failed.Message]);
        }
    }

    // As what recurs: whoever runs the bot names the days.
    private static DateTimeZone ZoneOf(SqliteRecord record)
    {
        var book = new PolicyShelf(record).InForce;
        return book.Operators.Select(book.Roster.Find).FirstOrDefault(p => p is not null)?.Zone ?? DateTimeZone.Utc;
    }

    private static ExportReport ToOutput(Func<Stream, ExportReport> write)
    {
        using var target = new BufferedStream(Console.OpenStandardOutput(), 1 << 16);
        return write(target);
    }

    // Half an export must not be taken for a whole one.
    private static ExportReport ToFile(string path, Func<Stream, ExportReport> write)
    {
        var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, 1 << 16);
        try
        {
            using (target)
                return write(target);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    private static void Tell(ExportReport report, ExportOptions options, DateTimeZone zone)
    {
        var what = options.Of == ExportOf.Requests ? $"{Count.Of(report.Lines, "request")} submitted" : $"{Count.Of(report.Lines, "decision")} made";
        var first = LocalDatePattern.Iso.Format(options.From);
        Console.Error.WriteLine($"{what} from {first} up to, but not including, {LocalDatePattern.Iso.Format(options.To)} ({zone.Id}), as of ledger entry {report.Head.Count}, {report.Head.Hash}.");
        foreach (var trouble in report.Troubles)
            Console.Error.WriteLine(trouble);
        if (!report.IsSound)
            Console.Error.WriteLine("The record does NOT prove these lines as they are. Run “ledger verify”.");
    }
}
