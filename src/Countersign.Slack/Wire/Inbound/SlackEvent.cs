namespace Countersign.Slack.Wire;

/// <summary>What happened in the workspace. A closed set.</summary>
public abstract record SlackEvent
{
    private protected SlackEvent() { }

    public sealed override string ToString() => GetType().Name;
}

/// <param name="Tab"><c>home</c> or <c>messages</c>.</param>
/// <param name="View">The home view shown before, if there was one.</param>
public sealed record AppHomeOpened(string User, string? Channel, string? Tab, SlackView? View) : SlackEvent;

public sealed record AppMention(string User, string Text, string Ts, string Channel, string? ThreadTs) : SlackEvent;

/// <param name="User">Null for some subtypes.</param>
/// <param name="ChannelType"><c>im</c> for a direct message to the app.</param>
public sealed record MessageEvent(
    string Channel,
    string? ChannelType,
    string? User,
    string Text,
    string Ts,
    string? ThreadTs,
    string? Subtype,
    string? BotId) : SlackEvent
{
    /// <summary>False for bots' messages (ours too), edits, joins and the like: those are to be dropped.</summary>
    public bool IsFromPerson => BotId is null && Subtype is null && User is not null;
}

public sealed record AppUninstalled : SlackEvent;

/// <param name="Users">Users whose own tokens were revoked.</param>
/// <param name="Bots">Bot users whose tokens were revoked: the installation is dead.</param>
public sealed record TokensRevoked(IReadOnlyList<string> Users, IReadOnlyList<string> Bots) : SlackEvent;

/// <summary>An event this program has no use for, or a known one that lacks what makes it one.</summary>
public sealed record OtherEvent(string Type) : SlackEvent;
