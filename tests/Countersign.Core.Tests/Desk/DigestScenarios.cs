using System.Collections.Frozen;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>When digests are posted, with a clock that is moved. The team is in Berlin, by its first operator.</summary>
public sealed class DigestScenarios
{
    private readonly Office _office = new(Person("ana", Level.Mid), Person("kim")) { Now = Instant.FromUtc(2026, 10, 23, 10, 0) };

    [Theory]
    [InlineData("2026-03-27", 7)]
    [InlineData("2026-10-23", 8)]
    public async Task It_comes_at_nine_on_the_teams_wall_over_both_changes_of_the_clock(string friday, int hour)
    {
        var day = NodaTime.Text.LocalDatePattern.Iso.Parse(friday).Value;
        _office.Now = day.At(new LocalTime(10, 0)).InUtc().ToInstant();
        await _office.Digesting.SetAll(_office.Now);
        Row().ShouldBe(day.PlusDays(3).At(new LocalTime(hour, 0)).InUtc().ToInstant());

        await MovesTo(Row()!.Value - Duration.FromMilliseconds(1));
        Posts().ShouldBeEmpty();
        await MovesTo(Row()!.Value);
        Posts().ShouldBe([DigestWeek.Of(day)]);
        (Row()!.Value - _office.Now).ShouldBe(Duration.FromDays(7));
    }

    [Fact]
    public async Task A_year_of_looks_and_restarts_posts_each_week_once()
    {
        for (var hour = 0; hour < 366 * 24; hour += 5)
        {
            _office.Now += Duration.FromHours(5);
            if (hour % 35 == 0)
                await _office.Digesting.SetAll(_office.Now);
            await _office.Swept();
            await _office.Swept();
        }

        var weeks = Posts();
        weeks.ShouldBe(Enumerable.Range(0, weeks.Count).Select(weeks[0].Plus));
        weeks.Count.ShouldBeInRange(51, 53);
    }

    [Fact]
    public async Task Of_several_that_were_missed_the_last_is_made_up_for()
    {
        await _office.Digesting.SetAll(_office.Now);
        await MovesTo(Instant.FromUtc(2026, 11, 14, 12, 0));
        Posts().Select(w => w.ToString()).ShouldBe(["2026-W45"]);
    }

    [Theory]
    [InlineData(IsoDayOfWeek.Sunday, 23, 59)]
    [InlineData(IsoDayOfWeek.Friday, 17, 0)]
    public async Task One_at_the_end_of_the_week_is_made_up_for_in_the_week_after(IsoDayOfWeek day, int hour, int minute)
    {
        await Takes(DigestRules.Usual with { Day = day, At = new LocalTime(hour, minute) });
        await MovesTo(Row()!.Value - Duration.FromMinutes(1));
        // Down from here to Monday noon.
        await MovesTo(Instant.FromUtc(2026, 10, 26, 11, 0));
        Posts().Select(w => w.ToString()).ShouldBe(["2026-W42"]);
    }

    [Fact]
    public async Task Whatever_the_day_the_time_the_zone_and_the_outage_each_is_posted_once_unless_the_next_was_due_before_the_end_of_it()
    {
        var madeUp = 0;
        foreach (var zone in new[] { "UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Australia/Lord_Howe" }.Select(id => DateTimeZoneProviders.Tzdb[id]))
            foreach (var day in Enum.GetValues<IsoDayOfWeek>().Where(d => d != IsoDayOfWeek.None))
                foreach (var at in new[] { new LocalTime(0, 0), new LocalTime(2, 30), new LocalTime(9, 0), new LocalTime(23, 59) })
                    foreach (var hours in new[] { 1, 7, 40, 100, 167, 168, 169, 400 })
                        madeUp += await Outages(DigestRules.Usual with { Zone = zone, Day = day, At = at }, zone, Duration.FromHours(hours), new Random(hours));
        madeUp.ShouldBeGreaterThan(500);
    }

