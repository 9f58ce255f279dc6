using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Simulation.Setting;

/// <summary>A company with its people, its policy and the changes of some weeks: what every strategy is tried on. Immutable.</summary>
internal sealed class Town
{
    // What is open at the end is followed this long.
    public static readonly Duration Aftermath = Duration.FromDays(21);
    private static readonly Duration Margin = Duration.FromDays(40);

    private readonly Dictionary<PersonId, FreeTime> _business = [];
    private readonly Dictionary<ServiceId, FreeTime> _ofService = [];

    private Town(WorkloadModel model, int seed, PolicyBook book, Instant start, Instant end)
    {
        (Model, Seed, Book, Start, End) = (model, seed, book, start, end);
        Seniors =
        [
            .. book.Roster.Everybody.Where(p => p.Active && Reviewers.Reviews(book, p)).OrderBy(p => p.Id)
                .Select((p, i) => MakeSenior(p, i)),
        ];
        foreach (var person in book.Roster.Everybody)
            _business[person.Id] = Counted(BusinessHours.Of(person));
        foreach (var service in book.Services.Values)
            _ofService[service.Id] = Counted(BusinessHours.Of(service));
    }

    public WorkloadModel Model { get; }

    public int Seed { get; }

    public PolicyBook Book { get; }

    public Instant Start { get; }

    public Instant End { get; }

    public Instant Horizon => End + Margin;

    public ImmutableArray<Senior> Seniors { get; }

    public ImmutableArray<Change> Changes { get; private init; } = [];

    /// <summary>The town of routing.md: seniors and authors in a few zones, made-up services.</summary>
    public static Town Default(WorkloadModel model, int seed)
    {
        var draws = new Draws(seed);
        var start = Instant.FromUtc(2026, 1, 5, 0, 0);
        var end = start + Duration.FromDays(7 * model.Weeks);
        var book = DefaultCompany.Book(model, draws);
        return new Town(model, seed, book, start, end) { Changes = new Arrivals(model, draws, book, start).Drawn() };
    }

    /// <summary>Somebody's own roster and policy, with changes drawn by the model.</summary>
    public static Town Of(WorkloadModel model, int seed, PolicyBook book)
    {
        var start = Instant.FromUtc(2026, 1, 5, 0, 0);
        return new Town(model, seed, book, start, start + Duration.FromDays(7 * model.Weeks))
        {
            Changes = new Arrivals(model, new Draws(seed), book, start).Drawn(),
        };
    }

    /// <summary>Somebody's own roster and policy, with changes that really were.</summary>
    public static Town Of(WorkloadModel model, int seed, PolicyBook book, ImmutableArray<Change> changes) =>
        new(model, seed, book, changes[0].At, changes[^1].At) { Changes = changes };

    /// <summary>When the author of something is at work, by the clock of their zone.</summary>
    public FreeTime Business(PersonId author) => _business[author];

    /// <summary>The time for the decision of a round that begins then, by the policy's rules.</summary>
    public SlaWindow Sla(Change change, Instant began)
    {
        var service = Book.Find(change.Service)!;
        var length = service.DueIn(change.Tier);
        var calendar = service.RulesOf(change.Tier).Sla.Calendar.Value;
        if (calendar == SlaCalendar.AroundTheClock)
            return new SlaWindow(began + length, length);
        var clock = calendar == SlaCalendar.ServiceHours ? _ofService[service.Id] : Business(change.Author);
        return new SlaWindow(clock.Advance(began, length) ?? clock.Until, length, clock);
    }

    private FreeTime Counted(Calendar calendar) => FreeTime.Of(calendar, Start - Duration.FromDays(1), Horizon);

    private Senior MakeSenior(Person person, int index)
    {
        var hours = new Calendar(person.Zone, person.Hours, []) { Holidays = person.Holidays };
        var (real, seen) = new Days(Model, new Draws(Seed), index, hours, Start, Horizon).Drawn();
        FreeTime over(Calendar c) => FreeTime.Of(c, Start - Duration.FromDays(1), Horizon);
        var days = (real with { Busy = [] }).Free(Start, End).Select(f => f.Start.InZone(person.Zone).Date).Distinct().Count();
        return new Senior(index, person, over(real), over(hours), seen, over(seen with { Busy = [] }), over(seen))
        {
            CapacityOfRun = days * person.Capacity.TotalMinutes,
        };
    }
}
