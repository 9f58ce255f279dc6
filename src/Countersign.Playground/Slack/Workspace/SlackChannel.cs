namespace Countersign.Playground.Slack;

/// <summary>A conversation: a channel (C…) or a direct message with the app (D…).</summary>
public sealed record SlackChannel(string Id, string Name)
{
    /// <summary>User ids; the options may give handles, which are resolved at the start.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];
    public bool HasBot { get; init; } = true;
    public bool Archived { get; init; }
    public bool Private { get; init; }

    /// <summary>The person on the other side, for a direct message.</summary>
    public string? DmWith { get; init; }
}
