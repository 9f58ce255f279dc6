using NodaTime;

namespace Countersign.Playground.Page;

/// <summary>Real time, and what somebody skipped. It never goes back: neither the record nor Slack could make sense of that.</summary>
/// <param name="real">The wall clock.</param>
/// <param name="offset">What was skipped in an earlier run.</param>
/// <remarks>Timers and delays run on real time; only the time of day is moved.</remarks>
public sealed class PlaygroundClock(IClock real, Duration offset = default) : TimeProvider, IClock
{
    /// <summary>Beyond it dates stop being readable, and arithmetic on them ends.</summary>
    private static readonly Duration Furthest = Duration.FromDays(3_660);

    private readonly Lock _gate = new();
    private Duration _offset = offset >= Duration.Zero && offset <= Furthest
        ? offset
        : throw new ArgumentOutOfRangeException(nameof(offset), "The clock only goes forward, and ten years at most.");

    /// <summary>Raised after each move, on the thread that made it.</summary>
    public event Action? Moved;

    public Duration Offset
    {
        get
        {
            lock (_gate) return _offset;
        }
    }

    public Instant Now => real.GetCurrentInstant() + Offset;

    public Instant GetCurrentInstant() => Now;

    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();

    /// <exception cref="ArgumentOutOfRangeException">It would go back, or more than ten years ahead of real time.</exception>
    public void Advance(Duration by)
    {
        lock (_gate) Skip(by);
        Moved?.Invoke();
    }

    /// <inheritdoc cref="Advance"/>
    public void MoveTo(Instant to)
    {
        lock (_gate) Skip(to - (real.GetCurrentInstant() + _offset));
        Moved?.Invoke();
    }

    private void Skip(Duration by)
    {
        if (by < Duration.Zero) throw new ArgumentOutOfRangeException(nameof(by), "The playground's clock never goes back.");
        if (_offset + by > Furthest) throw new ArgumentOutOfRangeException(nameof(by), "The playground's clock goes ten years ahead at most.");
        _offset += by;
    }
}
