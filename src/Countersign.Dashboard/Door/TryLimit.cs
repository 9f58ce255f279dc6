using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Countersign.Dashboard.Door;

/// <summary>
/// How often a link that does not work may be tried: by each address, and by all together. A guess is one in 2^256, so this is not what
/// keeps guesses out; it keeps guessing cheap for everybody else. A link that works is never refused for the sake of others' tries:
/// whoever shares an address with a guesser, or a proxy with everybody, could be shut out otherwise.
/// </summary>
public sealed class TryLimit : IDisposable
{
    /// <summary>In a minute, by one address.</summary>
    public const int Each = 20;

    /// <summary>In a minute, by all together.</summary>
    public const int All = 300;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<IPAddress> _each = PartitionedRateLimiter.Create<IPAddress, IPAddress>(
        from => RateLimitPartition.GetFixedWindowLimiter(from, _ => Of(Each)));

    private readonly FixedWindowRateLimiter _all = new(Of(All));

    /// <summary>Counts one. What is beyond an address's own limit costs the others none of theirs.</summary>
    /// <returns>False beyond a limit.</returns>
    public bool MayFail(IPAddress from)
    {
        using var own = _each.AttemptAcquire(Network(from));
        if (!own.IsAcquired)
            return false;
        using var all = _all.AttemptAcquire();
        return all.IsAcquired;
    }

    public void Dispose()
    {
        _each.Dispose();
        _all.Dispose();
    }

    // Whoever has one address of IPv6 has 2^64 of them.
    private static IPAddress Network(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }

    private static FixedWindowRateLimiterOptions Of(int permits) => new() { PermitLimit = permits, Window = Window, QueueLimit = 0, AutoReplenishment = true };
}
