using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Host.PolicyFile;

internal static class ServiceRows
{
    /// <param name="organisation">The rules of services that are of no team.</param>
    public static List<(Service Service, YamlMap Map)> Read(
        YamlMap root, IReadOnlyDictionary<string, Team> teams, ImmutableArray<TierRules> organisation, ChatIds ids)
    {
        var services = new List<(Service Service, YamlMap Map)>();
        var taken = new HashSet<string>();
        var known = teams.Keys.ToHashSet();
        foreach (var map in root.Maps("services"))
        {
            var id = Ids.Take(map, taken);
            var name = map.Text("name") ?? id ?? "";
            var tier = map.Tier("tier");
            var minutes = map.Number("decision_minutes");
            var team = Ids.Known(map, "team", "there is no team", known) is { } of ? teams[of] : null;
            var service = new Service(
                new ServiceId(id ?? ""), name, tier ?? new Ruled<Tier>(Tier.Critical, map.At("tier")),
                minutes is { } given ? Duration.FromMinutes(given.Value) : null,
                ids.Channels(map, "channel"), map.Text("lead") is { } who ? new PersonId(who) : null,
                [.. map.Texts("repositories").Select(r => r.Value)])
            {
                Team = team?.Id,
                Paths = PathRows.Read(map),
                Rules = team?.Rules ?? organisation,
            };
            if (id is not null)
                services.Add((service, map));
        }

        return services;
    }
}
