namespace Countersign.Playground.Slack;

/// <summary>Who and what is in the workspace: users, channels, and direct messages opened on demand.</summary>
public sealed class Members
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, SlackUser> _users;
    private readonly Dictionary<string, SlackChannel> _channels;

    internal Members(IEnumerable<SlackUser> users, IEnumerable<SlackChannel> channels)
    {
        _users = users.ToDictionary(user => user.Id);
        _channels = channels.Select(WithIds).ToDictionary(channel => channel.Id);
    }

    public IReadOnlyList<SlackUser> Users
    {
        get
        {
            lock (_gate) return [.. _users.Values.OrderBy(user => user.Id, StringComparer.Ordinal)];
        }
    }

    public IReadOnlyList<SlackChannel> Channels
    {
        get
        {
            lock (_gate) return [.. _channels.Values.OrderBy(channel => channel.Id, StringComparer.Ordinal)];
        }
    }

    /// <summary>By id or handle; null when there is none.</summary>
    public SlackUser? User(string idOrName)
    {
        lock (_gate)
        {
            return _users.GetValueOrDefault(idOrName) ?? _users.Values.FirstOrDefault(user => user.Name == idOrName);
        }
    }

    /// <summary>By id or name (with or without #); null when there is none.</summary>
    public SlackChannel? Channel(string idOrName)
    {
        var name = idOrName.TrimStart('#');
        lock (_gate)
        {
            return _channels.GetValueOrDefault(idOrName)
                ?? _channels.Values.FirstOrDefault(channel => channel.Name == name && channel.DmWith is null);
        }
    }

    /// <summary>By exact id, as the Web API asks for it.</summary>
    internal SlackChannel? ChannelById(string id)
    {
        lock (_gate) return _channels.GetValueOrDefault(id);
    }

    internal SlackUser? UserById(string id)
    {
        lock (_gate) return _users.GetValueOrDefault(id);
    }

    /// <summary>The direct message between the app and this person, opened if need be.</summary>
    public SlackChannel Dm(string userId)
    {
        var id = "D" + userId[1..];
        lock (_gate)
        {
            if (_channels.TryGetValue(id, out var known)) return known;
            var opened = new SlackChannel(id, "directmessage") { Members = [userId], DmWith = userId };
            _channels.Add(id, opened);
            return opened;
        }
    }

    /// <summary>Adds a user, or replaces the one with the same id: a leaver, a new guest.</summary>
    public void Put(SlackUser user)
    {
        lock (_gate) _users[user.Id] = user;
    }

    /// <summary>Adds a channel, or replaces the one with the same id: archived, bot removed.</summary>
    public void Put(SlackChannel channel)
    {
        var resolved = WithIds(channel);
        lock (_gate) _channels[channel.Id] = resolved;
    }

    private SlackChannel WithIds(SlackChannel channel) => channel with
    {
        Members = [.. channel.Members.Select(member => User(member)?.Id ?? throw new ArgumentException($"Nobody is called {member}.", nameof(channel)))],
    };
}
