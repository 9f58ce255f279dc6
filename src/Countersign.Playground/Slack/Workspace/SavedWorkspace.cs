using System.Collections.Immutable;
using System.Text.Json;

namespace Countersign.Playground.Slack;

/// <summary>What a workspace remembers over a restart: messages and Home tabs. Open forms are gone, as after a reload of Slack.</summary>
internal sealed record SavedWorkspace(ImmutableArray<SlackMessage> Messages, ImmutableArray<SlackView> Homes, int ViewsMade)
{
    private static readonly JsonSerializerOptions Form = new() { IgnoreReadOnlyProperties = true };

    // What JSON left out is null, whatever the types say.
    private bool IsWhole =>
        !Messages.IsDefault && Messages.All(m => m is { Channel: not null, Ts: not null, User: not null, Versions.IsDefaultOrEmpty: false })
        && !Homes.IsDefault && Homes.All(h => h is { Id: not null, User: not null, Definition: not null });

    public void Write(string path)
    {
        // Beside the old one first: a stop in between must leave one that can be read.
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(this, Form));
        File.Move(beside, path, overwrite: true);
    }

    /// <returns>Null when it can't be read.</returns>
    public static SavedWorkspace? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<SavedWorkspace>(File.ReadAllBytes(path), Form) is { IsWhole: true } saved ? saved : null;
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
