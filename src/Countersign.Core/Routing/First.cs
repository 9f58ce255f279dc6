namespace Countersign.Core.Routing;

/// <summary>The first few of many by an order, without sorting the rest: most of ten thousand are behind the last of ten at one comparison.</summary>
internal sealed class First<T>(int keep, IComparer<T> order)
{
    private readonly List<T> _kept = [];

    public IReadOnlyList<T> InOrder => _kept;

    public void Add(T item)
    {
        if (_kept.Count >= keep && order.Compare(item, _kept[^1]) >= 0)
            return;
        var at = _kept.BinarySearch(item, order);
        _kept.Insert(at < 0 ? ~at : at, item);
        if (_kept.Count > keep)
            _kept.RemoveAt(keep);
    }
}
