using System.Collections.Immutable;

namespace Countersign.Playground.Slack;

/// <summary>What a workspace remembers over a restart: messages and Home tabs. Open forms are gone, as after a reload of Slack.</summary>
internal sealed record SavedWorkspace(ImmutableArray<SlackMessage> Messages, ImmutableArray<SlackView> Homes, int ViewsMade)
{
    /// <summary>None in what was written before there were any.</summary>
    public ImmutableArray<SlackFile> Files { get; init; } = [];

    // What JSON left out is null, whatever the types say.
    private bool IsWhole =>
        !Messages.IsDefault && Messages.All(m => m is { Channel: not null, Ts: not null, User: not null, Versions.IsDefaultOrEmpty: false })
        && !Files.IsDefault && Files.All(f => f is { Id: not null, Name: not null })
        && !Homes.IsDefault && Homes.All(h => h is { Id: not null, User: not null, Definition: not null });

    public void Write(string path) => SavedFile.Write(path, this);

    /// <returns>Null when it can't be read.</returns>
    public static SavedWorkspace? Read(string path) => SavedFile.Read<SavedWorkspace>(path) is { IsWhole: true } saved ? saved : null;
}
