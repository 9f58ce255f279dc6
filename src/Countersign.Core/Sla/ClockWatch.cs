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
    public sealed record Parted(Duration By) : ClockSight;

    /// <summary>They parted lately.</summary>
    /// <param name="Since">By the wall clock as it went since: when they parted.</param>
    public sealed record Held(Instant Since) : ClockSight;

    /// <summary>It goes on from this look.</summary>
    public sealed record GoesOn(ClockTrust Why) : ClockSight;
}

/// <summary>Why a clock that jumped is trusted again.</summary>
public enum ClockTrust
{
    /// <summary>It is back where it was.</summary>
    Back,

    /// <summary>Somebody else's clock says the same.</summary>
    Proven,

    /// <summary>It has been steady for long enough, and nobody else's clock can be asked.</summary>
    Steady,
}

/// <summary>What came of asking somebody else what time it is.</summary>
public abstract record ClockProof
{
    private ClockProof()
    {
    }

    /// <param name="By">How far the wall clock is from theirs; negative when it is behind.</param>
    public sealed record Off(Duration By) : ClockProof;

    /// <summary>They were reached, and their answer bears no time.</summary>
    public sealed record NoTime : ClockProof;

    /// <summary>Nobody was reached: nobody could be pinged either.</summary>
    public sealed record NoAnswer : ClockProof;
}

/// <summary>
/// Compares the wall clock with time that nobody sets. When they part, nobody is pinged until the clock is back, or somebody else's clock
/// says that it is right: one that is wrong must not tell people that they are late, however long it is wrong. Where no other clock can be
/// asked it is believed after ten steady minutes. What people decide is never held. Pure: looks and answers are given to it. Source:
/// promises.md, F12.
/// </summary>
/// <remarks>
/// Nothing is known before the first look. A machine that slept looks like a clock that was set ahead where the steady time stands still
/// meanwhile (Linux, macOS); once it is proven right, everybody hears of the present stage.
/// </remarks>
/// <param name="canAsk">Whether somebody else's clock can be asked.</param>
public sealed class ClockWatch(bool canAsk = false)
{
    /// <summary>From so far apart on; what less is wrong makes nobody late.</summary>
    public static readonly Duration Tolerance = Duration.FromSeconds(60);

    /// <summary>For how long a clock that was set has to go steadily before it is believed where nobody can be asked.</summary>
    public static readonly Duration SteadyFor = Duration.FromMinutes(10);

    // A clock that is set right little by little (NTP slews by 0.05%) is followed; many small steps are seen all the same.
    private const int Slower = 100;

    private (Duration Offset, Duration Steady)? _right;
    private (Duration Offset, Duration Steady, Instant Since)? _parted;
    private bool _canAsk = canAsk;

    /// <summary>Whether the last look found them apart.</summary>
    public bool IsHolding => _parted is not null;

    /// <param name="wall">What the machine says that it is.</param>
    /// <param name="steady">Time since any moment, never set, never before that of the look before.</param>
    /// <param name="proof">What came since the look before of asking somebody, who was asked after the clocks parted.</param>
    public ClockSight Look(Instant wall, Duration steady, ClockProof? proof = null)
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
            return new ClockSight.GoesOn(ClockTrust.Back);
        }

        if (_parted is { } parted && IsNear(offset, parted.Offset))
        {
            // An answer that bears no time will not bear one later.
            _canAsk &= proof is not ClockProof.NoTime;
            if (TrustOf(proof, steady - parted.Steady) is not { } why)
                return new ClockSight.Held(parted.Since);
            (_right, _parted) = ((offset, steady), null);
            return new ClockSight.GoesOn(why);
        }

        _parted = (offset, steady, wall);
        return new ClockSight.Parted(offset - right.Offset);
    }

    private ClockTrust? TrustOf(ClockProof? proof, Duration steadyFor) => proof switch
    {
        ClockProof.Off { By: var by } => IsNear(by, Duration.Zero) ? ClockTrust.Proven : null,
        _ when !_canAsk && steadyFor >= SteadyFor => ClockTrust.Steady,
        _ => null,
    };

    private static bool IsNear(Duration one, Duration other) => one - other <= Tolerance && other - one <= Tolerance;

    private static Duration Follow(Duration from, Duration to, Duration passed)
    {
        var most = Duration.FromTicks(passed.BclCompatibleTicks / Slower);
        return from + Duration.Max(-most, Duration.Min(most, to - from));
    }
}
