using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>
/// Holds what pings people while the machine's clock can't be trusted, asks a platform for the time meanwhile, and has the operators told
/// once each time.
/// </summary>
public sealed partial class ClockHold(SteadyTime steady, TimeWitness witness, ClockTrouble trouble, ILogger<ClockHold> log)
{
    private static readonly Duration AskAgain = Duration.FromSeconds(15);
    private readonly ClockWatch _watch = new(witness.IsAnybody);
    private ClockSight? _untold;
    private bool _isTold;
    private Task<ClockProof>? _asking;
    private Duration? _asked;
    private volatile bool _isHolding;

    /// <summary>As of the last look.</summary>
    public bool IsHolding => _isHolding;

    /// <summary>Looks at the clocks; one caller at a time.</summary>
    /// <returns>Since when pings are held, by the wall clock as it went since; null when they are not.</returns>
    public async Task<Instant?> Since(Instant now, CancellationToken cancel)
    {
        var wasHolding = _isHolding;
        var sight = _watch.Look(now, steady.Now, Answer());
        _isHolding = _watch.IsHolding;
        switch (sight)
        {
            case ClockSight.Parted parted:
                LogParted(parted.By);
                // One that jumps about is told of once; the log has every jump.
                _untold = wasHolding ? _untold : parted;
                // What is said of the time before the jump says nothing of it now.
                (_asking, _asked) = (null, null);
                break;
            case ClockSight.GoesOn goesOn:
                LogGoesOn(goesOn.Why);
                _untold = _isTold ? goesOn : null;
                break;
        }

        Ask(cancel);
        await Tell(now, cancel);
        return sight switch
        {
            ClockSight.Parted => now,
            ClockSight.Held held => held.Since,
            _ => null,
        };
    }

    private ClockProof? Answer()
    {
        if (_asking is not { IsCompletedSuccessfully: true } asked)
            return null;
        _asking = null;
        return asked.Result;
    }

    private void Ask(CancellationToken cancel)
    {
        if (!_isHolding || !witness.IsAnybody || _asking is not null || (_asked is { } at && steady.Now - at < AskAgain))
            return;
        (_asking, _asked) = (witness.Ask(cancel), steady.Now);
    }

    // What could not be written is told at the next look: the hold is what matters.
    private async Task Tell(Instant now, CancellationToken cancel)
    {
        if (_untold is not { } seen)
            return;
        try
        {
            await trouble.Tell(seen, witness.IsAnybody, now, cancel);
            (_untold, _isTold) = (null, seen is ClockSight.Parted);
        }
        catch (StoreUnavailableException fault)
        {
            LogNotTold(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "The machine's clock parted by {By} from steady time; reminders, moves, offers and escalations are held until it is known to be right")]
    private partial void LogParted(Duration by);

    [LoggerMessage(LogLevel.Warning, "The machine's clock is trusted again ({Why}); nothing is held any more")]
    private partial void LogGoesOn(ClockTrust why);

    [LoggerMessage(LogLevel.Warning, "The operators could not be told of the clock yet")]
    private partial void LogNotTold(Exception fault);
}
