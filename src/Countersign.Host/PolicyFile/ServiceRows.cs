using System.Text.RegularExpressions;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Host.PolicyFile;

internal static partial class ServiceRows
{
    private const int DefaultMinutes = 240;
    private const int MostMinutes = 30 * 24 * 60;

    public static List<(Service Service, YamlMap Map)> Read(IEnumerable<YamlMap> maps, ChatIds ids)
    {
        var services = new List<(Service Service, YamlMap Map)>();
        foreach (var map in maps)
        {
            var id = Ids.Take(map, services.Select(s => s.Service.Id.Value));
            var name = map.Text("name", max: 60) ?? id ?? "";
            var tier = map.Text("tier", required: true, max: 30) ?? "";
            if (tier.Length > 0 && tier.ToLowerInvariant() is not ("critical" or "high" or "medium" or "low"))
                map.Error("tier", $"“{tier}” is not a tier; it is critical, high, medium or low");
            var minutes = map.Number("decision_minutes", 5, MostMinutes) ?? DefaultMinutes;
            var channels = ids.Channels(map, "channel");
            var lead = map.Text("lead") is { } who ? new PersonId(who) : (PersonId?)null;
            var repositories = map.Texts("repositories");
            foreach (var (repository, _) in repositories)
                if (!Repository().IsMatch(repository))
                    map.Error("repositories", $"“{repository}” is not a repository path such as acme/payments-api");
            map.NothingElse();
            if (id is not null)
                services.Add((new Service(
                    new ServiceId(id), name, tier.ToLowerInvariant(), Duration.FromMinutes(minutes), channels, lead,
                    [.. repositories.Select(r => r.Value)]), map));
        }

        return services;
    }

    [GeneratedRegex(@"^[\w.-]+(/[\w.-]+)+$")]
    private static partial Regex Repository();
}

internal static partial class Ids
{
    /// <summary>The entry's id: lower-case letters, digits, dot, dash, underscore; 64 at most; unique in its list.</summary>
    public static string? Take(YamlMap map, IEnumerable<string> taken)
    {
        if (map.Text("id", required: true, max: 64) is not { } id)
            return null;
        if (!Shape().IsMatch(id))
        {
            map.Error("id", $"“{id}” is not an id: use lower-case letters, digits, dots, dashes and underscores");
            return null;
        }

        if (!taken.Contains(id))
            return id;
        map.Error("id", $"“{id}” is used twice");
        return null;
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9._-]*$")]
    private static partial Regex Shape();
}
