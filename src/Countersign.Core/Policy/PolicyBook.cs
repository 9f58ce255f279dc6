using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Core.Policy;

/// <summary>One accepted policy file: roster, services, operators. Immutable; a reload makes a new one.</summary>
/// <param name="Digest">Lower-case hex SHA-256 of the file's exact bytes.</param>
/// <param name="RosterDigest">Lower-case hex SHA-256 of who is on the roster with which level, services and identities.</param>
/// <param name="OperatorsChannel">Where trouble is told; null when the policy names none.</param>
public sealed record PolicyBook(
    string Digest,
    string RosterDigest,
    Roster Roster,
    FrozenDictionary<ServiceId, Service> Services,
    ImmutableArray<PersonId> Operators,
    ChatPlace? OperatorsChannel)
{
    public static PolicyBook Empty { get; } =
        new("", "", Roster.Empty, FrozenDictionary<ServiceId, Service>.Empty, [], null);

    public Service? Find(ServiceId id) => Services.GetValueOrDefault(id);

    public string NameOf(ServiceId id) => Find(id)?.Name ?? id.Value;

    /// <summary>The service that lists the link's repository; null when none or more than one does.</summary>
    public Service? ServiceOf(ChangeLink link)
    {
        if (link.Repository is null)
            return null;
        var owners = Services.Values
            .Where(s => s.Repositories.Contains(link.Repository, StringComparer.OrdinalIgnoreCase))
            .Take(2)
            .ToList();
        return owners.Count == 1 ? owners[0] : null;
    }

    /// <summary>May this person move a review: the service's lead, the lead of somebody asked, or an operator.</summary>
    public bool MayReassign(PersonId person, ChangeRequest change) =>
        Operators.Contains(person)
        || Find(change.Draft.Service)?.Lead == person
        || change.Round.Seats.SelectMany(s => s.Asked).Any(asked => Roster.Find(asked.Person)?.Lead == person);
}
