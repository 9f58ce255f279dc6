using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Charts;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Adapters.Tests.Pictures;

/// <summary>A made-up team's week as the program counts it, from rounds and reviews to charts: what its picture really looks like.</summary>
internal static class CountedWeek
{
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly DigestWeek Week = DigestWeek.Of(new LocalDate(2026, 11, 16));
    private static readonly int[] Days = [0, 0, 1, 1, 1, 2, 2, 3, 3, 3, 4, 6];
    private static readonly string[] First = ["Ana", "Bo", "Dina", "Ella", "Jo", "Kim", "Lee", "Mo", "Nils", "Olga", "Pat", "Quirin", "Rosa", "Sam", "Tom"];
    private static readonly string[] Last = ["Lima", "Novak", "Park", "Weiß", "Ångström", "de la Cruz"];

    /// <summary>Seven who review, two of them without a review this week, two without their names.</summary>
    public static WeekCharts Payments { get; } = Of("Payments", 7, ["payments", "ledger", "web"], idle: 2, unnamed: 2);

    public static WeekCharts Thirty { get; } = Of("Platform Engineering and Developer Experience, Europe and Middle East", 30, ["build", "deploy", "observe"], idle: 3, unnamed: 0);

    /// <summary>Three teams' side by side.</summary>
    public static IEnumerable<WeekCharts> Teams { get; } =
        [Of("Shop", 1, ["shop"], 0, 0), Of("Search and Recommendations", 3, ["search", "ranking"], 0, 2), Of("Identity", 5, ["login", "keys"], 5, 0)];

    private static WeekCharts Of(string name, int count, string[] services, int idle, int unnamed)
    {
        var book = Book(name, services, [.. Enumerable.Range(0, count).Select(n => Person(n, services))]);
        var people = book.Roster.Everybody.Select(p => p.Id).OrderBy(p => p.Value, StringComparer.Ordinal).ToList();
        var now = Week.Span(Berlin).End + Duration.FromHours(9);
        var digest = WeeklyDigest.Summarise(new DigestGround(
            Readership.Of(new DigestScope.OfTeam(new TeamId("team")), book)!, book, Week,
            [.. Enumerable.Range(0, 12 * services.Length).Select(n => Round(n, services))], [],
            [.. people.SkipLast(idle).Select((p, n) => new ReviewSum(p, new ServiceId(services[0]), 1 + (n * 7 % 9) + (n % 4 == 2 ? 14 : 0)))], [],
            FrozenDictionary<PersonId, PersonState>.Empty, Array.Empty<(PersonId Person, Interval Away)>().ToLookup(a => a.Person, a => a.Away), null, now)
        {
            Nameless = [.. people.Take(unnamed)],
        });
        return DigestCharts.Of(digest, book)!;
    }

    private static RoundFacts Round(int n, string[] services)
    {
        var tier = Tiers.All[3 - (n % 3)];
        var began = (Week.Monday.PlusDays(Days[n * 5 % Days.Length]) + new LocalTime(9 + (n % 7), n * 11 % 60)).InZoneLeniently(Berlin).ToInstant();
        var decided = began + Duration.FromMinutes((20 + (n * 47 % 290)) * (tier == Tier.Critical ? 1 : tier == Tier.High ? 4 : 8));
        var plan = tier == Tier.Critical
            ? new SlaPlan(Duration.FromMinutes(30), Duration.FromHours(4), SlaCalendar.AroundTheClock, [])
            : new SlaPlan(Duration.FromHours(1), Duration.FromHours(tier == Tier.High ? 8 : 24), SlaCalendar.BusinessHours, []);
        var verdict = n % 6 == 5 ? Verdict.ChangesRequested : n % 11 == 10 ? Verdict.Denied : Verdict.Approved;
        return new RoundFacts(
            new ChangeId(n + 1), 1, new PersonId("author"), new ServiceId(services[n % services.Length]), tier, "Claude Code", plan, began,
            [new TurnSpan(Turn.Reviewers, began, decided)], decided, null, new Decision(verdict, decided), null, decided, [], []);
    }

    private static Person Person(int n, string[] services) => new(
        new PersonId($"p{n:00}"), $"{First[n % First.Length]} {Last[n * 5 % Last.Length]}", Level.Senior, Berlin, WorkingHours.Default,
        [.. services.Select(s => new ServiceId(s))], [], [])
    {
        Capacity = Duration.FromMinutes(n % 3 == 2 ? 60 : 120),
    };

    private static PolicyBook Book(string name, string[] services, ImmutableArray<Person> people) => new(
        "digest", "roster", new Roster(people), services.Select(Service).ToFrozenDictionary(s => s.Id), [], [])
    {
        Teams = new[] { new Team(new TeamId("team"), name, people[0].Id, TierRules.BuiltIn) }.ToFrozenDictionary(t => t.Id),
    };

    private static Service Service(string id) => new(
        new ServiceId(id), id, new Ruled<Tier>(Tier.High, new PolicyLine("policy.yaml", 1, "tier")), null, [], null, [])
    {
        Team = new TeamId("team"),
    };
}
