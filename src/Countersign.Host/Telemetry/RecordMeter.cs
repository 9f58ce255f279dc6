using System.Threading.Channels;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using Countersign.Storage;

namespace Countersign.Host.Telemetry;

/// <summary>
/// Counts what the record brings. Not on the writer's thread, which only drops the news here: a press waits for nothing of it, and where
/// more comes than can be counted it is left out, never waited for.
/// </summary>
public sealed class RecordMeter : BackgroundService
{
    private const int MostWaiting = 10_000;

    private readonly Channel<CommitNews> _news = Channel.CreateBounded<CommitNews>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    private readonly SqliteStore _store;
    private readonly PolicyInForce _policy;
    private readonly Instruments _instruments;

    public RecordMeter(SqliteStore store, PolicyInForce policy, Instruments instruments)
    {
        (_store, _policy, _instruments) = (store, policy, instruments);
        store.CommitWatcher = news => _news.Writer.TryWrite(news);
    }

    public override void Dispose()
    {
        _store.CommitWatcher = null;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var commit in _news.Reader.ReadAllAsync(stoppingToken))
            {
                _instruments.Committed(commit.Took);
                foreach (var news in commit.News)
                    Count(news);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void Count(RecordNews news)
    {
        switch (news)
        {
            case RecordNews.Refused { By: var by, Command: var command, Code: var code } when PlatformOf(by) is { } platform:
                _instruments.Commanded(platform, command, code);
                break;
            case RecordNews.Happened { By: var by, Events: [var first, ..] } when PlatformOf(by) is { } platform:
                _instruments.Commanded(platform, Names.CommandOf(first), "accepted");
                break;
        }

        if (news is RecordNews.Happened { After: var after, Events: var events })
            foreach (var happened in events)
                Count(after, happened);
    }

    private void Count(ChangeRequest after, ChangeEvent happened)
    {
        var tier = Names.TierOf(after);
        switch (happened)
        {
            case ChangeEvent.Voted e:
                _instruments.Decided(tier, Names.Of(e.Verdict));
                break;
            case ChangeEvent.RoundSettled e when SlaClock.Of(after, _policy.Book, e.At) is { } clock:
                _instruments.Settled(tier, clock.Spent.TotalSeconds);
                break;
            case ChangeEvent.Breached:
                _instruments.Breached(tier);
                break;
            case ChangeEvent.Escalated e:
                _instruments.Escalated(tier, Names.Of(e.To));
                break;
        }
    }

    private static Platform? PlatformOf(Actor by) => by switch
    {
        Actor.Member m => m.Via.Platform,
        Actor.Stranger s => s.Via.Platform,
        Actor.Outsider o => o.Via.Platform,
        _ => null,
    };
}
