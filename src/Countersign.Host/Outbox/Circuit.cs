namespace Countersign.Host.Outbox;

/// <summary>
/// Whether a platform answers. After several troubles in a row, from whatever message, nothing is sent but one probe at a time,
/// ever more seldom (up to 30 s, with jitter); the first success lets everything flow again. One message that always fails
/// does not open it while others get through.
/// </summary>
internal sealed class Circuit(TimeProvider time)
{
    private const int Tolerated = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly Random _jitter = new();
    private int _troubles;
    private bool _probing;
    private long _openUntil;

    public bool IsOpen
    {
        get
        {
            lock (_lock)
                return _troubles >= Tolerated;
        }
    }

    /// <returns>Zero when a call may be made now (while open: as the one probe); else how long to wait before asking again.</returns>
    public TimeSpan Ask()
    {
        lock (_lock)
        {
            if (_troubles < Tolerated)
                return TimeSpan.Zero;
            var left = time.GetElapsedTime(time.GetTimestamp(), _openUntil);
            if (left > TimeSpan.Zero)
                return left;
            if (_probing)
                return TimeSpan.FromMilliseconds(250);
            _probing = true;
            return TimeSpan.Zero;
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            _troubles = 0;
            _probing = false;
        }
    }

    /// <param name="atOnce">The trouble is the platform's for certain (refused credentials): no need to see it thrice.</param>
    public void Failed(bool atOnce = false)
    {
        lock (_lock)
        {
            _troubles = atOnce ? Math.Max(_troubles + 1, Tolerated) : _troubles + 1;
            _probing = false;
            var seconds = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Max(0, _troubles - Tolerated)));
            _openUntil = time.GetTimestamp() + (long)(seconds * (0.75 + _jitter.NextDouble() / 2) * time.TimestampFrequency);
        }
    }

    /// <summary>A probe that ended without telling anything about the platform.</summary>
    public void Unknown()
    {
        lock (_lock)
            _probing = false;
    }
}
