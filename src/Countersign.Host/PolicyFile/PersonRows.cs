using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Host.PolicyFile;

/// <summary>What a person's row may name, and what holds where it says nothing.</summary>
/// <param name="OfTeam">All services of each team.</param>
/// <param name="Lists">Of public holidays, by their ids.</param>
internal sealed record PersonBasis(
    HashSet<string> Services, HashSet<string> Teams, IReadOnlyDictionary<TeamId, ImmutableArray<ServiceId>> OfTeam,
    DateTimeZone? Zone, WorkingHours Hours, IReadOnlyDictionary<string, HolidayList> Lists, HolidayList Holidays, Duration Capacity);

internal static class PersonRows
{
    public static List<(Person Person, YamlMap Map)> Read(IEnumerable<YamlMap> maps, PersonBasis basis, ChatIds ids)
    {
        var people = new List<(Person Person, YamlMap Map)>();
        var taken = new HashSet<string>();
        var owners = new Dictionary<ChatIdentity, PersonId>();
        foreach (var map in maps)
        {
            var id = Ids.Take(map, taken);
            var person = One(map, new PersonId(id ?? ""), basis, ids);
            foreach (var identity in person.Identities)
                if (!owners.TryAdd(identity, person.Id))
                    map.Error(identity.Platform == Platform.Slack ? "slack" : "teams", $"“{identity.UserId}” belongs to {owners[identity]} already");
            if (id is not null)
                people.Add((person, map));
        }

        return people;
    }

    private static Person One(YamlMap map, PersonId id, PersonBasis basis, ChatIds ids)
    {
        var name = map.Text("name") ?? "";
        var agentOf = map.Text("agent_of") is { } runs ? new PersonId(runs) : (PersonId?)null;
        var level = LevelOf(map, agentOf is not null);
        var team = Ids.Known(map, "team", "there is no team", basis.Teams) is { } of ? new TeamId(of) : (TeamId?)null;
        var (primary, secondary) = (Services(map, "primary", basis), Services(map, "secondary", basis));
        if (team is { } theirs && !map.Has("primary") && !map.Has("secondary"))
            primary = basis.OfTeam.GetValueOrDefault(theirs, []);
        return new Person(
            id, name, level, ZoneOf(map, basis.Zone), HoursOf(map, basis.Hours), primary, secondary, ids.Person(map),
            map.Flag("active")?.Value ?? true,
            map.Number("limit")?.Value,
            map.Text("lead") is { } lead ? new PersonId(lead) : null,
            map.Text("github"))
        {
            Team = team,
            Holidays = HolidayRows.Of(map, basis.Lists, basis.Holidays),
            Capacity = CapacityOf(map, basis.Capacity),
            AgentOf = agentOf,
            At = map.At("level"),
        };
    }

    private static Level LevelOf(YamlMap map, bool isAgent)
    {
        if (!map.Has("level"))
        {
            if (!isAgent)
                map.Error("level", "is missing");
            return isAgent ? Level.Junior : Level.Unknown;
        }

        if (map.Word("level") is not { } word)
            return Level.Unknown;
        var level = Enum.Parse<Level>(word, ignoreCase: true);
        if (isAgent && level != Level.Junior)
            map.Error("level", $"an agent counts as a junior, not as {word}; leave the level out");
        return level;
    }

    public static DateTimeZone? ZoneOf(YamlMap map)
    {
        if (map.Text("zone") is not { } text)
            return null;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone)
            return zone;
        map.Error("zone", $"“{text}” is not a time zone; use a name such as Europe/Berlin; {map.Hint(text, DateTimeZoneProviders.Tzdb.Ids)}");
        return null;
    }

    public static WorkingHours HoursOf(YamlMap map, WorkingHours usual)
    {
        if (map.Text("hours") is not { } text)
            return usual;
        if (HoursWords.TryParse(text, WeekDays.Weekdays, out var hours, out _) && hours is not null)
            return hours;
        map.Error("hours", $"“{text}” are no working hours; write them as mon-fri 09:00-17:00, or mon-thu 08:00-12:00 13:00-16:00, fri 08:00-12:00 (each end after its start, on the same day; no two overlap)");
        return usual;
    }

    public static Duration CapacityOf(YamlMap map, Duration usual) => Spans.Read(map, "capacity", "15m", "8h")?.Value ?? usual;

    private static DateTimeZone ZoneOf(YamlMap map, DateTimeZone? usual)
    {
        if (!map.Has("zone") && usual is null)
            map.Error("zone", "is missing, and defaults gives none");
        return ZoneOf(map) ?? usual ?? DateTimeZone.Utc;
    }

    private static ImmutableArray<ServiceId> Services(YamlMap map, string key, PersonBasis basis)
    {
        var found = ImmutableArray.CreateBuilder<ServiceId>();
        foreach (var (text, at) in map.Texts(key))
            if (basis.Services.Contains(text))
                found.Add(new ServiceId(text));
            else
                map.ErrorAt(at, key, $"there is no service “{text}”; {map.Hint(text, basis.Services)}");
        return found.DrainToImmutable();
    }
}
