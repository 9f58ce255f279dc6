using System.Diagnostics;
using Countersign.Core.Ports;

namespace Countersign.Storage.Commit;

/// <summary>A piece of work in the queue. Either it is started, or it is dropped: the first to say so wins.</summary>
internal abstract class Piece
{
    private const int Queued = 0;
    private const int Started = 1;
    private const int Dropped = 2;

    private readonly long _queuedAt = Stopwatch.GetTimestamp();
    private int _state;

    public TimeSpan Age => Stopwatch.GetElapsedTime(_queuedAt);

    /// <summary>The piece's own exception: it alone fails, the rest of its group is written.</summary>
    public Exception? OwnFailure { get; set; }

    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Queued) == Queued;

    /// <summary>True when the piece was not started and now never will be.</summary>
    public bool TryDrop() => Interlocked.CompareExchange(ref _state, Dropped, Queued) == Queued;

    public abstract void Run(IWork work);

    /// <summary>Its group is durable: hands out its result, or its own failure.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception why);
}

internal sealed class Piece<T> : Piece
{
    // Continuations run elsewhere: the writer thread has a queue to serve.
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<IWork, T> _work;
    private readonly CancellationTokenRegistration _cancellation;
    private T? _result;

    public Piece(Func<IWork, T> work, CancellationToken cancel)
    {
        _work = work;
        if (cancel.CanBeCanceled)
            _cancellation = cancel.UnsafeRegister(
                static (piece, token) =>
                {
                    var self = (Piece<T>)piece!;
                    if (self.TryDrop())
                        self._done.TrySetCanceled(token);
                },
                this);
    }

    public Task<T> Task => _done.Task;

    public override void Run(IWork work) => _result = _work(work);

    public override void Complete()
    {
        _cancellation.Unregister();
        if (OwnFailure is { } failure)
            _done.TrySetException(failure);
        else
            _done.TrySetResult(_result!);
    }

    public override void Fail(Exception why)
    {
        _cancellation.Unregister();
        _done.TrySetException(why);
    }
}
