using Countersign.Core.Desk;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Host.Ticking;

/// <summary>Holds what pings people while the machine's clock can't be trusted, and has the operators told once each time.</summary>
public sealed partial class ClockHold(SteadyTime steady, ClockTrouble trouble, ILogger<ClockHold> log)
{
    private readonly ClockWatch _watch = new();
    private ClockSight.Parted? _untold;
    private volatile bool _isHolding;

    /// <summary>As of the last look.</summary>
    public bool IsHolding => _isHolding;

    /// <summary>Looks at the clocks; one caller at a time.</summary>
    /// <returns>Since when pings are held, by the wall clock as it went since; null when they are not.</returns>
    public async Task<Instant?> Since(Instant now, CancellationToken cancel)
    {
        var wasHolding = _isHolding;
        var sight = _watch.Look(now, steady.Now);
        _isHolding = _watch.IsHolding;
        switch (sight)
        {
            case ClockSight.Parted parted:
                LogParted(parted.By, parted.Until);
                // One that jumps about is told of once; the log has every jump.
                _untold = wasHolding ? _untold : parted;
                break;
            case ClockSight.GoesOn goesOn:
                LogGoesOn(goesOn.IsBack ? "is back where it was" : "has been steady for ten minutes");
                break;
        }

        await Tell(now, cancel);
        return sight switch
        {
            ClockSight.Parted => now,
            ClockSight.Held held => held.Since,
            _ => null,
        };
    }

    // What could not be written is told at the next look: the hold is what matters.
    private async Task Tell(Instant now, CancellationToken cancel)
    {
        if (_untold is not { } parted)
            return;
        try
        {
            await trouble.Tell(parted, now, cancel);
            _untold = null;
        }
        catch (StoreUnavailableException fault)
        {
            LogNotTold(fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "The machine's clock parted by {By} from steady time; reminders, moves, offers and escalations are held until {Until}, or until it is back")]
    private partial void LogParted(Duration by, Instant until);

    [LoggerMessage(LogLevel.Warning, "The machine's clock {Why}; nothing is held any more")]
    private partial void LogGoesOn(string why);

    [LoggerMessage(LogLevel.Warning, "The operators could not be told of the clock yet")]
    private partial void LogNotTold(Exception fault);
}
