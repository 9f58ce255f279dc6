using System.Collections.Concurrent;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;

namespace Countersign.Host.Outbox;

/// <summary>
/// Delivers what the outbox holds. Each destination is a lane: in order within it, lanes side by side; words that a
/// review waits have a lane of their own beside it. Rows are read in order and
/// stay in the database until delivered, so a restart goes on where it stopped.
/// </summary>
public sealed partial class OutboxPump : BackgroundService
{
    private const int Page = 500;

    // What is read ahead of delivery; the rest waits in the database, not in memory.
    private const int MostAhead = 20_000;

    private static readonly TimeSpan LookAnyway = TimeSpan.FromSeconds(2);
    private readonly IStore _store;
    private readonly ILogger<OutboxPump> _log;
    private readonly LaneRunner _runner;
    private readonly FrozenChats _chats;
    private readonly ConcurrentDictionary<(Lane Lane, bool IsUrgent), LaneQueue> _lanes = new();
    private readonly SemaphoreSlim _more = new(0, 1);
    private long _read;

    public OutboxPump(IStore store, IEnumerable<IChat> chats, Delivery delivery, TimeProvider time, ILogger<OutboxPump> log)
    {
        _store = store;
        _log = log;
        _chats = new FrozenChats(chats, time);
        _runner = new LaneRunner(delivery, _chats, time, log);
        store.Committed += OnCommitted;
    }

    /// <summary>No platform's circuit is open.</summary>
    public bool IsFlowing => !_chats.AnyOpen;

    public override void Dispose()
    {
        _store.Committed -= OnCommitted;
        _more.Dispose();
        _runner.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
            try
            {
                await Read(stoppingToken);
                await _more.WaitAsync(LookAnyway, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception fault)
            {
                LogFault(fault);
                await Task.Delay(LookAnyway, CancellationToken.None);
            }

        await Task.WhenAny(Task.WhenAll(_lanes.Values.Select(l => l.Idle)), Task.Delay(TimeSpan.FromSeconds(10), CancellationToken.None));
    }

    private async Task Read(CancellationToken cancel)
    {
        while (_runner.Ahead < MostAhead && await _store.Outbox(_read, Page, cancel) is { Length: > 0 } page)
        {
            foreach (var item in page)
            {
                var lane = _lanes.GetOrAdd((item.Lane, IsUrgent(item.Notice)), to => new LaneQueue(to.Lane));
                _runner.Add(lane, item, cancel);
                _read = item.Id;
            }

            if (page.Length < Page)
                break;
        }
    }

    // A word that a review waits goes beside the lane's other messages: after an outage hundreds of cards may have to be redrawn, and
    // platforms let edits through more slowly than words.
    private static bool IsUrgent(Notice notice) => notice is Notice.Ping or Notice.Reminder;

    private void OnCommitted(Touched touched)
    {
        if (!touched.HasFlag(Touched.Outbox) || _more.CurrentCount > 0)
            return;
        try
        {
            _more.Release();
        }
        catch (SemaphoreFullException)
        {
            // Somebody else has just said so.
        }
    }

    [LoggerMessage(LogLevel.Error, "The outbox could not be read; trying again")]
    private partial void LogFault(Exception fault);
}

/// <summary>The platforms that can be spoken to, each with its circuit.</summary>
internal sealed class FrozenChats(IEnumerable<IChat> chats, TimeProvider time)
{
    private readonly Dictionary<Platform, (IChat Chat, Circuit Circuit)> _all =
        chats.ToDictionary(c => c.Platform, c => (c, new Circuit(time)));

    public bool AnyOpen => _all.Values.Any(x => x.Circuit.IsOpen);

    public (IChat Chat, Circuit Circuit)? On(Platform platform) => _all.TryGetValue(platform, out var found) ? found : null;
}
