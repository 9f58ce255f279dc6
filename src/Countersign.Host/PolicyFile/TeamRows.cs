using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Host.PolicyFile;

internal static class TeamRows
{
    public static List<(Team Team, YamlMap Map)> Read(YamlMap root, ImmutableArray<TierRules> organisation, TierSections sections, DigestRules digests, ChatIds ids)
    {
        var teams = new List<(Team Team, YamlMap Map)>();
        var taken = new HashSet<string>();
        foreach (var map in root.Maps("teams"))
        {
            var id = Ids.Take(map, taken);
            var team = new Team(
                new TeamId(id ?? ""), map.Text("name") ?? id ?? "", map.Text("lead") is { } lead ? new PersonId(lead) : null,
                sections.Team(organisation, map.Map("tiers")))
            {
                DigestRules = DigestSection.Read(map.Map("digest"), digests, ids),
            };
            if (id is not null)
                teams.Add((team, map));
        }

        return teams;
    }
}
