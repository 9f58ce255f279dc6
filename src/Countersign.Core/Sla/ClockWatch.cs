using NodaTime;

namespace Countersign.Core.Sla;

/// <summary>What a look at the two clocks came to.</summary>
public abstract record ClockSight
{
    private ClockSight()
    {
    }

    /// <summary>They agree: everything goes its way.</summary>
    public sealed record Agrees : ClockSight;

    /// <summary>They parted just now: whoever can set the clock right is to be told.</summary>
    /// <param name="By">How far the wall clock is from where it should be; negative when it went back.</param>
    /// <param name="Until">By the wall clock: when it goes on if the clock stands as it is.</param>
    public sealed record Parted(Duration By, Instant Until) : ClockSight;

    /// <summary>They parted lately.</summary>
    /// <param name="Since">By the wall clock as it went since: when they parted.</param>
    public sealed record Held(Instant Since) : ClockSight;

    /// <summary>It goes on from this look.</summary>
    /// <param name="IsBack">The clock is back where it was; else it has been steady for long enough to be believed.</param>
    public sealed record GoesOn(bool IsBack) : ClockSight;
}

/// <summary>
/// Compares the wall clock with time that nobody sets. When they part, nobody is pinged until the clock is back, or has been steady for ten
/// minutes: a clock that is wrong for a moment must not tell people that they are late. What people decide is never held. Pure: the
/// looks are given to it. Source: promises.md, F12.
/// </summary>
/// <remarks>
/// Nothing is known before the first look. A machine that slept looks like a clock that was set ahead where the steady time stands still
/// meanwhile (Linux, macOS): ten minutes after it woke, everybody hears of the present stage.
/// </remarks>
public sealed class ClockWatch
{
    /// <summary>From so far apart on; what less is wrong makes nobody late.</summary>
    public static readonly Duration Tolerance = Duration.FromSeconds(60);

    /// <summary>For how long a clock that was set has to go steadily before it is believed.</summary>
    public static readonly Duration SteadyFor = Duration.FromMinutes(10);

    // A clock that is set right little by little (NTP slews by 0.05%) is followed; many small steps are seen all the same.
    private const int Slower = 100;

    private (Duration Offset, Duration Steady)? _right;
    private (Duration Offset, Duration Steady, Instant Since)? _parted;

    /// <summary>Whether the last look found them apart.</summary>
    public bool IsHolding => _parted is not null;

    /// <param name="wall">What the machine says that it is.</param>
    /// <param name="steady">Time since any moment, never set, never before that of the look before.</param>
    public ClockSight Look(Instant wall, Duration steady)
    {
        var offset = wall - Instant.FromUnixTimeTicks(0) - steady;
        if (_right is not { } right)
        {
            _right = (offset, steady);
            return new ClockSight.Agrees();
        }

        if (IsNear(offset, right.Offset))
        {
            _right = (Follow(right.Offset, offset, steady - right.Steady), steady);
            if (_parted is null)
                return new ClockSight.Agrees();
            _parted = null;
            return new ClockSight.GoesOn(IsBack: true);
        }

        if (_parted is { } parted && IsNear(offset, parted.Offset))
        {
            if (steady - parted.Steady < SteadyFor)
                return new ClockSight.Held(parted.Since);
            (_right, _parted) = ((offset, steady), null);
            return new ClockSight.GoesOn(IsBack: false);
        }

        _parted = (offset, steady, wall);
        return new ClockSight.Parted(offset - right.Offset, wall + SteadyFor);
    }

    private static bool IsNear(Duration one, Duration other) => one - other <= Tolerance && other - one <= Tolerance;

    private static Duration Follow(Duration from, Duration to, Duration passed)
    {
        var most = Duration.FromTicks(passed.BclCompatibleTicks / Slower);
        return from + Duration.Max(-most, Duration.Min(most, to - from));
    }
}