    /// <summary>Two months of being up for three days and down for a time, from before the clocks go back.</summary>
    /// <returns>How many were made up for.</returns>
    private static async Task<int> Outages(DigestRules rules, DateTimeZone zone, Duration down, Random random)
    {
        var office = new Office(Person("kim")) { Now = Instant.FromUtc(2026, 10, 9, 10, 0) + Duration.FromMinutes(random.Next(2_000)) };
        office.Policy.Book = office.Policy.Book with { DigestRules = rules };
        var (began, looks) = (office.Now, new List<Instant>());
        for (; office.Now < began + Duration.FromDays(60); office.Now += down)
        {
            await office.Digesting.SetAll(office.Now);
            for (var look = 0; look < 36; look++, office.Now += Duration.FromHours(2))
            {
                await office.Swept();
                looks.Add(office.Now);
            }
        }

        var posted = office.Store.Sent.Select(o => o.Notice).OfType<Notice.Digest>().Select(d => d.Key.Week).ToList();
        posted.ShouldBeUnique();
        var due = Enumerable.Range(-1, 10).Select(n => new LocalDate(2026, 10, 12).PlusWeeks(n)).Where(monday => Due(monday, rules, zone) > began)
            .Select(monday => (Week: DigestWeek.Of(monday).Plus(-1), Due: Due(monday, rules, zone), Next: Due(monday.PlusWeeks(1), rules, zone)))
            .Where(d => d.Next <= looks[^1]).ToList();
        foreach (var d in due)
            posted.Contains(d.Week).ShouldBe(looks.Exists(l => l >= d.Due && l < d.Next), $"{d.Week}: {rules.Day} {rules.At} in {zone.Id}, down for {down}");
        return due.Count(d => looks.Find(l => l >= d.Due) is var first && first > d.Due + Duration.FromHours(2) && first < d.Next);
    }

    private static Instant Due(LocalDate monday, DigestRules rules, DateTimeZone zone) =>
        (monday.PlusDays((int)rules.Day - 1) + rules.At).InZoneLeniently(zone).ToInstant();

    [Fact]
    public async Task One_later_in_the_week_is_not_posted_by_an_earlier_look()
    {
        await Takes(DigestRules.Usual with { Day = IsoDayOfWeek.Friday });
        await MovesTo(Instant.FromUtc(2026, 10, 30, 7, 59));
        Posts().ShouldBeEmpty();
        await MovesTo(Instant.FromUtc(2026, 10, 30, 8, 0));
        Posts().Select(w => w.ToString()).ShouldBe(["2026-W43"]);
    }

    [Fact]
    public async Task A_new_time_moves_the_row_and_posts_no_week_twice()
    {
        await _office.Digesting.SetAll(_office.Now);
        await Takes(DigestRules.Usual with { Day = IsoDayOfWeek.Tuesday, At = new LocalTime(8, 30) });
        Row().ShouldBe(Instant.FromUtc(2026, 10, 27, 7, 30));
        await MovesTo(Instant.FromUtc(2026, 10, 27, 7, 30));

        // The next row is for the week after, wherever in it the file puts it.
        await Takes(DigestRules.Usual with { Day = IsoDayOfWeek.Thursday });
        Row().ShouldBe(Instant.FromUtc(2026, 11, 5, 8, 0));
        await MovesTo(Instant.FromUtc(2026, 11, 5, 8, 0));
        Posts().Select(w => w.ToString()).ShouldBe(["2026-W43", "2026-W44"]);
    }

    [Fact]
    public async Task A_time_that_has_passed_already_for_a_week_that_is_to_come_posts_it_at_once()
    {
        await Takes(DigestRules.Usual with { Day = IsoDayOfWeek.Friday });
        await MovesTo(Instant.FromUtc(2026, 10, 28, 12, 0));
        await Takes(DigestRules.Usual);
        await _office.Swept();
        Posts().Select(w => w.ToString()).ShouldBe(["2026-W43"]);
    }

