using Countersign.Dashboard.Pages;
using Countersign.Host.Settings;
using Countersign.Storage;

namespace Countersign.Host.Export;

/// <summary>The dashboard's downloads, one at a time: each is made whole on disk first, so that one that fails is no half a file.</summary>
public sealed partial class PeriodFiles(HostSettings settings, ILogger<PeriodFiles> log) : IPeriodFiles, IDisposable
{
    private const int Buffer = 64 * 1024;
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<PeriodFile> Make(PeriodAsk ask, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await Task.Run(() => Written(ask, cancel), cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private PeriodFile Written(PeriodAsk ask, CancellationToken cancel)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"countersign-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose);
        try
        {
            using var record = SqliteRecord.OpenReadOnly(settings.DatabasePath);
            var order = new ExportOrder(
                ask.OfDecisions ? ExportOf.Decisions : ExportOf.Requests, ask.Period, ask.IsJson ? ExportForm.Json : ExportForm.Csv, WithMark: !ask.IsJson);
            var report = PeriodExport.Write(record, order, file, ask.Now, cancel);
            if (!report.IsSound)
            {
                file.Dispose();
                foreach (var trouble in report.Troubles)
                    LogNotProven(trouble);
                return new PeriodFile.NotProven([.. report.Troubles]);
            }

            file.Position = 0;
            return new PeriodFile.Made(file, report.Head.Count);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "An export was refused, because the record does not prove it; run “ledger verify”: {Trouble}")]
    private partial void LogNotProven(string trouble);
}
