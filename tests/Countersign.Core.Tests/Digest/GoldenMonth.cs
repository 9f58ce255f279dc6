using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using Turn = Countersign.Core.Changes.Turn;

namespace Countersign.Core.Tests.Digest;

/// <summary>
/// Five weeks of a made-up company, as raw events at whole minutes: from 19 October 2026, with the end of summer time in Berlin and in New York,
/// a public holiday, absences, two calendars, every way in which a round can go. The same seed makes the same month.
/// </summary>
internal sealed class GoldenMonth
{
    public static readonly DateTimeZone NewYork = DateTimeZoneProviders.Tzdb["America/New_York"];
    public static readonly DigestWeek First = DigestWeek.Of(new LocalDate(2026, 10, 19));
    public static readonly DigestWeek Last = First.Plus(4);
    public static readonly TeamId Team = new("payments-team");
    public static readonly ServiceId Payments = new("payments"), Ledger = new("ledger"), Web = new("web");
    public static readonly LocalDate Holiday = new(2026, 11, 11);
    private static readonly HolidayList Holidays = new("hh", [Holiday]);
    private static readonly string[] Tools = ["Claude Code", "copilot", "Copilot, Cursor", "Claude Code and Gemini", "Cursor"];
    private readonly Random _random;

    public GoldenMonth(int seed)
    {
        _random = new Random(seed);
        for (var n = 1; n <= 160; n++)
            Requests[new ChangeId(n)] = Request();
    }

    public SortedDictionary<ChangeId, List<ChangeEvent>> Requests { get; } = new(Comparer<ChangeId>.Create((a, b) => a.Number.CompareTo(b.Number)));

    public static ImmutableArray<Person> People { get; } =
    [
        Person("ana", Level.Mid, World.Berlin, [], holidays: true), Person("bo", Level.Junior, NewYork, []),
        Person("kim", Level.Senior, World.Berlin, [Payments, Ledger], holidays: true), Person("lee", Level.Senior, NewYork, [Payments]),
        Person("mo", Level.Principal, World.Berlin, [Ledger]) with { Capacity = Duration.FromMinutes(90) }, Person("zed", Level.Senior, World.Berlin, [Web]),
    ];

    public static PolicyBook Book { get; } = new(
        "d", "r", new Roster(People),
        new[] { Service(Payments, Tier.Critical, Team), Service(Ledger, Tier.High, Team), Service(Web, Tier.Medium, null) }.ToFrozenDictionary(s => s.Id),
        [new PersonId("mo")], [])
    {
        Teams = new[] { new Team(Team, "Payments team", new PersonId("kim"), World.Rules) }.ToFrozenDictionary(t => t.Id),
    };

    /// <summary>Kim is away for a day and a half of the last week, Mo all of the next.</summary>
    public static ImmutableArray<(PersonId Person, Interval Away)> Absences { get; } =
    [
        (new PersonId("kim"), new Interval(Berlin(2026, 11, 17, 13, 0), Berlin(2026, 11, 18, 17, 0))),
        (new PersonId("mo"), new Interval(Berlin(2026, 11, 23, 0, 0), Berlin(2026, 11, 30, 0, 0))),
    ];

    public static Dictionary<PersonId, PersonState> States { get; } = new()
    {
        [new PersonId("lee")] = PersonState.None with { Since = Berlin(2026, 11, 12, 9, 0) },
        [new PersonId("kim")] = PersonState.None,
    };

    public static SlaPlan PlanOf(ServiceId service) => service == Payments
        ? new SlaPlan(Duration.FromHours(1), Duration.FromHours(4), SlaCalendar.AroundTheClock, [])
        : new SlaPlan(Duration.FromHours(2), Duration.FromHours(8), SlaCalendar.BusinessHours, []);

    private static Instant Berlin(int year, int month, int day, int hour, int minute) =>
        new LocalDateTime(year, month, day, hour, minute).InZoneStrictly(World.Berlin).ToInstant();

    private static Person Person(string id, Level level, DateTimeZone zone, ServiceId[] primary, bool holidays = false) => World.Person(id, level) with
    {
        Zone = zone,
        Primary = [.. primary],
        Holidays = holidays ? Holidays : HolidayList.None,
    };

    private static Service Service(ServiceId id, Tier tier, TeamId? team) => World.Service(id.Value) with { Id = id, Tier = World.Line(tier, 1), Team = team, DecisionTime = null };

