namespace Countersign.Playground.StandIn;

/// <summary>One call of the bot's as a stand-in saw and answered it.</summary>
public interface ILoggedCall
{
    /// <summary>Which one, by the platform's name or the stand-in's.</summary>
    string Method { get; }
}

/// <summary>Append-only.</summary>
public sealed class CallLog<TCall> where TCall : ILoggedCall
{
    private readonly Lock _gate = new();
    private readonly List<TCall> _calls = [];

    public IReadOnlyList<TCall> All
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>The calls from a place on.</summary>
    internal IReadOnlyList<TCall> From(int place)
    {
        lock (_gate) return _calls[Math.Min(place, _calls.Count)..];
    }

    internal int Count
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    public IReadOnlyList<TCall> Of(string method) => [.. All.Where(call => call.Method == method)];

    internal void Add(TCall call)
    {
        lock (_gate) _calls.Add(call);
    }
}
