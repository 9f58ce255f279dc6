using Countersign.Core.People;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Dashboard.Door;

/// <summary>Gives the links.</summary>
public sealed class DashboardDoor(DashboardOptions options, SignInLinks links) : IDashboardDoor
{
    public Invitation Invite(Actor.Member by, Instant now) => options switch
    {
        { Address: null } => new Invitation.NoAddress(),
        { IsOpen: true } => new Invitation.Open(options.To("/")),
        { IsPrivate: false } => new Invitation.InTheClear(),
        _ => new Invitation.OneTime(options.To($"/sign-in?token={links.Make(by, now)}"), SignInLinks.Lasts),
    };
}
