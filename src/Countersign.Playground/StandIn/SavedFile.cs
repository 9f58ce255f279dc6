using System.Text.Json;

namespace Countersign.Playground.StandIn;

/// <summary>What a stand-in remembers over a restart.</summary>
internal static class SavedFile
{
    private static readonly JsonSerializerOptions Form = new() { IgnoreReadOnlyProperties = true };

    public static void Write<T>(string path, T saved)
    {
        // Beside the old one first: a stop in between must leave one that can be read.
        var beside = path + ".new";
        File.WriteAllBytes(beside, JsonSerializer.SerializeToUtf8Bytes(saved, Form));
        File.Move(beside, path, overwrite: true);
    }

    /// <returns>Null when it can't be read.</returns>
    public static T? Read<T>(string path) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Form);
        }
        catch (Exception unusable) when (unusable is JsonException or IOException or NotSupportedException)
        {
            return null;
        }
    }
}
