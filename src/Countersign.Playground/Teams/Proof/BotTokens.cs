namespace Countersign.Playground.Teams;

/// <summary>The bearer tokens given to the bot, and how often it asked.</summary>
public sealed class BotTokens
{
    public static readonly TimeSpan DefaultLife = TimeSpan.FromSeconds(3_599);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _alive = [];
    private readonly TimeProvider _time;
    private int _issued;

    internal BotTokens(TimeProvider time) => _time = time;

    /// <summary>How long those to come are good for.</summary>
    public TimeSpan Life { get; set; } = DefaultLife;

    public int Issued => Volatile.Read(ref _issued);

    /// <summary>Every token so far is refused from now on.</summary>
    public void Revoke()
    {
        lock (_gate) _alive.Clear();
    }

    internal string Issue()
    {
        var token = $"stand-in-bearer-{Interlocked.Increment(ref _issued)}-{Guid.NewGuid():n}";
        lock (_gate) _alive[token] = _time.GetUtcNow() + Life;
        return token;
    }

    internal bool Knows(string? token)
    {
        lock (_gate) return token is not null && _alive.TryGetValue(token, out var until) && until > _time.GetUtcNow();
    }
}
