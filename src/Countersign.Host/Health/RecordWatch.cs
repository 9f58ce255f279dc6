using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Storage;

namespace Countersign.Host.Health;

/// <summary>
/// Says it loudly when the record can't be trusted any more: in the log, and once in the operators' channel. Looks every two seconds
/// whether the database is still the file at its path.
/// </summary>
public sealed partial class RecordWatch(
    SqliteStore store, PolicyInForce policy, IEnumerable<IChat> chats, TimeProvider time, ILogger<RecordWatch> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(2);
    private readonly TaskCompletionSource<string> _found = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Dispose()
    {
        store.DamageFound -= OnFound;
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        store.DamageFound += OnFound;
        try
        {
            while (store.Damage is null)
            {
                await Task.WhenAny(_found.Task, Task.Delay(Every, time, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
                store.CheckPlace();
            }

            LogDamage(store.Damage);
            await Tell(store.Damage, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private void OnFound(string why) => _found.TrySetResult(why);

    // Not by the outbox: that is part of what can't be trusted.
    private Task Tell(string why, CancellationToken cancel) => Task.WhenAll(
        from channel in policy.Book.OperatorsChannels
        from chat in chats
        where chat.Platform == channel.Platform
        select Tell(chat, channel, why, cancel));

    private async Task Tell(IChat chat, ChatPlace channel, string why, CancellationToken cancel)
    {
        var words = Sentence.Of(
            $"The record is damaged, so I grant nothing any more: {why}. Lists can still be read. docs/operations.md says what to do.");
        for (var pause = TimeSpan.FromSeconds(2); ; pause *= 2)
        {
            if (await chat.Deliver(Lane.Of(channel), new Message.ForOperators(words), cancel) is DeliveryResult.Done or DeliveryResult.Rejected)
                return;
            if (pause > TimeSpan.FromMinutes(5))
                return;
            await Task.Delay(pause, time, cancel);
        }
    }

    [LoggerMessage(LogLevel.Critical, "The record is damaged, nothing is granted any more: {Damage}")]
    private partial void LogDamage(string damage);
}
