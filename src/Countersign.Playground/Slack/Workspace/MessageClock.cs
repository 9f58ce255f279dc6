using System.Globalization;

namespace Countersign.Playground.Slack;

/// <summary>Gives message times that only grow, even while the clock stands still.</summary>
internal sealed class MessageClock(TimeProvider time)
{
    private readonly Lock _gate = new();
    private long _last;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Times that come are later than this one.</summary>
    public void NotBefore(string ts)
    {
        var given = long.Parse(ts.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        lock (_gate) _last = Math.Max(_last, given);
    }

    public string Next()
    {
        var now = Now.ToUnixTimeMilliseconds() * 1000;
        lock (_gate)
        {
            _last = now > _last ? now : _last + 100;
            return $"{_last / 1_000_000}.{_last % 1_000_000:000000}";
        }
    }
}
