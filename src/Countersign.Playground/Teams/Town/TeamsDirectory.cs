namespace Countersign.Playground.Teams;

/// <summary>Who and what is in the tenant, and where the app is installed.</summary>
public sealed class TeamsDirectory
{
    private const string ThreadMark = ";messageid=";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, TeamsUser> _users;
    private readonly Dictionary<string, TeamsTeam> _teams;
    private readonly Dictionary<string, TeamsGroupChat> _chats;
    private readonly HashSet<string> _installedFor = [];

    internal TeamsDirectory(TeamsStandInOptions options)
    {
        _users = options.Users.ToDictionary(user => user.Id);
        _teams = options.Teams.Select(team => team with { Members = Ids(team.Members) }).ToDictionary(team => team.Id);
        _chats = options.GroupChats.Select(chat => chat with { Members = Ids(chat.Members) }).ToDictionary(chat => chat.Id);
    }

    public IReadOnlyList<TeamsUser> Users
    {
        get
        {
            lock (_gate) return [.. _users.Values.OrderBy(user => user.Id, StringComparer.Ordinal)];
        }
    }

    public IReadOnlyList<TeamsTeam> Teams
    {
        get
        {
            lock (_gate) return [.. _teams.Values.OrderBy(team => team.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>Every channel, group chat and personal chat that there is.</summary>
    public IReadOnlyList<TeamsPlace> Places
    {
        get
        {
            lock (_gate)
            {
                return [.. _teams.Values.SelectMany(ChannelsOf), .. _chats.Values.Select(Chat), .. _users.Values.Where(user => _installedFor.Contains(user.Id)).Select(Personal)];
            }
        }
    }

    /// <summary>By handle, <c>29:</c> id, directory id or name; null when there is none.</summary>
    public TeamsUser? User(string anyName)
    {
        lock (_gate)
        {
            return _users.GetValueOrDefault(anyName)
                ?? _users.Values.FirstOrDefault(user => user.Handle == anyName || user.Name == anyName || user.DirectoryId.Equals(anyName, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>By id, or by a channel's or group chat's name; a thread's id gives its channel. Null when there is none.</summary>
    public TeamsPlace? Place(string idOrName)
    {
        var id = WithoutThread(idOrName);
        var places = Places;
        return places.FirstOrDefault(place => place.Id == id)
            ?? places.FirstOrDefault(place => place.Name == idOrName.TrimStart('#') && place.Kind != PlaceKind.Personal);
    }

    /// <summary>By exact id as the Connector is asked for it; a personal chat counts also where the app is not installed.</summary>
    internal TeamsPlace? Conversation(string id)
    {
        var bare = WithoutThread(id);
        return Places.FirstOrDefault(place => place.Id == bare) ?? Users.Where(user => PersonalId(user) == bare).Select(Personal).FirstOrDefault();
    }

    /// <summary>The id of the chat between the app and this person, whether it is there yet or not.</summary>
    public static string PersonalId(TeamsUser user) => "a:1" + user.Id[(user.Id.IndexOf(':', StringComparison.Ordinal) + 1)..];

    public bool IsInstalledFor(TeamsUser user)
    {
        lock (_gate) return _installedFor.Contains(user.Id);
    }

    /// <summary>Adds a user, or replaces the one with the same id.</summary>
    public void Put(TeamsUser user)
    {
        lock (_gate) _users[user.Id] = user;
    }

    /// <summary>Adds a team, or replaces the one with the same id.</summary>
    public void Put(TeamsTeam team)
    {
        var resolved = team with { Members = Ids(team.Members) };
        lock (_gate) _teams[team.Id] = resolved;
    }

    /// <summary>Adds a chat, or replaces the one with the same id.</summary>
    public void Put(TeamsGroupChat chat)
    {
        var resolved = chat with { Members = Ids(chat.Members) };
        lock (_gate) _chats[chat.Id] = resolved;
    }

    /// <summary>Installs the app for a person, or takes it away, without telling the bot.</summary>
    public void SetInstalled(TeamsUser user, bool installed)
    {
        lock (_gate)
        {
            if (installed) _installedFor.Add(user.Id);
            else _installedFor.Remove(user.Id);
        }
    }

    internal static string WithoutThread(string id) => id.Split(ThreadMark, 2)[0];

    internal static string? ThreadOf(string id) => id.Split(ThreadMark, 2) is [_, var thread] ? thread : null;

    internal static string InThread(string id, string thread) => id + ThreadMark + thread;

    internal TeamsUser? UserById(string id)
    {
        lock (_gate) return _users.GetValueOrDefault(id);
    }

    internal TeamsTeam? Team(string idOrName)
    {
        lock (_gate) return _teams.GetValueOrDefault(idOrName) ?? _teams.Values.FirstOrDefault(team => team.Name == idOrName);
    }

    internal TeamsGroupChat? GroupChat(string id)
    {
        lock (_gate) return _chats.GetValueOrDefault(id);
    }

    /// <summary>A personal chat that the app has or had: messages stay after it is gone.</summary>
    internal TeamsPlace Personal(TeamsUser user) => new(PersonalId(user), user.Name, PlaceKind.Personal, [user.Id], IsInstalledFor(user)) { With = user };

    private static IEnumerable<TeamsPlace> ChannelsOf(TeamsTeam team) =>
        new[] { new TeamsChannel(team.Id, "General") }.Concat(team.Channels)
            .Select(channel => new TeamsPlace(channel.Id, channel.Name, PlaceKind.Channel, team.Members, team.HasBot) { Team = team });

    private static TeamsPlace Chat(TeamsGroupChat chat) => new(chat.Id, chat.Name, PlaceKind.GroupChat, chat.Members, chat.HasBot);

    private List<string> Ids(IEnumerable<string> members) =>
        [.. members.Select(member => User(member)?.Id ?? throw new ArgumentException($"Nobody is called {member}.", nameof(members)))];
}
