namespace Countersign.Storage.Commit;

/// <summary>
/// What the writer remembers of the database, in three layers: written by this piece, by this group, and committed. A rollback
/// drops a layer; only the committed one is bounded (the least recently used goes first).
/// </summary>
internal sealed class LayeredCache<TKey, TValue>(int capacity) : IFollowsTransaction
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _piece = [];
    private readonly Dictionary<TKey, TValue> _group = [];
    private readonly Dictionary<TKey, LinkedListNode<KeyValuePair<TKey, TValue>>> _committed = [];
    private readonly LinkedList<KeyValuePair<TKey, TValue>> _order = [];

    public bool TryGet(TKey key, out TValue value)
    {
        if (_piece.TryGetValue(key, out value!) || _group.TryGetValue(key, out value!))
            return true;
        if (!_committed.TryGetValue(key, out var node))
            return false;
        _order.Remove(node);
        _order.AddFirst(node);
        value = node.Value.Value;
        return true;
    }

    /// <summary>Written by the piece that runs now.</summary>
    public void Set(TKey key, TValue value) => _piece[key] = value;

    /// <summary>Read from the database and not written by this group: the other layers were asked before.</summary>
    public void AddCommitted(TKey key, TValue value)
    {
        if (_committed.Remove(key, out var old))
            _order.Remove(old);
        else if (_committed.Count >= capacity)
        {
            _committed.Remove(_order.Last!.Value.Key);
            _order.RemoveLast();
        }

        _committed[key] = _order.AddFirst(new KeyValuePair<TKey, TValue>(key, value));
    }

    public void PieceEnded(bool kept)
    {
        if (_piece.Count == 0)
            return;
        if (kept)
            foreach (var (key, value) in _piece)
                _group[key] = value;
        _piece.Clear();
    }

    public void GroupEnded(bool kept)
    {
        if (_group.Count == 0)
            return;
        if (kept)
            foreach (var (key, value) in _group)
                AddCommitted(key, value);
        _group.Clear();
    }
}
