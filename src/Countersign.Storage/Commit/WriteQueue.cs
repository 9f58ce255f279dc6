using System.Diagnostics.CodeAnalysis;
using Countersign.Core.Ports;

namespace Countersign.Storage.Commit;

/// <summary>
/// What waits for the writer, bounded. Drops what has waited too long even while the writer is stuck in a lock or a slow sync:
/// a person gets "busy" in time, and the dropped piece is certainly never done.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    private readonly Queue<Piece> _waiting = new();
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _some = new(0, 1);
    private readonly StoreOptions _options;
    private readonly Timer _timer;
    private bool _closed;

    public WriteQueue(StoreOptions options)
    {
        _options = options;
        _timer = new Timer(static queue => ((WriteQueue)queue!).DropLate(), this, Look, Look);
    }

    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Null when it was taken on; else why not.</summary>
    public StoreUnavailableException? Add(Piece piece)
    {
        lock (_lock)
        {
            if (_closed)
                return new StoreUnavailableException(StoreTrouble.Stopping, "Countersign is stopping. Nothing was recorded.");
            if (_waiting.Count >= _options.QueueLength)
                return Busy();
            _waiting.Enqueue(piece);
            if (_waiting.Count == 1 && _some.CurrentCount == 0)
                _some.Release();
            return null;
        }
    }

    /// <summary>Waits for work; false when there is none and none will come.</summary>
    public bool Wait()
    {
        while (true)
        {
            lock (_lock)
            {
                if (_waiting.Count > 0)
                    return true;
                if (_closed)
                    return false;
            }

            _some.Wait();
        }
    }

    public bool TryTake([NotNullWhen(true)] out Piece? piece)
    {
        lock (_lock)
            return _waiting.TryDequeue(out piece);
    }

    /// <summary>Takes no more; what waits is still written.</summary>
    public void Close()
    {
        lock (_lock)
        {
            if (_closed)
                return;
            _closed = true;
            if (_some.CurrentCount == 0)
                _some.Release();
        }
    }

    public void DropLate()
    {
        lock (_lock)
            while (_waiting.TryPeek(out var oldest) && oldest.Age > _options.LongestWait)
            {
                _waiting.Dequeue();
                if (oldest.TryDrop())
                    oldest.Fail(Busy());
            }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _some.Dispose();
    }

    private static StoreUnavailableException Busy() => new(
        StoreTrouble.Busy, "The database is busy: too much waits, or another process holds it. Nothing was recorded; try again.");
}
