namespace Countersign.Adapters.Tests.SlackWire;

/// <summary>Time that stands still until a test moves it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private TimeSpan _elapsed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + TimeSpan.FromDays(20_000) + _elapsed;

    public override long GetTimestamp() => _elapsed.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by)
    {
        var target = _elapsed + by;
        while (Next(target) is { } timer)
        {
            _elapsed = timer.Due > _elapsed ? timer.Due : _elapsed;
            Stop(timer);
            timer.Fire();
        }

        _elapsed = target;
    }

    private ManualTimer? Next(TimeSpan target)
    {
        lock (_lock) return _timers.Where(timer => timer.Due <= target).MinBy(timer => timer.Due);
    }

    private void Stop(ManualTimer timer)
    {
        lock (_lock) _timers.Remove(timer);
    }

    private sealed class ManualTimer(ManualTime time, Action fire) : ITimer
    {
        public TimeSpan Due { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            time.Stop(this);
            if (dueTime == Timeout.InfiniteTimeSpan) return true;
            Due = time._elapsed + dueTime;
            lock (time._lock) time._timers.Add(this);
            return true;
        }

        public void Dispose() => time.Stop(this);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
