using Countersign.Host.Settings;

namespace Countersign.Host.Playground;

/// <summary>Looks for anything of a real installation, in the settings file of this folder and in the environment.</summary>
internal static class Credentials
{
    private static readonly string[] Real = ["Slack", "Teams", "GitHub", "Storage", "Policy", "Gate", "Ledger"];

    /// <returns>What stands in the way, with what to do; empty when nothing does.</returns>
    public static List<string> Found()
    {
        var (configuration, problems) = SettingsReader.Everything(null);
        if (problems.Count > 0)
            return problems;
        // Empty ones too: whoever named them meant to fill them.
        var all = configuration.AsEnumerable().Select(e => e.Key).ToList();
        var keys = all
            .Where(key => Real.Contains(key.Split(':')[0], StringComparer.OrdinalIgnoreCase) && !all.Exists(other => other.StartsWith(key + ":", StringComparison.OrdinalIgnoreCase)))
            .Order(StringComparer.Ordinal)
            .ToList();
        return keys.Count == 0
            ? []
            :
            [
                $"settings of a real bot are here: {string.Join(", ", keys.Take(5))}{(keys.Count > 5 ? ", …" : "")}.",
                "To run it, say “serve”. To play, start in a folder without appsettings.json, and without these names in the environment.",
            ];
    }
}
