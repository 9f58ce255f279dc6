using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace Countersign.Dashboard.Door;

/// <summary>
/// How often a link may be tried: by each address, and by all together. A guess is one in 2^256 anyway; this keeps guessing from costing
/// anybody else anything. Right ones count too, so that a try beyond the limit tells nothing.
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

    /// <summary>The first of an address's tries beyond its own limit cost the others none of theirs.</summary>
    public bool MayTry(IPAddress from)
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
