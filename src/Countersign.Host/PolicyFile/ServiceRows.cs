using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Host.PolicyFile;

/// <param name="organisation">The rules of services that are of no team.</param>
/// <param name="usual">The zone that <c>defaults</c> gives.</param>
/// <param name="lists">Of public holidays, by their ids.</param>
/// <param name="holidays">Those of whatever names none.</param>
internal sealed class ServiceRows(
    IReadOnlyDictionary<string, Team> teams, ImmutableArray<TierRules> organisation, DateTimeZone? usual,
    IReadOnlyDictionary<string, HolidayList> lists, HolidayList holidays)
{
    private readonly HashSet<string> _known = [.. teams.Keys];

    public List<(Service Service, YamlMap Map)> Read(YamlMap root, ChatIds ids)
    {
        var services = new List<(Service Service, YamlMap Map)>();
        var taken = new HashSet<string>();
        foreach (var map in root.Maps("services"))
        {
            var id = Ids.Take(map, taken);
            var service = One(map, id ?? "", ids);
            if (id is not null)
                services.Add((service, map));
        }

        return services;
    }

    private Service One(YamlMap map, string id, ChatIds ids)
    {
        var name = map.Text("name") ?? id;
        var tier = map.Tier("tier");
        var minutes = map.Number("decision_minutes");
        var team = Ids.Known(map, "team", "there is no team", _known) is { } of ? teams[of] : null;
        var rules = team?.Rules ?? organisation;
        return new Service(
            new ServiceId(id), name, tier ?? new Ruled<Tier>(Tier.Critical, map.At("tier")),
            minutes is { } given ? Duration.FromMinutes(given.Value) : null,
            ids.Channels(map, "channel"), map.Text("lead") is { } who ? new PersonId(who) : null,
            [.. map.Texts("repositories").Select(r => r.Value)])
        {
            Team = team?.Id,
            Zone = ZoneOf(map, rules),
            Holidays = HolidayRows.Of(map, lists, holidays),
            Paths = PathRows.Read(map),
            Rules = rules,
        };
    }

    private DateTimeZone? ZoneOf(YamlMap map, ImmutableArray<TierRules> rules)
    {
        if (!map.Has("zone") && usual is null && rules.FirstOrDefault(r => r.Sla.Calendar.Value == SlaCalendar.ServiceHours) is { } counts)
            map.Error("zone", $"is missing, and defaults gives none; {Tightening.Where(counts.Sla.Calendar.At)} counts the hours of the service's zone");
        return PersonRows.ZoneOf(map) ?? usual;
    }
}
