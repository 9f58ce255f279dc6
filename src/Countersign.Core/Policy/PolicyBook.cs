using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;

namespace Countersign.Core.Policy;

/// <summary>One accepted policy file: roster, services, operators. Immutable; a reload makes a new one.</summary>
/// <param name="Digest">Lower-case hex SHA-256 of the file's exact bytes.</param>
/// <param name="RosterDigest">Lower-case hex SHA-256 of who is on the roster with which level, services and identities.</param>
/// <param name="OperatorsChannels">Where trouble is told: at most one on each platform.</param>
public sealed record PolicyBook(
    string Digest,
    string RosterDigest,
    Roster Roster,
    FrozenDictionary<ServiceId, Service> Services,
    ImmutableArray<PersonId> Operators,
    ImmutableArray<ChatPlace> OperatorsChannels)
{
    /// <summary>The platforms that anybody or anything in it is on, each with its workspace or tenant.</summary>
    public ImmutableArray<(Platform Platform, string Tenant)> Homes { get; } =
    [
        .. Roster.Everybody.SelectMany(p => p.Identities).Select(i => (i.Platform, i.Tenant))
            .Concat(Services.Values.SelectMany(s => s.Channels).Concat(OperatorsChannels).Select(c => (c.Platform, c.Tenant)))
            .Distinct()
            .Order(),
    ];

    public static PolicyBook Empty { get; } =
        new("", "", Roster.Empty, FrozenDictionary<ServiceId, Service>.Empty, [], []);

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
