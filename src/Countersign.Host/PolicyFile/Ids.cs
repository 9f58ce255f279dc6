namespace Countersign.Host.PolicyFile;

internal static class Ids
{
    /// <summary>The entry's id, unique in its list; null when it has none that can be used.</summary>
    public static string? Take(YamlMap map, HashSet<string> taken)
    {
        if (map.Text("id") is not { } id)
            return null;
        if (taken.Add(id))
            return id;
        map.Error("id", $"“{id}” is used twice");
        return null;
    }

    /// <summary>A value that has to be one of the ids of another list.</summary>
    /// <param name="nothing">Such as "there is no team".</param>
    public static string? Known(YamlMap map, string key, string nothing, IReadOnlyCollection<string> known)
    {
        if (map.Text(key) is not { } id)
            return null;
        if (known.Contains(id))
            return id;
        map.Error(key, $"{nothing} “{id}”; {map.Hint(id, known)}");
        return null;
    }
}
