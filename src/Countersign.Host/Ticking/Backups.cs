using Countersign.Core.Ports;
using Countersign.Host.Settings;
using Countersign.Storage;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Host.Ticking;

/// <summary>Nightly copies in a folder, one file a day; the newest seven stay. Whatever else is there is left alone.</summary>
public sealed partial class Backups(HostSettings settings, ILogger<Backups> log) : IBackups
{
    private const int Kept = 7;
    private const string Begins = "countersign-";
    private const string Ends = ".db";

    public bool IsOn => settings.BackupFolder is not null;

    public Task<string?> Make(LocalDate day, CancellationToken cancel)
    {
        var target = Path.Combine(settings.BackupFolder!, $"{Begins}{LocalDatePattern.Iso.Format(day)}{Ends}");
        // Half a copy never bears the name of a whole one.
        var part = target + ".part";
        try
        {
            Directory.CreateDirectory(settings.BackupFolder!);
            File.Delete(part);
            using (var record = SqliteRecord.OpenReadOnly(settings.DatabasePath))
                record.Backup(part);
            File.Move(part, target, overwrite: true);
            foreach (var old in Copies().OrderDescending(StringComparer.Ordinal).Skip(Kept))
                File.Delete(old);
            LogMade(target);
            return Task.FromResult<string?>(null);
        }
        catch (Exception failed) when (failed is StoreNotOpenedException or IOException or UnauthorizedAccessException)
        {
            LogFailed(target, failed);
            return Task.FromResult<string?>(failed.Message);
        }
    }

    private IEnumerable<string> Copies() => Directory.EnumerateFiles(settings.BackupFolder!, $"{Begins}*{Ends}")
        .Where(file => LocalDatePattern.Iso.Parse(Path.GetFileName(file)[Begins.Length..^Ends.Length]).Success);

    [LoggerMessage(LogLevel.Information, "The nightly backup is {File}")]
    private partial void LogMade(string file);

    [LoggerMessage(LogLevel.Error, "The nightly backup {File} failed")]
    private partial void LogFailed(string file, Exception failed);
}
