using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>Who is on for a service, who can be, and whom a rotation concerns.</summary>
public static class Rotations
{
    /// <summary>Who is on for a service: the default first candidate. They may still not be eligible for a change, or not be at work.</summary>
    /// <param name="overrides">Those that are not over.</param>
    /// <returns>Null when the service is in no rotation, before its first turn, and when nobody on the list can be on.</returns>
    public static PersonId? OnFor(PolicyBook policy, IReadOnlyCollection<RotaOverride> overrides, ServiceId service, Instant at) =>
        policy.RotationOf(service) is { } rotation ? new Rota(policy, rotation, overrides).OnAt(at) : null;

    public static bool CanBeOn(PolicyBook policy, Rotation rotation, PersonId person) => WhyNot(policy, rotation, person) is null;

    /// <summary>Why somebody can't be on, as a clause to follow their name; null when they can.</summary>
    public static string? WhyNot(PolicyBook policy, Rotation rotation, PersonId person) => policy.Roster.Find(person) switch
    {
        null => "is not on the roster",
        { AgentOf: not null } => "is an agent",
        { Active: false } => "is not active",
        { Level: < Level.Senior } => "is not a senior",
        { Identities.IsEmpty: true } => "has no chat account on the roster",
        { } known when !IsQualified(rotation, known) => "covers none of its services",
        _ => null,
    };

    /// <summary>Leads of its services or their teams, and operators: whoever may say who is on.</summary>
    public static bool IsLedBy(PolicyBook policy, Rotation rotation, PersonId person)
    {
        if (policy.Operators.Contains(person))
            return true;
        foreach (var id in rotation.Services)
            if (policy.Find(id) is { } service && (service.Lead == person || LeadOf(policy, service) == person))
                return true;
        return false;
    }

    /// <summary>Whether somebody is in it, covers one of its services, is in a team that has one, or leads it.</summary>
    public static bool Concerns(PolicyBook policy, Rotation rotation, Person person) =>
        rotation.People.Contains(person.Id)
        || rotation.Services.Any(id => person.Covers(id) || (person.Team is { } team && policy.Find(id)?.Team == team))
        || IsLedBy(policy, rotation, person.Id);

    private static bool IsQualified(Rotation rotation, Person person)
    {
        foreach (var service in rotation.Services)
            if (new Qualification(service, Level.Senior).IsMetBy(person))
                return true;
        return false;
    }

    private static PersonId? LeadOf(PolicyBook policy, Service service) =>
        service.Team is { } id && policy.Teams.TryGetValue(id, out var team) ? team.Lead : null;
}
