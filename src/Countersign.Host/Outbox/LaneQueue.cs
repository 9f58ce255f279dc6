using Countersign.Core.Desk;

namespace Countersign.Host.Outbox;

/// <summary>What waits for one destination, in order.</summary>
internal sealed class LaneQueue(Lane lane)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<OutboxItem> _items = [];
    private bool _running;

    public Lane Lane { get; } = lane;

    /// <summary>Completes when the runner has left the lane.</summary>
    public Task Idle { get; private set; } = Task.CompletedTask;

    /// <param name="start">Begins to run the lane, if nobody does.</param>
    public void Add(OutboxItem item, Func<Task> start)
    {
        lock (_lock)
        {
            _items.AddLast(item);
            if (_running)
                return;
            _running = true;
            Idle = start();
        }
    }

    /// <summary>
    /// The first item, with every later one that says the same: cards are drawn from the newest state, so one delivery serves
    /// them all. Null when the lane is empty; whoever runs it has then left it.
    /// </summary>
    public (OutboxItem First, List<OutboxItem> All)? Peek()
    {
        lock (_lock)
        {
            if (_items.First is not { Value: var first })
            {
                _running = false;
                return null;
            }

            var all = first.Notice is Notice.Card or Notice.Swap ? _items.Where(i => i.Notice == first.Notice).ToList() : [first];
            return (first, all);
        }
    }

    public void Remove(List<OutboxItem> items)
    {
        lock (_lock)
            foreach (var item in items)
                _items.Remove(item);
    }

    public void Leave()
    {
        lock (_lock)
            _running = false;
    }
}
