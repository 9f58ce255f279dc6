namespace Countersign.Playground.StandIn;

/// <summary>A failure that waits for calls, and how often it struck.</summary>
public sealed class PlannedFailure
{
    private readonly string _methods;
    private readonly string? _channel;
    private int _left;
    private int _hits;

    internal PlannedFailure(string methods, Failure failure, int? times, string? channel) =>
        (_methods, Failure, _left, _channel) = (methods, failure, times ?? int.MaxValue, channel);

    public Failure Failure { get; }

    public int Hits => Volatile.Read(ref _hits);

    /// <summary>Ends it.</summary>
    public void Clear() => Interlocked.Exchange(ref _left, 0);

    internal bool Spent => Volatile.Read(ref _left) <= 0;

    internal bool Strikes(string method, string? channel)
    {
        if (Spent || !Matches(method) || (_channel is not null && _channel != channel)) return false;
        if (_left != int.MaxValue) _left--;
        _hits++;
        return true;
    }

    private bool Matches(string method) =>
        _methods.EndsWith('*') ? method.StartsWith(_methods[..^1], StringComparison.Ordinal) : method == _methods;
}

/// <summary>What shall go wrong, set while the stand-in runs.</summary>
public sealed class FailurePlan
{
    private readonly Lock _gate = new();
    private readonly List<PlannedFailure> _planned = [];

    /// <param name="methods">A method as the call log names it, several as in <c>chat.*</c>, or <c>*</c> for everything.</param>
    /// <param name="failure">What happens to a call.</param>
    /// <param name="times">How many calls it strikes; null until it is cleared.</param>
    /// <param name="channel">Only calls about this channel, or this person as a channel; null for all.</param>
    /// <remarks>Plans strike in the order they were made: an exhausted one gives way to the next.</remarks>
    public PlannedFailure Add(string methods, Failure failure, int? times = null, string? channel = null)
    {
        var planned = new PlannedFailure(methods, failure, times, channel);
        lock (_gate) _planned.Add(planned);
        return planned;
    }

    public void Clear()
    {
        lock (_gate)
        {
            foreach (var planned in _planned) planned.Clear();
            _planned.Clear();
        }
    }

    internal Failure? Take(string method, string? channel)
    {
        lock (_gate)
        {
            _planned.RemoveAll(planned => planned.Spent);
            return _planned.FirstOrDefault(planned => planned.Strikes(method, channel))?.Failure;
        }
    }
}
