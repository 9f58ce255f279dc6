using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Changes;

/// <summary>What a seat asks of whoever fills it.</summary>
public sealed record Qualification(ServiceId Service, Level AtLeast)
{
    public bool IsMetBy(Person person) => person.Active && person.Level >= AtLeast && person.Covers(Service);
}

/// <summary>Who could ever sign off, leaving aside whether they are free.</summary>
public static class Reviewers
{
    /// <summary>Whether this person could be asked for anything at all.</summary>
    public static bool Reviews(PolicyBook policy, Person person) =>
        policy.Services.Values.Any(service => service.Seats.Any(seat => seat.IsMetBy(person)));

    public static ImmutableArray<PersonId> Qualified(PolicyBook policy, Service service, PersonId author) =>
        [.. policy.Roster.Everybody
            .Where(p => p.Id != author && service.Seats.Any(seat => seat.IsMetBy(p)))
            .Select(p => p.Id)];
}
