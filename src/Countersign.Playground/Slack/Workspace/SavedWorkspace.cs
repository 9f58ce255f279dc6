using System.Collections.Immutable;
using System.Text.Json;

namespace Countersign.Playground.Slack;

/// <summary>What a workspace remembers over a restart: messages and Home tabs. Open forms are gone, as after a reload of Slack.</summary>
internal sealed record SavedWorkspace(ImmutableArray<SlackMessage> Messages, ImmutableArray<SlackView> Homes, int ViewsMade)
{
    private static readonly JsonSerializerOptions Form = new() { IgnoreReadOnlyProperties = true };

    public void Write(string path)
    {
        // Beside the old one first: a stop in between must leave one that can be read.
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(this, Form));
        File.Move(beside, path, overwrite: true);
    }

    /// <returns>Null when there is none, or it can't be read: then the workspace begins empty, and the bot posts anew.</returns>
    public static SavedWorkspace? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<SavedWorkspace>(File.ReadAllBytes(path), Form) : null;
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