    private List<ChangeEvent> Request()
    {
        var (events, minutes) = (new List<ChangeEvent>(), _random.Next(5 * 7 * 24 * 60));
        var at = First.Span(World.Berlin).Start + Duration.FromMinutes(minutes);
        var service = Pick(Payments, Payments, Ledger, Web);
        var author = new PersonId(Pick("ana", "bo"));
        var seats = service == Payments && _random.Next(4) == 0 ? 2 : 1;
        var draft = World.Draft() with { Service = service, AiTools = Pick(Tools) };
        var asks = new Requirement(service == Payments ? Tier.Critical : Pick(Tier.High, Tier.Medium), [], null) { Sla = PlanOf(service) };
        events.Add(new ChangeEvent.Submitted(author, draft, Seats(service, seats), at) { Asks = asks });
        if (_random.Next(12) == 0)
            events.Add(new ChangeEvent.Recorded(1, author, at));
        else
            for (var round = 1; Round(events, round, seats, ref at); round++)
            {
                at += Minutes(1, 3_000);
                events.Add(new ChangeEvent.Updated(round + 1, author, draft, Seats(service, seats), at) { Asks = asks });
            }

        return events;
    }

    /// <returns>Whether the author answers with an update.</returns>
    private bool Round(List<ChangeEvent> events, int round, int seats, ref Instant at)
    {
        for (var seat = 1; seat <= seats; seat++)
        {
            if (!Asked(events, round, seat, ref at))
                return false;
            var reviewer = events.OfType<ChangeEvent.Assigned>().Last(a => a.Round == round && a.Seat == seat).Person;
            at += Minutes(1, 900);
            if (_random.Next(3) == 0)
                events.Add(new ChangeEvent.Escalated(round, 1, EscalationTo.Lead, [], Turn.Reviewers, at));
            if (_random.Next(4) == 0)
                events.Add(new ChangeEvent.Breached(round, at));
            if (_random.Next(12) == 0)
                return false;
            at += Minutes(0, 60);
            var verdict = Pick(Verdict.Approved, Verdict.Approved, Verdict.Approved, Verdict.Denied, Verdict.ChangesRequested);
            events.Add(new ChangeEvent.Voted(round, seat, reviewer, verdict, null, at));
            if (verdict == Verdict.Approved && seat < seats)
                continue;
            events.Add(new ChangeEvent.RoundSettled(round, verdict, reviewer, null, at));
            return verdict == Verdict.ChangesRequested && Answers(events, round, ref at);
        }

        return false;
    }

    private bool Answers(List<ChangeEvent> events, int round, ref Instant at)
    {
        if (round < 3 && _random.Next(3) > 0)
            return true;
        at += Minutes(1, 2_000);
        if (_random.Next(2) == 0)
            events.Add(new ChangeEvent.Withdrawn(round, new PersonId("ana"), at));
        return false;
    }

    /// <returns>False when it is left waiting, or withdrawn.</returns>
    private bool Asked(List<ChangeEvent> events, int round, int seat, ref Instant at)
    {
        if (_random.Next(3) == 0)
        {
            events.Add(new ChangeEvent.Waited(round, seat, new RoutingReport([], [], null), at));
            at += Minutes(1, 800);
        }

        if (_random.Next(15) == 0)
        {
            if (_random.Next(2) == 0)
                events.Add(new ChangeEvent.Withdrawn(round, new PersonId("bo"), at));
            return false;
        }

        var (first, second) = seat == 1 ? ("kim", "lee") : ("mo", "mo");
        events.Add(new ChangeEvent.Assigned(round, seat, new PersonId(first), null, null, null, null, at));
        at += Minutes(0, 200);
        switch (seat == 1 ? _random.Next(4) : 3)
        {
            case 0:
                events.Add(new ChangeEvent.Declined(round, seat, new PersonId(first), DeclineReason.Overloaded, at));
                at += Minutes(0, 100);
                events.Add(new ChangeEvent.Assigned(round, seat, new PersonId(second), null, null, null, null, at));
                break;
            case 1:
                events.Add(new ChangeEvent.StoodDown(round, seat, new PersonId(first), StandDown.NotAcknowledged, at));
                events.Add(new ChangeEvent.Assigned(round, seat, new PersonId(second), null, null, null, null, at));
                break;
            case 2:
                events.Add(new ChangeEvent.Acknowledged(round, seat, new PersonId(first), at));
                break;
        }

        return true;
    }

    private static ImmutableArray<Qualification> Seats(ServiceId service, int count) => [.. Enumerable.Repeat(new Qualification(service, Level.Senior), count)];

    private Duration Minutes(int least, int most) => Duration.FromMinutes(_random.Next(least, most));

    private T Pick<T>(params ReadOnlySpan<T> all) => all[_random.Next(all.Length)];
}
