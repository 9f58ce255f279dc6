using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

/// <summary>Teams, seats and times for the router's tests.</summary>
internal static class RoutingCases
{
    private static readonly Duration Horizon = Duration.FromDays(45);

    public static SeatToFill Seat(Instant? now = null) => new(
        "CR-1|1", new Qualification(Payments, Level.Senior), new PersonId("ana"),
        new SlaWindow((now ?? Now) + Duration.FromHours(4), Duration.FromHours(4)))
    {
        CoAuthors = [new PersonId("cora")],
    };

    /// <summary>A senior in Berlin from nine to five, with so many reviews open.</summary>
    public static Candidate Free(string id, Instant now, int open) => With(
        new Candidate(Person(id), new Calendar(Berlin, WorkingHours.Default, []), null!, null!, new Workload(open, 0, null, 0, 0, 2_400)),
        new Calendar(Berlin, new WorkingHours(LocalTime.Midnight, LocalTime.Midnight, WeekDays.Weekdays | WeekDays.Saturday | WeekDays.Sunday), []), now);

    public static Candidate Busy(Candidate candidate, Duration until) =>
        With(candidate, candidate.Calendar with { Busy = [new Interval(Now, Now + until)] }, Now);

    public static Candidate With(Candidate candidate, Calendar calendar, Instant now) => candidate with
    {
        Calendar = calendar,
        AtWork = FreeTime.Of(calendar with { Busy = [] }, now, now + Horizon),
        Free = FreeTime.Of(calendar, now, now + Horizon),
    };
}

/// <summary>One made-up question to the router.</summary>
internal sealed record Case(Instant Now, SeatToFill Seat, ImmutableArray<Candidate> People)
{
    private static readonly string[] Names = ["p0", "p1", "p2", "p3", "p4", "p5", "ana", "cora"];

    /// <summary>By hand from routing.md, "Eligible", and only those who are at work.</summary>
    public ImmutableArray<PersonId> Eligible =>
    [
        .. People.Where(c =>
            c.Person is { Active: true, AgentOf: null, Level: Level.Senior or Level.Principal } && c.Person.Id.Value is not ("ana" or "cora")
            && (c.Person.Primary.Contains(Payments) || c.Person.Secondary.Contains(Payments))
            && !c.Unreachable && (c.Limit is null || c.Load.Waiting + c.Load.Begun < c.Limit)
            && !Seat.Seated.Contains(c.Person.Id) && !Seat.HandedOn.ContainsKey(c.Person.Id)
            && (Seat.TeamsTaken is not { } taken || (c.Person.Team is not null && !taken.Contains(c.Person.Team)))
            && IsAtWork(c.Calendar)).Select(c => c.Person.Id),
    ];

    public RoutingReport Route() => Router.Route(Now, Seat, People, int.MaxValue);

    public static Case Make(int seed)
    {
        var random = new Random(seed);
        // Mostly in the daytime of a week, from Tuesday 10:00 on.
        var now = World.Now + (random.Next(4) > 0 ? Duration.FromDays(random.Next(3)) + Duration.FromMinutes(random.Next(480)) : Duration.FromMinutes(random.Next(7 * 24 * 60)));
        var seat = RoutingCases.Seat(now) with
        {
            Key = $"CR-{seed}|1",
            Seated = random.Next(4) == 0 ? [new PersonId("p1")] : [],
            HandedOn = random.Next(3) == 0
                ? ImmutableDictionary<PersonId, StandDown>.Empty.Add(new PersonId("p2"), StandDown.Declined)
                : ImmutableDictionary<PersonId, StandDown>.Empty,
            Tried = random.Next(4) == 0 ? [new PersonId("p3")] : [],
            Known = random.Next(4) == 0 ? [new PersonId("p4")] : [],
            OnDuty = random.Next(4) == 0 ? new PersonId("p0") : null,
            TeamsTaken = random.Next(6) == 0 ? [null, new Countersign.Core.Policy.TeamId("red")] : null,
        };
        return new Case(now, seat, [.. Enumerable.Range(0, random.Next(Names.Length + 1)).Select(i => Somebody(random, i, now))]);
    }

    private static Candidate Somebody(Random random, int i, Instant now)
    {
        var person = Person(Names[i], (Level)random.Next(5), random.Next(9) > 0) with
        {
            Team = random.Next(3) switch { 0 => null, 1 => new Countersign.Core.Policy.TeamId("red"), _ => new Countersign.Core.Policy.TeamId("blue") },
            AgentOf = random.Next(20) == 0 ? new PersonId("ana") : null,
        };
        person = random.Next(6) switch
        {
            0 => person with { Primary = [Docs] },
            1 => person with { Primary = [], Secondary = [Payments] },
            _ => person with { Level = random.Next(3) > 0 ? Level.Senior : person.Level },
        };
        var from = random.Next(6, 12);
        var calendar = new Calendar(
            Berlin, new WorkingHours(new LocalTime(from, 30), new LocalTime(random.Next(from + 2, 23), 0), WeekDays.Weekdays | WeekDays.Saturday),
            Spans(random, now, 3, 20))
        {
            Busy = Spans(random, now, 4, 3),
        };
        var load = new Workload(
            random.Next(4), random.Next(2), random.Next(2) == 0 ? null : now - Duration.FromHours(random.Next(4)), random.Next(3), random.Next(60) * 30,
            random.Next(20) * 120);
        return RoutingCases.With(
            new Candidate(person, calendar, null!, null!, load, random.Next(2) == 0 ? null : random.Next(1, 5), random.Next(9) == 0), calendar, now);
    }

    private static ImmutableArray<Interval> Spans(Random random, Instant now, int most, int hours) =>
    [
        .. Enumerable.Range(0, random.Next(most)).Select(_ =>
        {
            var start = now + Duration.FromMinutes(random.Next(-600, 3_000));
            return new Interval(start, start + Duration.FromMinutes(random.Next(30, hours * 60)));
        }),
    ];

    private bool IsAtWork(Calendar c)
    {
        var local = Now.InZone(c.Zone).LocalDateTime;
        return local.DayOfWeek != IsoDayOfWeek.Sunday && local.TimeOfDay >= c.Hours.Shifts[0].From && local.TimeOfDay < c.Hours.Shifts[0].To
            && !c.Absences.Any(a => a.Contains(Now));
    }
}
