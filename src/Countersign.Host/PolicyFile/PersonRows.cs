using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Host.PolicyFile;

internal static class PersonRows
{
    public static List<Person> Read(IEnumerable<YamlMap> maps, IReadOnlyCollection<ServiceId> services, ChatIds ids)
    {
        var people = new List<Person>();
        var leads = new List<(YamlMap Map, string Lead)>();
        foreach (var map in maps)
        {
            var id = Ids.Take(map, people.Select(p => p.Id.Value));
            var name = map.Text("name", required: true, max: 80);
            var level = LevelOf(map);
            var zone = ZoneOf(map);
            var hours = HoursOf(map);
            var identities = ids.Person(map);
            var person = new Person(
                new PersonId(id ?? ""), name ?? "", level, zone, hours,
                Services(map, "primary", services), Services(map, "secondary", services),
                identities,
                map.Flag("active") ?? true,
                map.Number("limit", 1, 50),
                map.Text("lead") is { } lead ? new PersonId(lead) : null,
                map.Text("github", max: 60));
            map.NothingElse();
            foreach (var identity in identities)
                if (people.Find(p => p.Identities.Contains(identity)) is { } other)
                    map.Error(identity.Platform == Platform.Slack ? "slack" : "teams", $"“{identity.UserId}” belongs to {other.Id} already");
            if (person.Lead is { } leadId)
                leads.Add((map, leadId.Value));
            if (id is not null)
                people.Add(person);
        }

        var known = people.Select(p => p.Id.Value).ToHashSet();
        foreach (var (map, lead) in leads)
            if (!known.Contains(lead))
                map.Error("lead", $"nobody on the roster has the id “{lead}”; {Nearest.Hint(lead, known)}");
        return people;
    }

    private static Level LevelOf(YamlMap map)
    {
        if (map.Text("level", required: true) is not { } text)
            return Level.Unknown;
        if (Enum.TryParse<Level>(text, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsDigit(text[0]))
            return level;
        map.Error("level", $"“{text}” is not a level; it is junior, mid, senior or principal");
        return Level.Unknown;
    }

    private static DateTimeZone ZoneOf(YamlMap map)
    {
        if (map.Text("zone", required: true) is not { } text)
            return DateTimeZone.Utc;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone)
            return zone;
        map.Error("zone", $"“{text}” is not a time zone; use a name such as Europe/Berlin; {Nearest.Hint(text, DateTimeZoneProviders.Tzdb.Ids)}");
        return DateTimeZone.Utc;
    }

    private static WorkingHours HoursOf(YamlMap map)
    {
        if (map.Text("hours") is not { } text)
            return WorkingHours.Default;
        if (HoursWords.TryParse(text, WeekDays.Weekdays, out var hours, out _) && hours is not null)
            return hours;
        map.Error("hours", $"“{text}” are no working hours; write them as mon-fri 09:00-17:00 (the end after the start, on the same day)");
        return WorkingHours.Default;
    }

    private static ImmutableArray<ServiceId> Services(YamlMap map, string key, IReadOnlyCollection<ServiceId> services)
    {
        var found = ImmutableArray.CreateBuilder<ServiceId>();
        foreach (var (text, _) in map.Texts(key))
            if (services.Contains(new ServiceId(text)))
                found.Add(new ServiceId(text));
            else
                map.Error(key, $"there is no service “{text}”; {Nearest.Hint(text, services.Select(s => s.Value))}");
        return found.DrainToImmutable();
    }
}
