using Countersign.Core.Export;
using Countersign.Dashboard.Pages;
using Countersign.Host.Settings;
using Countersign.Storage;

namespace Countersign.Host.Export;

/// <summary>The dashboard's downloads, one at a time: each is made whole on disk first, so that one that fails is no half a file.</summary>
public sealed class PeriodFiles(HostSettings settings) : IPeriodFiles, IDisposable
{
    private const int Buffer = 64 * 1024;
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<Stream> Make(PeriodAsk ask, CancellationToken cancel)
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

    private FileStream Written(PeriodAsk ask, CancellationToken cancel)
    {
        var file = new FileStream(
            Path.Combine(Path.GetTempPath(), $"countersign-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, Buffer, FileOptions.DeleteOnClose);
        try
        {
            using var record = SqliteRecord.OpenReadOnly(settings.DatabasePath);
            var order = new ExportOrder(
                ask.OfDecisions ? ExportOf.Decisions : ExportOf.Requests, new ExportPeriod(ask.From, ask.Until), ask.IsJson ? ExportForm.Json : ExportForm.Csv, WithMark: !ask.IsJson);
            PeriodExport.Write(record, order, file, ask.Now, cancel);
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
