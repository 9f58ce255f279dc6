using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Simulation.Setting;

/// <summary>The made-up company of the workload model: every tier asks one senior, within the built-in times.</summary>
internal static class DefaultCompany
{
    public static PolicyBook Book(WorkloadModel model, Draws draws)
    {
        var rules = Rules(model);
        var tier = new Ruled<Tier>(Tier.Low, PolicyLine.BuiltIn("tier"));
        var services = Enumerable.Range(0, model.Services)
            .Select(s => new Service(Service(s), $"Service {s}", tier, null, [], null, []) with { Rules = rules });
        var people = Enumerable.Range(0, model.Seniors).Select(i => Senior(model, draws, i))
            .Concat(Enumerable.Range(0, model.Authors).Select(i => Author(model, i)));
        return new PolicyBook("", "", new Roster(people), services.ToFrozenDictionary(s => s.Id), [], []) { Rules = rules };
    }

    private static ServiceId Service(int number) => new($"s{number}");

    private static ImmutableArray<TierRules> Rules(WorkloadModel model) =>
    [
        .. TierRules.BuiltIn.Select(r => r with
        {
            Approvals = r.Approvals with { Value = 1 },
            AtLeast = r.AtLeast with { Value = Level.Senior },
            Sla = r.Sla with { Calendar = r.Sla.Calendar with { Value = model.SlaCalendar } },
        }),
    ];

    private static Person Senior(WorkloadModel model, Draws draws, int i)
    {
        var first = i % model.Services;
        var second = (i + i / model.Zones.Length + 3) % model.Services;
        if (second == first)
            second = (first + 1) % model.Services;
        var others = Enumerable.Range(0, model.Services).Where(s => s != first && s != second)
            .OrderBy(s => draws.Uniform(Draw.Services, i, s)).Take(3);
        var capacity = model.Capacities[(int)(draws.Uniform(Draw.Capacity, i) * model.Capacities.Length)];
        return new Person(
            new PersonId($"senior{i:000}"), $"Senior {i}", Level.Senior, Zone(model, i), WorkingHours.Default,
            [.. new[] { first, second }.Distinct().Select(Service)], [.. others.Select(Service)], [])
        {
            Capacity = Duration.FromMinutes(capacity),
        };
    }

    private static Person Author(WorkloadModel model, int i) => new(
        new PersonId($"author{i:000}"), $"Author {i}", Level.Mid, Zone(model, i), WorkingHours.Default, [], [], []);

    private static DateTimeZone Zone(WorkloadModel model, int i) => DateTimeZoneProviders.Tzdb[model.Zones[i % model.Zones.Length]];
}
