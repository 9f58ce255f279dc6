using Countersign.Core.Desk;

namespace Countersign.Host.Outbox;

/// <summary>Runs lanes: one message at a time in each, a bounded number of lanes at once, at each platform's pace.</summary>
internal sealed partial class LaneRunner(Delivery delivery, FrozenChats chats, TimeProvider time, ILogger log) : IDisposable
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

    public void Dispose() => _places.Dispose();

    private async Task Run(LaneQueue lane, CancellationToken stop)
    {
        var tries = new Tries(0, 0);
        try
        {
            while (!stop.IsCancellationRequested && lane.Peek() is { } next)
            {
                (var pause, tries) = await Attempt(lane, next.First, next.All, tries, stop);
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

    /// <summary>How the first message of a lane has fared since it became the first.</summary>
    private readonly record struct Tries(int Refusals, int Troubles);

    /// <returns>How long the lane pauses before its next attempt.</returns>
    private async Task<(TimeSpan Pause, Tries Tries)> Attempt(
        LaneQueue lane, OutboxItem first, List<OutboxItem> all, Tries tries, CancellationToken stop)
    {
        if (chats.On(lane.Lane.Platform) is not var (chat, circuit))
            return (LongestRetry, tries);
        await _places.WaitAsync(stop);
        try
        {
            if (circuit.Ask() is var wait && wait > TimeSpan.Zero)
                return (wait, tries);
            switch (await delivery.Attempt(chat, first, all, first.Attempts + tries.Refusals, stop))
            {
                case Verdict.Finished { Reached: var reached }:
                    if (reached)
                        circuit.Succeeded();
                    else
                        circuit.Unknown();
                    lane.Remove(all);
                    Interlocked.Add(ref _ahead, -all.Count);
                    return (TimeSpan.Zero, new Tries(0, 0));
                case Verdict.Pause { For: var pause }:
                    circuit.Succeeded();
                    return (pause, tries);
                case Verdict.Refused { After: var pause }:
                    circuit.Succeeded();
                    return (pause, tries with { Refusals = tries.Refusals + 1 });
                case Verdict.Trouble { NotAllowed: var notAllowed }:
                    circuit.Failed(notAllowed);
                    return (Backoff(tries.Troubles), tries with { Troubles = tries.Troubles + 1 });
                default:
                    throw new InvalidOperationException("No rule for this verdict.");
            }
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            circuit.Unknown();
            LogFault(fault, first.Id);
            return (Backoff(tries.Troubles), tries with { Troubles = tries.Troubles + 1 });
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
