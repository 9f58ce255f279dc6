using Countersign.Core.Ledger;
using Countersign.Core.Ports;

namespace Countersign.Playground.Page;

/// <summary>The newest entries of the bot's ledger, read as they come.</summary>
internal sealed class LedgerTail(Backstage backstage) : IDisposable
{
    private const int MostKept = 2_000;

    private readonly SemaphoreSlim _one = new(1);
    private readonly List<SealedEntry> _kept = [];
    private long _last;

    public async Task<IReadOnlyList<SealedEntry>> Entries(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await Read(cancel);
            return [.. _kept];
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>The number of the newest entry; 0 when there is none.</summary>
    public async Task<long> Last(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            await Read(cancel);
            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private async Task Read(CancellationToken cancel)
    {
        try
        {
            // They come by pages: a long history takes several.
            while (await backstage.LedgerAfter(_last, cancel) is { IsEmpty: false } more)
            {
                _last = more[^1].Entry.Seq;
                _kept.AddRange(more.TakeLast(MostKept));
                if (_kept.Count > MostKept) _kept.RemoveRange(0, _kept.Count - MostKept);
            }
        }
        catch (StoreUnavailableException)
        {
            // People must be able to press while the record is out of order: what the bot says then is worth seeing.
        }
    }
}
