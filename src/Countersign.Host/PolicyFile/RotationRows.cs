using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Host.PolicyFile;

/// <summary>Reads who takes turns for which services, and when.</summary>
/// <param name="usual">The zone of those that give none.</param>
internal sealed class RotationRows(
    List<(Service Service, YamlMap Map)> services, List<(Person Person, YamlMap Map)> people, DateTimeZone? usual)
{
    private static readonly string[] Weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("H:mm");
    private readonly HashSet<string> _services = [.. services.Select(s => s.Service.Id.Value)];
    private readonly Dictionary<string, Person> _people = people.ToDictionary(p => p.Person.Id.Value, p => p.Person);
    private readonly Dictionary<ServiceId, (RotationId Rotation, int Line)> _taken = [];

    public ImmutableArray<Rotation> Read(YamlMap root)
    {
        var rotations = ImmutableArray.CreateBuilder<Rotation>();
        var ids = new HashSet<string>();
        foreach (var map in root.Maps("rotations"))
            if (One(map, new RotationId(Ids.Take(map, ids) ?? "")) is { } rotation)
                rotations.Add(rotation);
        return rotations.DrainToImmutable();
    }

    // Half a rotation is none: what is wrong with it has been said.
    private Rotation? One(YamlMap map, RotationId id)
    {
        var covered = Services(map, id);
        var turns = People(map, covered);
        var (weekday, time) = HandOver(map);
        if (!map.Has("zone") && usual is null)
            map.Error("zone", "is missing, and defaults gives none");
        var zone = PersonRows.ZoneOf(map) ?? usual;
        var starts = Date(map);
        return covered.IsEmpty || turns.IsEmpty || time is null || zone is null || starts is null
            ? null
            : new Rotation(id, covered, turns, weekday, time.Value, zone, starts.Value) { At = map.At("id") };
    }

    private ImmutableArray<ServiceId> Services(YamlMap map, RotationId rotation)
    {
        var found = ImmutableArray.CreateBuilder<ServiceId>();
        foreach (var (text, at) in Named(map, "services"))
            if (!_services.Contains(text))
                map.ErrorAt(at, "services", $"there is no service “{text}”; {map.Hint(text, _services)}");
            else if (_taken.TryGetValue(new ServiceId(text), out var other))
                map.ErrorAt(at, "services", $"“{text}” is in the rotation {other.Rotation} already (line {other.Line}); a service is in one at most");
            else
            {
                _taken[new ServiceId(text)] = (rotation, at.Line);
                found.Add(new ServiceId(text));
            }

        return found.DrainToImmutable();
    }

    private ImmutableArray<PersonId> People(YamlMap map, ImmutableArray<ServiceId> covered)
    {
        var turns = ImmutableArray.CreateBuilder<PersonId>();
        foreach (var (text, at) in Named(map, "people"))
            if (Fault(text, covered, map) is { } fault)
                map.ErrorAt(at, "people", fault);
            else if (turns.Contains(new PersonId(text)))
                map.ErrorAt(at, "people", $"“{text}” is in the list twice");
            else
                turns.Add(new PersonId(text));
        return turns.DrainToImmutable();
    }

    private string? Fault(string id, ImmutableArray<ServiceId> covered, YamlMap map)
    {
        if (!_people.TryGetValue(id, out var person))
            return $"nobody on the roster has the id “{id}”; {map.Hint(id, _people.Keys)}";
        if (person.AgentOf is { } runs)
            return $"“{id}” is an agent of {runs}, and can't be in a rotation";
        return covered.IsEmpty || covered.Any(person.Covers)
            ? null
            : $"“{id}” covers none of {string.Join(", ", covered)}; list one of them as primary or secondary of {id}";
    }

    private static List<(string Value, Place At)> Named(YamlMap map, string key)
    {
        var named = map.Texts(key);
        if (named.Count == 0 && map.Has(key))
            map.Error(key, $"has to name at least one, such as [{(key == "people" ? "lee, kim" : "payments")}]");
        return named;
    }

    private static (IsoDayOfWeek? Weekday, LocalTime? Time) HandOver(YamlMap map)
    {
        var weekly = !map.Has("every") || map.Word("every") is null or "week";
        if (map.Text("hands_over") is not { } text)
            return default;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var day = Array.FindIndex(Weekdays, d => words[0].StartsWith(d, StringComparison.OrdinalIgnoreCase) && IsName(words[0]));
        if (Clock.Parse(words[^1]) is { Success: true, Value: var time } && words.Length == (weekly ? 2 : 1) && day >= 0 == weekly)
            return (weekly ? (IsoDayOfWeek)(day + 1) : null, time);
        map.Error("hands_over", weekly
            ? $"“{text}” does not fit; with every: week it is a weekday and a time, such as mon 09:00"
            : $"“{text}” does not fit; with every: day it is a time alone, such as 09:00");
        return default;
    }

    private static bool IsName(string word) => Enum.GetNames<IsoDayOfWeek>().Any(n => n.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    private static LocalDate? Date(YamlMap map)
    {
        if (map.Text("starts") is not { } text)
            return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: { Year: >= 2000 and <= 2200 } date })
            return date;
        map.Error("starts", $"“{text}” is no date; write it as 2026-11-02");
        return null;
    }
}
