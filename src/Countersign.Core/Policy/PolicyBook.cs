using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;

namespace Countersign.Core.Policy;

/// <summary>The policy: roster, teams, services, tiers, operators. Immutable; a reload makes a new one.</summary>
/// <param name="Digest">Lower-case hex SHA-256 of the exact bytes of the file accepted last.</param>
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
    // More parts than any code host's address has, and than a repository's path.
    private const int MostParts = 20;
    private const int LongestRepository = 8;

    private readonly Lazy<FrozenDictionary<string, ImmutableArray<Service>>> _owners = new(() => Services.Values
        .SelectMany(s => s.Repositories.Distinct(StringComparer.OrdinalIgnoreCase).Select(r => (Repository: r, Service: s)))
        .GroupBy(x => x.Repository, x => x.Service, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(g => g.Key, g => g.OrderBy(s => s.Id.Value, StringComparer.Ordinal).ToImmutableArray(), StringComparer.OrdinalIgnoreCase));

    /// <summary>The platforms that anybody or anything in it is on, each with its workspace or tenant.</summary>
    public ImmutableArray<(Platform Platform, string Tenant)> Homes { get; } =
    [
        .. Roster.Everybody.SelectMany(p => p.Identities).Select(i => (i.Platform, i.Tenant))
            .Concat(Services.Values.SelectMany(s => s.Channels).Concat(OperatorsChannels).Select(c => (c.Platform, c.Tenant)))
            .Distinct()
            .Order(),
    ];

    /// <summary>By the path patterns of the whole organisation.</summary>
    public ImmutableArray<PathRule> Paths { get; init; } = [];

    public Answers Answers { get; init; } = Answers.BuiltIn;

    public FrozenDictionary<TeamId, Team> Teams { get; init; } = FrozenDictionary<TeamId, Team>.Empty;

    /// <summary>What the organisation asks by tier, before any team tightens it.</summary>
    public ImmutableArray<TierRules> Rules { get; init; } = TierRules.BuiltIn;

    /// <summary>When and where digests are read, where a team says nothing else. Its channels are the house's alone.</summary>
    public DigestRules DigestRules { get; init; } = DigestRules.Usual;

    /// <summary>Who takes turns in being asked first. A service is in one of them at most.</summary>
    public ImmutableArray<Rotation> Rotations
    {
        get;
        init
        {
            field = value;
            _rotationOf = value.SelectMany(r => r.Services.Select(s => (Service: s, Rotation: r)))
                .ToFrozenDictionary(x => x.Service, x => x.Rotation);
        }
    } = [];

    private readonly FrozenDictionary<ServiceId, Rotation> _rotationOf = FrozenDictionary<ServiceId, Rotation>.Empty;

    /// <summary>What the file accepted last says and what is not in force until two operators confirm it.</summary>
    public ImmutableArray<Weakening> Waiting { get; init; } = [];

    /// <summary>Whether some tier of some service wants its approvals from different teams.</summary>
    public bool AsksForDifferentTeams => Services.Values.Any(s => s.Rules.Any(r => r.DifferentTeams.Value));

    /// <summary>The file accepted last, as it would hold whole; null when it does.</summary>
    public PolicyBook? Proposed { get; init; }

    public static PolicyBook Empty { get; } =
        new("", "", Roster.Empty, FrozenDictionary<ServiceId, Service>.Empty, [], []);

    public Service? Find(ServiceId id) => Services.GetValueOrDefault(id);

    public Rotation? Find(RotationId id) => Rotations.FirstOrDefault(r => r.Id == id);

    public Rotation? RotationOf(ServiceId id) => _rotationOf.GetValueOrDefault(id);

    /// <summary>Everybody whom the roster lists for a service.</summary>
    public ImmutableArray<Person> Covering(ServiceId id) => Roster.Covering(id);

    public string NameOf(ServiceId id) => Find(id)?.Name ?? id.Value;

    /// <summary>The service that lists the link's repository; null when none or more than one does.</summary>
    public Service? ServiceOf(ChangeLink link) => OwnersOf(link) is [var only] ? only : null;

    /// <summary>
    /// Every service that lists the link's repository. Whatever the address looks like (a comparison, a short commit, another host's way of
    /// writing it), a repository whose path stands in it is meant: otherwise another spelling would free the choice of service.
    /// </summary>
    public ImmutableArray<Service> OwnersOf(ChangeLink link)
    {
        if (link.Repository is { } repository && _owners.Value.TryGetValue(repository, out var owners))
            return owners;
        var parts = Uri.UnescapeDataString(link.Address.AbsolutePath).Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Take(MostParts).Select(p => p.EndsWith(".git", StringComparison.OrdinalIgnoreCase) ? p[..^4] : p).ToArray();
        for (var length = Math.Min(LongestRepository, parts.Length); length > 1; length--)
            for (var from = 0; from + length <= parts.Length; from++)
                if (_owners.Value.TryGetValue(string.Join('/', parts, from, length), out owners))
                    return owners;
        return [];
    }

    /// <summary>
    /// SHA-256, lower-case hex, of who is on the roster with which level, services and identities.
    /// </summary>
    public static string DigestOf(IEnumerable<Person> people)
    {
        var lines = people.OrderBy(p => p.Id).Select(p => string.Join(
            '|', p.Id, p.Level, p.Active, string.Join(',', p.Primary), string.Join(',', p.Secondary),
            string.Join(',', p.Identities), p.Team, p.AgentOf));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>May this person move a review: the service's lead, the lead of somebody asked, or an operator.</summary>
    public bool MayReassign(PersonId person, ChangeRequest change) =>
        Operators.Contains(person)
        || Find(change.Draft.Service)?.Lead == person
        || change.Round.Seats.SelectMany(s => s.Asked).Any(asked => Roster.Find(asked.Person)?.Lead == person);
}
