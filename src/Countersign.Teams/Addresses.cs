using System.Collections.Concurrent;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams;

/// <summary>
/// How to reach people and places in Teams: learnt from every proven activity, kept in the record, because an id alone reaches
/// nobody and a message months later needs it. Only proven activities of allowed tenants and hosts come here.
/// </summary>
public sealed class Addresses(IStore store, TeamsSettings settings) : IDisposable
{
    private readonly string _home = settings.TenantId.ToLowerInvariant();
    private readonly ConcurrentDictionary<(AddressKind Kind, string Tenant, string Id), ChatAddress> _known = new();
    private readonly ConcurrentDictionary<string, string> _directoryIds = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile bool _loaded;

    /// <summary>Where messages go whose place was never heard of.</summary>
    private static readonly string[] Guesses = ["https://smba.trafficmanager.net/teams/"];

    /// <summary>Takes in where this came from: its sender, and the conversation.</summary>
    public async Task Learn(Activity activity, Instant now, CancellationToken cancel = default)
    {
        await Load(cancel);
        if (activity is not { ServiceUrl: { } url, Conversation: { } conversation, TenantId: { } tenant })
            return;
        tenant = tenant.ToLowerInvariant();
        if (activity.From is { DirectoryId: { } directory, Id: var user } from && !IsForeign(from, tenant))
            await Keep(Person(tenant, directory.ToLowerInvariant(), url, user, conversation), now, cancel);
        if (conversation.Type != ConversationType.Personal)
        {
            var isChannel = conversation.Type == ConversationType.Channel;
            var place = isChannel ? activity.TeamsChannelId ?? conversation.BaseId : conversation.BaseId;
            await Keep(new ChatAddress(Platform.Teams, tenant, AddressKind.Place, place, url, null, place, isChannel ? "channel" : "groupChat"), now, cancel);
        }
    }

    public async Task Keep(ChatAddress address, Instant now, CancellationToken cancel = default)
    {
        var key = (address.Kind, address.Tenant, address.Id);
        if (_known.TryGetValue(key, out var known) && known == address)
            return;
        await store.Write(
            work =>
            {
                work.Remember(address, now);
                return true;
            },
            cancel);
        // Only what is on record counts as known: what could not be written is learnt again from the next activity.
        Note(address);
    }

    public async Task<ChatAddress?> Of(ChatIdentity person, CancellationToken cancel = default)
    {
        await Load(cancel);
        return _known.GetValueOrDefault((AddressKind.Person, person.Tenant, person.UserId));
    }

    public async Task<ChatAddress?> Place(string id, CancellationToken cancel = default)
    {
        await Load(cancel);
        return _known.GetValueOrDefault((AddressKind.Place, _home, id));
    }

    /// <summary>Conversations of many, in whose rosters somebody may be found who never wrote to us.</summary>
    public async Task<ImmutableArray<ChatAddress>> Places(CancellationToken cancel = default)
    {
        await Load(cancel);
        return [.. _known.Values.Where(a => a.Kind == AddressKind.Place).OrderBy(a => a.Id, StringComparer.Ordinal)];
    }

    /// <summary>The service of this tenant, as far as anything is known of it.</summary>
    public async Task<string> AnyServiceUrl(CancellationToken cancel = default)
    {
        await Load(cancel);
        return _known.Values.OrderBy(a => a.Kind).Select(a => a.ServiceUrl).Append(Guesses[0]).First();
    }

    /// <summary>Who is behind Teams' own id, for mentions; null for whoever is not known.</summary>
    public ChatIdentity? Behind(string userId) =>
        _directoryIds.TryGetValue(userId, out var directory) ? TeamsSettings.Identity(_home, directory) : null;

    /// <summary>Teams' own ids of everybody who is asked for this request now: whom the team's card refreshes for.</summary>
    public async Task<ImmutableArray<string>> Readers(ChangeRequest change, PolicyBook policy, CancellationToken cancel = default)
    {
        var readers = ImmutableArray.CreateBuilder<string>();
        foreach (var asked in change.AskedNow)
            if (policy.Roster.Find(asked.Person)?.On(Platform.Teams) is { } identity && await Of(identity, cancel) is { UserId: { } user })
                readers.Add(user);
        return readers.ToImmutable();
    }

    public void Dispose() => _loading.Dispose();

    private ChatAddress Person(string tenant, string directory, string url, string user, ActivityConversation conversation)
    {
        var known = _known.GetValueOrDefault((AddressKind.Person, tenant, directory));
        var personal = conversation.Type == ConversationType.Personal ? conversation.Id : known?.ConversationId;
        return new ChatAddress(Platform.Teams, tenant, AddressKind.Person, directory, url, user, personal, null);
    }

    // A member of another tenant in a shared channel: their directory id means nothing here.
    private static bool IsForeign(Account from, string tenant) =>
        from.TenantId is { } own && !string.Equals(own, tenant, StringComparison.OrdinalIgnoreCase);

    private async Task Load(CancellationToken cancel)
    {
        if (_loaded)
            return;
        await _loading.WaitAsync(cancel);
        try
        {
            if (_loaded)
                return;
            foreach (var address in await store.Addresses(Platform.Teams, cancel))
                Note(address);
            _loaded = true;
        }
        finally
        {
            _loading.Release();
        }
    }

    private void Note(ChatAddress address)
    {
        _known[(address.Kind, address.Tenant, address.Id)] = address;
        if (address.UserId is { } user && address.Tenant == _home)
            _directoryIds[user] = address.Id;
    }
}
