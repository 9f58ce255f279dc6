using NodaTime;

namespace Countersign.Teams.Wire.Auth;

/// <summary>
/// The channel's keys as they stand: read when somebody asks, kept for a day, and the last good ones kept
/// longer while the key server can't be reached. One reading at a time; failed ones are not repeated at once.
/// </summary>
internal sealed class ChannelKeys(KeySource source)
{
    public static readonly Duration MaxAge = Duration.FromHours(24);

    /// <summary>Between two readings because of an id that no key has: anybody can make up ids.</summary>
    public static readonly Duration BetweenUnknown = Duration.FromHours(1);

    /// <summary>After a failed reading; shorter while there are no keys, because nothing works without.</summary>
    public static readonly Duration AfterFailure = Duration.FromMinutes(1);
    public static readonly Duration AfterFirstFailure = Duration.FromSeconds(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    // Times of two callers may be slightly out of order; beyond this, the clock was set back.
    private static readonly Duration OutOfOrder = Duration.FromMinutes(5);

    private readonly SingleFlight<KeySet?> _reading = new();
    private State _state = new(null, null, null, null);

    /// <summary>The keys where they are less than a day old; else null, and <see cref="Refresh"/> is due.</summary>
    public KeySet? Fresh(Instant now)
    {
        var state = Volatile.Read(ref _state);
        return Passed(state.ReadAt, MaxAge, now) ? null : state.Keys;
    }

    /// <summary>The keys, read anew where it may be tried; the last good ones where it fails; null when none were ever read.</summary>
    public async Task<KeySet?> Refresh(Instant now, CancellationToken ct)
    {
        var state = Volatile.Read(ref _state);
        return MayTry(state, now) ? await Awaited(Read(now, forUnknown: false), state.Keys, ct) : state.Keys;
    }

    /// <summary>The keys after one of an unknown id was asked for: read anew, at most once an hour.</summary>
    public async Task<KeySet?> AfterUnknown(KeySet known, Instant now, CancellationToken ct)
    {
        var state = Volatile.Read(ref _state);
        if (!ReferenceEquals(state.Keys, known)) return state.Keys;
        if (!Passed(state.AskedForUnknownAt, BetweenUnknown, now) || !MayTry(state, now)) return known;
        return await Awaited(Read(now, forUnknown: true), known, ct);
    }

    // A key server that takes the connection and says nothing holds up nobody for long whom the last good keys can prove.
    private static async Task<KeySet?> Awaited(Task<KeySet?> reading, KeySet? lastGood, CancellationToken ct)
    {
        if (lastGood is null) return await reading.WaitAsync(ct);
        try
        {
            return await reading.WaitAsync(Patience, ct);
        }
        catch (TimeoutException)
        {
            return lastGood;
        }
    }

    private static bool MayTry(State state, Instant now) =>
        Passed(state.FailedAt, state.Keys is null ? AfterFirstFailure : AfterFailure, now);

    private static bool Passed(Instant? since, Duration time, Instant now) =>
        since is not { } then || now >= then + time || now < then - OutOfOrder;

    private Task<KeySet?> Read(Instant now, bool forUnknown) => _reading.Join(async () =>
    {
        var state = Volatile.Read(ref _state);
        var next = await source.Read() is { } keys
            ? new State(keys, now, forUnknown ? now : state.AskedForUnknownAt, null)
            : state with { FailedAt = now };
        Volatile.Write(ref _state, next);
        return next.Keys;
    });

    private sealed record State(KeySet? Keys, Instant? ReadAt, Instant? AskedForUnknownAt, Instant? FailedAt);
}
