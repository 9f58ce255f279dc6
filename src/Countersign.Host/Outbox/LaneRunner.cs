using Countersign.Core.Desk;

namespace Countersign.Host.Outbox;

/// <summary>Runs lanes: one message at a time in each, a bounded number of lanes at once, at each platform's pace.</summary>
internal sealed partial class LaneRunner(Delivery delivery, FrozenChats chats, TimeProvider time, ILogger log) : IDisposable
{
    private const int LanesAtOnce = 16;

    // With the backoff that is some twenty minutes in which the platform answers others and never this message. A brownout that
    // fails nine calls in ten for so long would be worse luck than one in ten.
    private const int MostTroublesOfItsOwn = 25;

    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(60);
    private readonly Random _jitter = new();
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
        var tries = Tries.None;
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
    /// <param name="Alone">Troubles that befell it while the platform answered others.</param>
    /// <param name="Others">How many answers the platform had given by the last trouble.</param>
    private readonly record struct Tries(int Refusals, int Troubles, int Alone, long Others)
    {
        public static readonly Tries None = new(0, 0, 0, 0);

        public Tries Trouble(long others) => new(Refusals, Troubles + 1, Troubles > 0 && others > Others ? Alone + 1 : Alone, others);
    }

    /// <returns>How long the lane pauses before its next attempt.</returns>
    private async Task<(TimeSpan Pause, Tries Tries)> Attempt(
        LaneQueue lane, OutboxItem first, List<OutboxItem> all, Tries tries, CancellationToken stop)
    {
        if (chats.On(lane.Lane.Platform) is not var (chat, circuit))
            return (LongestRetry, tries);
        await _places.WaitAsync(stop);
        var leave = default(Circuit.Leave);
        try
        {
            leave = circuit.Ask();
            if (leave.Wait > TimeSpan.Zero)
                return (leave.Wait, tries);
            var verdict = await delivery.Attempt(chat, first, all, first.Attempts + tries.Refusals, stop);
            var (pause, after) = Learn(verdict, circuit, leave, tries);
            if (after.Alone >= MostTroublesOfItsOwn)
                verdict = await delivery.GiveUp(first, all, after.Alone);
            if (verdict is not Verdict.Finished)
                return (pause, after);
            lane.Remove(all);
            Interlocked.Add(ref _ahead, -all.Count);
            return (TimeSpan.Zero, Tries.None);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            // The record's trouble, not the platform's: a fault of the message itself is a verdict.
            circuit.Unknown(leave);
            LogFault(fault, first.Id);
            return (Backoff(tries.Troubles), tries with { Troubles = tries.Troubles + 1 });
        }
        finally
        {
            _places.Release();
        }
    }

    private (TimeSpan Pause, Tries Tries) Learn(Verdict verdict, Circuit circuit, Circuit.Leave leave, Tries tries)
    {
        switch (verdict)
        {
            case Verdict.Refused { After: var pause }:
                circuit.Succeeded();
                return (pause, tries with { Refusals = tries.Refusals + 1 });
            case Verdict.Trouble { NotAllowed: var notAllowed }:
                circuit.Failed(leave, notAllowed);
                // While the circuit is open, it alone says when: the lane's own pause would outlast the trouble.
                return circuit.IsOpen
                    ? (TimeSpan.Zero, tries.Trouble(circuit.Successes))
                    : (Backoff(tries.Troubles), tries.Trouble(circuit.Successes));
            case Verdict.Finished { Reached: true }:
                circuit.Succeeded();
                return (TimeSpan.Zero, tries);
            case Verdict.Finished:
                circuit.Unknown(leave);
                return (TimeSpan.Zero, tries);
            case Verdict.Pause { For: var pause }:
                // It may be our own gate that asks for it, without the platform having been asked.
                circuit.Unknown(leave);
                return (pause, tries);
            default:
                throw new InvalidOperationException("No rule for this verdict.");
        }
    }

    private TimeSpan Backoff(int troubles)
    {
        lock (_jitter)
            return TimeSpan.FromSeconds(
                Math.Min(LongestRetry.TotalSeconds, Math.Pow(2, Math.Min(troubles, 10))) * (0.75 + _jitter.NextDouble() / 2));
    }

    [LoggerMessage(LogLevel.Error, "Outbox row {Id} could not be handled; trying again")]
    private partial void LogFault(Exception fault, long id);
}
