namespace Countersign.Playground.Teams;

/// <summary>A team; the id is that of its General channel.</summary>
/// <param name="Id"><c>19:…@thread.tacv2</c>.</param>
/// <param name="Name">What people see.</param>
public sealed record TeamsTeam(string Id, string Name)
{
    /// <summary>The group behind it, a GUID.</summary>
    public string GroupId { get; init; } = "";

    /// <summary>User ids; the options may give handles.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    /// <summary>General comes by itself.</summary>
    public IReadOnlyList<TeamsChannel> Channels { get; init; } = [];

    /// <summary>The app is installed in it.</summary>
    public bool HasBot { get; init; } = true;
}

/// <summary>A channel of a team.</summary>
/// <param name="Id"><c>19:…@thread.tacv2</c>.</param>
public sealed record TeamsChannel(string Id, string Name);

/// <summary>A chat of several people.</summary>
/// <param name="Id"><c>19:…@thread.v2</c>.</param>
public sealed record TeamsGroupChat(string Id, string Name)
{
    /// <summary>User ids; the options may give handles.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
    public bool HasBot { get; init; } = true;
}

public enum PlaceKind
{
    Personal,
    GroupChat,
    Channel,
}

/// <summary>A conversation as people see it in their list; a channel's threads are all in it.</summary>
/// <param name="Id">Without a thread.</param>
/// <param name="Name">A channel's or chat's name; for a personal chat, whose it is.</param>
/// <param name="Members">User ids.</param>
/// <param name="HasBot">The app is installed there.</param>
public sealed record TeamsPlace(string Id, string Name, PlaceKind Kind, IReadOnlyList<string> Members, bool HasBot)
{
    /// <summary>For a channel.</summary>
    public TeamsTeam? Team { get; init; }

    /// <summary>Whose personal chat it is.</summary>
    public TeamsUser? With { get; init; }

    /// <summary>The value of <c>conversationType</c>.</summary>
    internal string Type => Kind switch { PlaceKind.Personal => "personal", PlaceKind.GroupChat => "groupChat", _ => "channel" };
}
