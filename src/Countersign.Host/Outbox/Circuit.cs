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
    private long _successes;
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

    /// <summary>How many calls the platform has answered well.</summary>
    public long Successes
    {
        get
        {
            lock (_lock)
                return _successes;
        }
    }

    /// <param name="Wait">Zero when a call may be made now; else how long to wait before asking again.</param>
    /// <param name="IsProbe">It is the one call that is let through while the circuit is open.</param>
    public readonly record struct Leave(TimeSpan Wait, bool IsProbe);

    public Leave Ask()
    {
        lock (_lock)
        {
            if (_troubles < Tolerated)
                return new Leave(TimeSpan.Zero, false);
            var left = time.GetElapsedTime(time.GetTimestamp(), _openUntil);
            if (left > TimeSpan.Zero)
                return new Leave(left, false);
            // A probe may take its ten seconds, and thousands of lanes may wait for it.
            if (_probing)
                return new Leave(TimeSpan.FromSeconds(0.5 + _jitter.NextDouble()), false);
            _probing = true;
            return new Leave(TimeSpan.Zero, true);
        }
    }

    public void Succeeded()
    {
        lock (_lock)
        {
            _troubles = 0;
            _successes++;
            _probing = false;
        }
    }

    /// <param name="by">With what leave the call was made.</param>
    /// <param name="atOnce">The trouble is the platform's for certain (refused credentials): no need to see it thrice.</param>
    public void Failed(Leave by, bool atOnce = false)
    {
        lock (_lock)
        {
            // Calls that were under way when it opened tell nothing new: a dozen of them must not make one hiccup half a minute.
            if (_troubles >= Tolerated && !by.IsProbe)
                return;
            _troubles = atOnce ? Math.Max(_troubles + 1, Tolerated) : _troubles + 1;
            if (by.IsProbe)
                _probing = false;
            var seconds = Math.Min(Longest.TotalSeconds, Math.Pow(2, Math.Max(0, _troubles - Tolerated)));
            _openUntil = time.GetTimestamp() + (long)(seconds * (0.75 + _jitter.NextDouble() / 2) * time.TimestampFrequency);
        }
    }

    /// <summary>The call ended without telling anything about the platform.</summary>
    public void Unknown(Leave by)
    {
        lock (_lock)
            if (by.IsProbe)
                _probing = false;
    }
}
