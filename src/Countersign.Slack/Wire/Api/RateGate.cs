namespace Countersign.Slack.Wire;

/// <summary>
/// Holds calls to Slack's pace: per method and workspace, and for messages per channel as well. Whoever
/// waits has a place in the queue, so that calls go out in the order they came.
/// </summary>
public sealed class RateGate(TimeProvider time)
{
    private const int LeastSweep = 256;

    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Dictionary<BucketKey, Bucket> _buckets = [];
    private int _sweepAt = LeastSweep;

    /// <summary>How many buckets are kept. Idle ones are dropped from time to time.</summary>
    public int BucketCount
    {
        get
        {
            lock (_lock) return _buckets.Count;
        }
    }

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits for its turn. False, at once where that can be foreseen, when the turn comes after the longest wait.</summary>
    /// <param name="channel">For messages: their channel.</param>
    /// <param name="maxWait">Zero means now or never.</param>
    public async ValueTask<bool> Enter(
        string method,
        string team,
        string? channel,
        TimeSpan maxWait,
        CancellationToken ct = default)
    {
        var latest = Now + maxWait;
        while (true)
        {
            int closings;
            TimeSpan wait;
            lock (_lock)
            {
                if (_buckets.Count >= _sweepAt) Sweep();
                var (ofMethod, ofChannel) = (MethodBucket(method, team), ChannelBucket(team, channel));
                var now = Now;
                wait = Wait(ofMethod, ofChannel, method, now);
                // Whose turn it is, goes: the clock has moved on since "now or never" was reckoned.
                if (wait > TimeSpan.Zero && now + wait > latest) return false;
                Take(ofMethod, Pace.Of(method), now);
                if (ofChannel is not null) Take(ofChannel, Pace.Channel, now);
                closings = ofMethod.Closings;
            }

            if (wait == TimeSpan.Zero) return true;
            await Task.Delay(wait, time, ct);
            lock (_lock)
            {
                // Closed while we waited: our place is void, and the queue forms anew behind the closing.
                if (MethodBucket(method, team).Closings == closings) return true;
            }
        }
    }

    /// <summary>How long a call would wait if it came now.</summary>
    public TimeSpan WaitFor(string method, string team, string? channel)
    {
        lock (_lock) return Wait(MethodBucket(method, team), ChannelBucket(team, channel), method, Now);
    }

    /// <summary>Slack said to wait: nobody of that workspace calls the method before then, and no burst follows.</summary>
    public void Close(string method, string team, TimeSpan retryAfter)
    {
        lock (_lock)
        {
            var bucket = MethodBucket(method, team);
            var reopened = Now + retryAfter + Pace.Of(method).Slack;
            bucket.Closings++;
            if (reopened > bucket.Full) bucket.Full = reopened;
        }
    }

    private static TimeSpan Wait(Bucket ofMethod, Bucket? ofChannel, string method, TimeSpan now)
    {
        var turn = ofMethod.Full - Pace.Of(method).Slack;
        if (ofChannel is not null && ofChannel.Full - Pace.Channel.Slack is var other && other > turn) turn = other;
        return turn > now ? turn - now : TimeSpan.Zero;
    }

    private static void Take(Bucket bucket, Pace pace, TimeSpan now) =>
        bucket.Full = (bucket.Full > now ? bucket.Full : now) + pace.Interval;

    private Bucket MethodBucket(string method, string team) => Find(new BucketKey(team, method, null));

    private Bucket? ChannelBucket(string team, string? channel) =>
        channel is null ? null : Find(new BucketKey(team, null, channel));

    private Bucket Find(BucketKey key)
    {
        if (_buckets.TryGetValue(key, out var bucket)) return bucket;
        return _buckets[key] = new Bucket();
    }

    // A bucket that is full again says nothing that a new one would not.
    private void Sweep()
    {
        var now = Now;
        foreach (var (key, bucket) in _buckets)
        {
            if (bucket.Full <= now) _buckets.Remove(key);
        }

        _sweepAt = Math.Max(LeastSweep, _buckets.Count * 2);
    }

    private readonly record struct BucketKey(string Team, string? Method, string? Channel);

    private sealed class Bucket
    {
        /// <summary>When the bucket will have all its tokens again, if nobody takes one.</summary>
        public TimeSpan Full { get; set; }

        /// <summary>How often Slack has closed it.</summary>
        public int Closings { get; set; }
    }
}
