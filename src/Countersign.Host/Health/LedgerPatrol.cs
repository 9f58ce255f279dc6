using Countersign.Core.Ledger;
using Countersign.Host.Settings;
using Countersign.Storage;
using Countersign.Storage.Audit;
using NodaTime;

namespace Countersign.Host.Health;

/// <summary>Checks the whole record once a day while the server runs. On damage nothing more is granted.</summary>
public sealed partial class LedgerPatrol(
    SqliteStore store, HostSettings settings, RecordChecks checks, IClock clock, TimeProvider time, ILogger<LedgerPatrol> log)
    : BackgroundService
{
    // Not at once: a start after a crash must be ready in seconds, and the newest entries were checked when the store was opened.
    private static readonly TimeSpan First = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(First, time, stoppingToken);
            while (true)
            {
                await Task.Factory.StartNew(
                    () => Check(stoppingToken), stoppingToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                await Task.Delay(Every, time, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private void Check(CancellationToken stop)
    {
        Thread.CurrentThread.Priority = ThreadPriority.Lowest;
        try
        {
            using var record = SqliteRecord.OpenReadOnly(settings.DatabasePath);
            var report = record.Audit(cancel: stop);
            checks.Note(new RecordCheck(clock.GetCurrentInstant(), report.Entries, report.HeadHash, report.IsSound ? null : report.Findings[0].ToString()));
            if (report.IsSound)
            {
                LogSound(report.Entries, report.HeadHash);
                return;
            }

            store.DeclareDamaged(report.Findings[0].ToString());
            foreach (var finding in report.Findings.Take(20))
                LogDamage(finding);
        }
        catch (StoreNotOpenedException fault)
        {
            LogNotChecked(fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "The record is sound: {Entries} ledger entries, head {Head}")]
    private partial void LogSound(long entries, string head);

    [LoggerMessage(LogLevel.Critical, "The audit found: {Finding}")]
    private partial void LogDamage(Finding finding);

    [LoggerMessage(LogLevel.Error, "The record could not be checked")]
    private partial void LogNotChecked(Exception fault);
}
