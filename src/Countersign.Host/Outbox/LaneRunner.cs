using Countersign.Core.Desk;
using Countersign.Core.Ports;

namespace Countersign.Host.Outbox;

/// <summary>Runs lanes: one message at a time in each, a bounded number of lanes at once, at each platform's pace.</summary>
internal sealed partial class LaneRunner(Delivery delivery, FrozenChats chats, TimeProvider time, ILogger log)
{
    private const int LanesAtOnce = 16;
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim _places = new(LanesAtOnce);
    private int _ahead;

    /// <summary>Items read and not yet delivered or parked.</summary>
    public int Ahead => Volatile.Read(ref _ahead);

    public void Add(LaneQueue lane, OutboxItem item, CancellationToken stop)
    {
        Interlocked.Increment(ref _ahead);
        lane.Add(item, () => Task.Run(() => Run(lane, stop), CancellationToken.None));
    }

    private async Task Run(LaneQueue lane, CancellationToken stop)
    {
        var troubles = 0;
        try
        {
            while (!stop.IsCancellationRequested && lane.Peek() is { } next)
            {
                var pause = await Attempt(lane, next.First, next.All, troubles, stop);
                troubles = pause > TimeSpan.Zero ? troubles + 1 : 0;
                if (pause > TimeSpan.Zero)
                    await Task.Delay(pause, time, stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What is left stays in the outbox for the next start.
        }
        finally
        {
            if (stop.IsCancellationRequested)
                lane.Leave();
        }
    }

    /// <returns>How long the lane pauses before its next attempt.</returns>
    private async Task<TimeSpan> Attempt(LaneQueue lane, OutboxItem first, List<OutboxItem> all, int troubles, CancellationToken stop)
    {
        if (chats.On(lane.Lane.Platform) is not var (chat, circuit))
            return LongestRetry;
        await _places.WaitAsync(stop);
        try
        {
            if (circuit.Ask() is var wait && wait > TimeSpan.Zero)
                return wait;
            var verdict = await delivery.Attempt(chat, first, all, stop);
            switch (verdict)
            {
                case Verdict.Finished { Reached: var reached }:
                    if (reached)
                        circuit.Succeeded();
                    else
                        circuit.Unknown();
                    lane.Remove(all);
                    Interlocked.Add(ref _ahead, -all.Count);
                    return TimeSpan.Zero;
                case Verdict.Again { After: var after, Everywhere: false }:
                    circuit.Succeeded();
                    return after;
                case Verdict.Again { NotAllowed: var notAllowed }:
                    circuit.Failed(notAllowed);
                    return Backoff(troubles);
                default:
                    return LongestRetry;
            }
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            circuit.Unknown();
            LogFault(fault, first.Id);
            return Backoff(troubles);
        }
        finally
        {
            _places.Release();
        }
    }

    private static TimeSpan Backoff(int troubles) =>
        TimeSpan.FromSeconds(Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, Math.Min(troubles, 10))));

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} could not be handled; trying again")]
    private partial void LogFault(Exception fault, long id);
}
