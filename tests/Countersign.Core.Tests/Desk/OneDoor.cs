using Countersign.Core.People;
using Countersign.Core.Ports;
using NodaTime;

namespace Countersign.Core.Tests.Desk;

/// <summary>A dashboard's door that gives what the test says, and remembers for whom.</summary>
internal sealed class OneDoor : IDashboardDoor
{
    public Invitation Gives { get; set; } = new Invitation.OneTime(new Uri("https://sign.example.com/sign-in?token=secret"), Duration.FromMinutes(10));

    public List<PersonId> Invited { get; } = [];

    public Invitation Invite(Actor.Member by, Instant now)
    {
        Invited.Add(by.Person.Id);
        return Gives;
    }
}
