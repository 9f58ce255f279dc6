namespace Countersign.Playground.Slack;

/// <summary>A member of the stand-in workspace.</summary>
/// <param name="Id">Starts with U or W.</param>
/// <param name="Name">The handle, such as <c>ana</c>.</param>
/// <param name="RealName">What people see.</param>
public sealed record SlackUser(string Id, string Name, string RealName)
{
    /// <summary>An IANA zone name.</summary>
    public string Tz { get; init; } = "Etc/UTC";

    /// <summary>What the person does, as their profile says it.</summary>
    public string Title { get; init; } = "";
    public bool Deleted { get; init; }
    public bool IsBot { get; init; }

    /// <summary>Where a stranger in a shared channel comes from; null for this workspace.</summary>
    public string? TeamId { get; init; }

    /// <summary>A guest.</summary>
    public bool IsRestricted { get; init; }
    public string StatusText { get; init; } = "";
    public string StatusEmoji { get; init; } = "";

    /// <summary>When Slack takes the status away; null leaves it until somebody does.</summary>
    public DateTimeOffset? StatusExpires { get; init; }

    /// <summary>The next do-not-disturb window, or null when it is off.</summary>
    public DndWindow? Dnd { get; init; }
}

/// <summary>When notifications are held.</summary>
public sealed record DndWindow(DateTimeOffset Start, DateTimeOffset End);
