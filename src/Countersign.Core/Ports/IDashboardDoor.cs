using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>What somebody gets who asks for the dashboard.</summary>
public abstract record Invitation
{
    private Invitation()
    {
    }

    /// <summary>A way in for this person alone, once. It is a secret: it is said to them privately and kept nowhere.</summary>
    public sealed record OneTime(Uri Address, Duration Lasts) : Invitation;

    /// <summary>It stands open, as in the playground.</summary>
    public sealed record Open(Uri Address) : Invitation;

    /// <summary>The settings name no address by which people reach it.</summary>
    public sealed record NoAddress : Invitation;

    /// <summary>The settings name an address that is not https: what is shown there would travel in the clear.</summary>
    public sealed record InTheClear : Invitation;
}

/// <summary>The dashboard's door, as chat knows it.</summary>
public interface IDashboardDoor
{
    Invitation Invite(Actor.Member by, Instant now);
}