    [Fact]
    public async Task A_team_without_a_channel_is_left_out_and_its_row_goes()
    {
        await _office.Digesting.SetAll(_office.Now);
        _office.Policy.Book = Book([Service() with { Channels = [] }], [Person("ana", Level.Mid), Person("kim")]);
        await _office.Digesting.SetAll(_office.Now);
        Row().ShouldBeNull();
        await MovesTo(Instant.FromUtc(2026, 10, 27, 12, 0));
        _office.Store.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_team_has_its_own_and_the_rest_of_the_house_one_together()
    {
        var team = new TeamId("pay");
        _office.Policy.Book = Book([Service() with { Team = team }, Service("web")], [Person("kim")]) with
        {
            Teams = new[] { new Team(team, "Pay", null, Rules) }.ToFrozenDictionary(t => t.Id),
        };
        await _office.Digesting.SetAll(_office.Now);
        await MovesTo(Instant.FromUtc(2026, 10, 26, 8, 0));
        _office.Store.Posts.Select(p => p.Scope.ToString()).ShouldBe(["team/pay", "house"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "house 2026-W43")]
    [InlineData("last", "house 2026-W42")]
    [InlineData("THIS house", "house 2026-W43")]
    [InlineData("house 2026-w07", "house 2026-W07")]
    [InlineData("last week", "house 2026-W42")]
    [InlineData("house This Week", "house 2026-W43")]
    [InlineData("W43", "house 2026-W43")]
    [InlineData("w7 house", "house 2026-W07")]
    [InlineData("W44", "house 2025-W44")]
    [InlineData("W53", "house 2020-W53")]
    [InlineData("W54", "I don't know “W54”.")]
    [InlineData("week", "I don't know “week”.")]
    [InlineData("last week week", "I don't know “week”.")]
    [InlineData("payments", "I don't know “payments”. For example /signoff digest house last: a team and a week, such as this, last, W42 or 2026-W42. The teams are house.")]
    [InlineData("last last", "I don't know “last”.")]
    [InlineData("2026-W54", "I don't know “2026-W54”.")]
    [InlineData("2026-W52", "Week 2026-W52 has not begun.")]
    [InlineData("names", "Digests may name you, with how much you carried.")]
    [InlineData("names OFF", "Digests don't name you from now on")]
    [InlineData("names maybe", "I don't know “names maybe”. /signoff digest names off leaves your name out")]
    public async Task What_is_typed_is_read(string typed, string answer) =>
        (await _office.Commands.Answer(new Typing(_office.Delivery(), _office.Who("kim"), $"digest {typed}", _ => null), _office.Now) switch
        {
            Reply.Digest d => $"{d.Week.Scope} {d.Week.Week}",
            Reply.Says s => s.Words.Plain(_office.Policy.Book),
            _ => "",
        }).ShouldStartWith(answer);

    [Fact]
    public async Task An_example_is_one_that_works_whatever_the_teams_are_called()
    {
        Team[] teams = [new Team(new TeamId("last"), "Last", null, Rules), new Team(new TeamId("pay"), "Pay", null, Rules), new Team(new TeamId("w47"), "W47", null, Rules)];
        _office.Policy.Book = Book([.. teams.Select(t => Service($"of-{t.Id}") with { Team = t.Id })], [Person("kim")]) with { Teams = teams.ToFrozenDictionary(t => t.Id) };
        var reply = await _office.Commands.Answer(new Typing(_office.Delivery(), _office.Who("kim"), "digest nobodys", _ => null), _office.Now);
        reply.ShouldBeOfType<Reply.Says>().Words.Plain(_office.Policy.Book).ShouldBe(
            "I don't know “nobodys”. For example /signoff digest pay last: a team and a week, such as this, last, W42 or 2026-W42. The teams are pay.");
    }

    [Fact]
    public async Task Whoever_is_not_named_is_in_the_sums_and_never_alone()
    {
        _office.Policy.Book = Book(Person("ana", Level.Mid), Person("kim"), Person("lee"), Person("mo"));
        var all = await Loads();
        all.Each.Select(l => l.Person?.Value).ShouldBe(["kim", "lee", "mo"]);
        await _office.Commands.Answer(new Typing(_office.Delivery(), _office.Who("mo"), "digest names off", _ => null), _office.Now);

        var without = await Loads();
        without.Each.Select(l => (l.Person?.Value, l.People)).ShouldBe([("lee", 1), (null, 2)]);
        (without.Minutes, without.Capacity).ShouldBe((all.Minutes, all.Capacity));
        without.Each.Sum(l => l.Capacity).ShouldBe(all.Capacity);

        _office.Policy.Book = _office.Policy.Book with { DigestRules = DigestRules.Usual with { Names = false } };
        (await Loads()).Each.ShouldBe([new Load(null, 3, all.Minutes, all.Capacity)]);
    }

    private async Task<Loads> Loads() =>
        (await _office.Digests.Of(new DigestKey(DigestScope.House, DigestWeek.Of(_office.Now, Berlin)), _office.Now))!.Loads;

    private async Task Takes(DigestRules rules)
    {
        _office.Policy.Book = _office.Policy.Book with { DigestRules = rules };
        await _office.Digesting.SetAll(_office.Now);
    }

    private async Task MovesTo(Instant to)
    {
        _office.Now = to;
        await _office.Swept();
    }

    private Instant? Row() => _office.Store.DueAt(DeadlineKind.Digest, new DeadlineSubject.OfDigest(DigestScope.House));

    private List<DigestWeek> Posts() => [.. _office.Store.Sent.Select(o => o.Notice).OfType<Notice.Digest>().Select(d => d.Key.Week)];
}
