namespace Countersign.Teams.Wire.Connector;

/// <summary>
/// Holds calls to Teams' pace: for each conversation, and for the app in its tenant. Nobody waits here: who
/// comes too early is told when to come again.
/// </summary>
public sealed class RateGate(TimeProvider time)
{
    private const int LeastSweep = 256;

    private static readonly Window[] OfThread =
    [
        new(7, TimeSpan.FromSeconds(1)),
        new(8, TimeSpan.FromSeconds(2)),
        new(60, TimeSpan.FromSeconds(30)),
        new(1800, TimeSpan.FromHours(1)),
    ];

    private static readonly Window[] OfTenant = [new(30, TimeSpan.FromSeconds(1))];

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, CallLog> _threads = new(StringComparer.Ordinal);
    private readonly CallLog _tenant = new(OfTenant);
    private int _sweepAt = LeastSweep;

    /// <summary>How many conversations are kept. Idle ones are dropped from time to time.</summary>
    public int ThreadCount
    {
        get
        {
            lock (_lock) return _threads.Count;
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Counts the call when it may go now: zero. Else how long to wait, and nothing is counted.</summary>
    /// <param name="thread">The conversation without <c>;messageid=</c>: Teams counts a channel as one.</param>
    public TimeSpan Enter(string thread)
    {
        lock (_lock)
        {
            if (_threads.Count >= _sweepAt) Sweep();
            var (now, log) = (Now, Log(thread));
            var (ofThread, ofTenant) = (log.WaitAt(now), _tenant.WaitAt(now));
            var wait = ofThread > ofTenant ? ofThread : ofTenant;
            if (wait > TimeSpan.Zero) return wait;
            log.Add(now);
            _tenant.Add(now);
            return TimeSpan.Zero;
        }
    }

    /// <summary>Teams said to wait.</summary>
    /// <param name="retryAfter">Null where it did not say how long: then twice as long each time, from two seconds to a minute.</param>
    /// <returns>How long it is closed.</returns>
    public TimeSpan Close(string thread, TimeSpan? retryAfter)
    {
        lock (_lock) return Log(thread).Close(Now, retryAfter);
    }

    /// <summary>Teams took a call again: the next closing counts from the start.</summary>
    public void Opened(string thread)
    {
        lock (_lock)
        {
            if (_threads.TryGetValue(thread, out var log)) log.Open();
        }
    }

    private CallLog Log(string thread) =>
        _threads.TryGetValue(thread, out var log) ? log : _threads[thread] = new CallLog(OfThread);

    private void Sweep()
    {
        var now = Now;
        foreach (var (thread, log) in _threads)
        {
            if (log.IsIdle(now)) _threads.Remove(thread);
        }

        _sweepAt = Math.Max(LeastSweep, _threads.Count * 2);
    }
}

/// <summary>So many calls in any span of that length.</summary>
internal readonly record struct Window(int Calls, TimeSpan Span);

/// <summary>When the last calls went out. Windows overlap and slide, so the times themselves are kept.</summary>
internal sealed class CallLog(Window[] windows)
{
    private static readonly TimeSpan LongestBackoff = TimeSpan.FromMinutes(1);

    private readonly List<TimeSpan> _calls = [];
    private TimeSpan _closedUntil = TimeSpan.MinValue;
    private int _closings;

    public TimeSpan WaitAt(TimeSpan now)
    {
        var turn = _closedUntil;
        foreach (var window in windows)
        {
            if (_calls.Count >= window.Calls && _calls[^window.Calls] + window.Span is var free && free > turn) turn = free;
        }

        return turn > now ? turn - now : TimeSpan.Zero;
    }

    public void Add(TimeSpan now)
    {
        // More than the widest window holds are never looked at; in one go, because shifting costs.
        var most = windows[^1].Calls;
        if (_calls.Count >= 2 * most) _calls.RemoveRange(0, _calls.Count - most);
        _calls.Add(now);
    }

    public TimeSpan Close(TimeSpan now, TimeSpan? retryAfter)
    {
        _closings = Math.Min(_closings + 1, 6);
        var backoff = TimeSpan.FromSeconds(1 << _closings);
        var wait = retryAfter ?? (backoff < LongestBackoff ? backoff : LongestBackoff);
        if (now + wait > _closedUntil) _closedUntil = now + wait;
        return _closedUntil - now;
    }

    public void Open() => _closings = 0;

    public bool IsIdle(TimeSpan now) =>
        WaitAt(now) == TimeSpan.Zero && (_calls.Count == 0 || _calls[^1] + windows[^1].Span <= now);
}
