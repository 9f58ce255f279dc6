using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Policy;

namespace Countersign.Core.People;

/// <summary>Everybody the policy in force knows, by their own id and by each proven chat identity.</summary>
public sealed class Roster
{
    private readonly FrozenDictionary<PersonId, Person> _byId;
    private readonly FrozenDictionary<ChatIdentity, Person> _byIdentity;
    private readonly Lazy<FrozenDictionary<ServiceId, ImmutableArray<Person>>> _covering;

    /// <exception cref="ArgumentException">Two people share an id or a chat identity; the policy reader reports it before.</exception>
    public Roster(IEnumerable<Person> people)
    {
        Everybody = [.. people.OrderBy(p => p.Id)];
        _byId = Everybody.ToDictionary(p => p.Id).ToFrozenDictionary();
        _byIdentity = Everybody
            .SelectMany(p => p.Identities.Select(i => (Identity: i, Person: p)))
            .ToDictionary(x => x.Identity, x => x.Person)
            .ToFrozenDictionary();
        _covering = new(() => Everybody
            .SelectMany(p => p.Primary.Concat(p.Secondary).Distinct().Select(s => (Service: s, Person: p)))
            .GroupBy(x => x.Service, x => x.Person)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray()));
    }

    public static Roster Empty { get; } = new([]);

    public ImmutableArray<Person> Everybody { get; }

    public Person? Find(PersonId id) => _byId.GetValueOrDefault(id);

    public Person? Find(ChatIdentity identity) => _byIdentity.GetValueOrDefault(identity);

    /// <summary>Everybody who covers a service, first or second.</summary>
    public ImmutableArray<Person> Covering(ServiceId service) => _covering.Value.GetValueOrDefault(service, []);

    /// <summary>The display name; somebody who left the roster keeps their id as a name, so that old records stay readable.</summary>
    public string NameOf(PersonId id) => Find(id)?.Name ?? id.Value;
}
