namespace Countersign.Teams.Inbound;

/// <summary>
/// Which activities are being answered, or were a moment ago: Teams sends one again that it has no answer to after 15 s. Across a
/// restart the receipts in the record say the same.
/// </summary>
public sealed class Seen
{
    private const int Most = 20_000;
    private readonly Lock _lock = new();
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>False for one that was begun before.</summary>
    public bool Begin(string key)
    {
        lock (_lock)
        {
            if (!_known.Add(key))
                return false;
            _order.Enqueue(key);
            if (_order.Count > Most)
                _known.Remove(_order.Dequeue());
            return true;
        }
    }

    /// <summary>It failed: the next delivery is a new try.</summary>
    public void Forget(string key)
    {
        lock (_lock)
            _known.Remove(key);
    }
}
