namespace Countersign.Core.People;

public enum Platform
{
    /// <summary>The bot itself: the router and the sweep.</summary>
    Countersign,
    Slack,
    Teams,
}

/// <summary>Who a platform says somebody is: its user id within its own workspace or tenant. Both halves are the key.</summary>
public sealed record ChatIdentity(Platform Platform, string Tenant, string UserId)
{
    public override string ToString() => $"{Platform}/{Tenant}/{UserId}";
}

/// <summary>A channel on a platform.</summary>
public sealed record ChatPlace(Platform Platform, string Tenant, string ChannelId);
