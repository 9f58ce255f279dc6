using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>What the file says is what the policy holds, with the line that says it.</summary>
public sealed class PolicyReadingTests
{
    private static readonly PolicyBook Book = Company.Good(Company.Yaml);

    private static Service Of(string id) => Book.Find(new ServiceId(id))!;

    [Fact]
    public void A_team_takes_the_organisations_rules_and_tightens_them()
    {
        var critical = Of("payments").RulesOf(Tier.Critical);

        critical.Approvals.Value.ShouldBe(2);
        critical.DestructiveApprovals.Value.ShouldBe(3);
        critical.DifferentTeams.Value.ShouldBeTrue();
        critical.Evidence.Keys.Order().ShouldBe(Evidences.All);
        critical.AskAtOnce.Value.ShouldBe(2);
        critical.Sla.Decision.Value.ShouldBe(Duration.FromHours(2));
        critical.Sla.Calendar.Value.ShouldBe(SlaCalendar.AroundTheClock);
        critical.Escalation.Select(s => (s.Percent, s.To)).ShouldBe(
            [(50, EscalationTo.Reviewer), (100, EscalationTo.Lead), (150, EscalationTo.Person), (200, EscalationTo.Operators)]);
        critical.Weights.ShouldBe(new RoutingWeights(2, 1, 1, .5, 1, 1));
        Book.Rules[(int)Tier.Critical].Approvals.Value.ShouldBe(1);
    }

    [Fact]
    public void What_is_left_out_has_the_built_in_value_and_says_so()
    {
        Of("web").RulesOf(Tier.Medium).ShouldBe(TierRules.BuiltIn[(int)Tier.Medium]);
        Of("web").RulesOf(Tier.High).Approvals.At.Words.ShouldBe("built in");
        Of("web").RulesOf(Tier.High).SpotCheck.Value.ShouldBe(20);
        Of("web").DueIn(Tier.High).ShouldBe(Duration.FromMinutes(90));
        Of("payments").DueIn(Tier.High).ShouldBe(Duration.FromHours(4));
        Of("web").RulesOf(Tier.Medium).Sla.Expires.Value.ShouldBe(Duration.FromDays(30));
    }

    [Fact]
    public void Where_the_hours_of_the_service_count_its_zone_is_kept_with_the_round()
    {
        var web = SlaPlan.Of(Of("web"), Tier.High);
        (web.Calendar, web.Zone, web.Expires).ShouldBe((SlaCalendar.ServiceHours, "America/New_York", Duration.FromDays(10)));
        Of("web").Holidays.Id.ShouldBe("brazil");
        SlaPlan.Of(Of("payments"), Tier.High).Zone.ShouldBe("Europe/Berlin", "what defaults says");
        SlaPlan.Of(Of("web"), Tier.Medium).Zone.ShouldBeNull();
    }

    [Fact]
    public void Every_value_knows_its_line()
    {
        Of("payments").RulesOf(Tier.Critical).Approvals.At.Line.ShouldBe(Company.LineOf("approvals: 2, destructive"));
        Book.Rules[(int)Tier.Critical].AtLeast.At.Line.ShouldBe(Company.LineOf("level: senior"));
        Book.Answers.Migrates.At.Line.ShouldBe(Company.LineOf("answers:"));
        Book.Paths.Single().At.Line.ShouldBe(Company.LineOf("**/migrations/**"));
        Book.Roster.Find(new PersonId("ana"))!.At!.Line.ShouldBe(Company.LineOf("id: ana"));
        Of("payments").Tier.At.Words.ShouldStartWith("policy.yaml line ");
    }

    [Fact]
    public void People_cover_their_teams_services_unless_they_say_otherwise_and_defaults_fill_in()
    {
        Book.Roster.Find(new PersonId("ana"))!.Primary.ShouldBe([new ServiceId("web")]);
        Book.Roster.Find(new PersonId("kim"))!.Primary.ShouldBeEmpty();
        Book.Roster.Find(new PersonId("kim"))!.Covers(new ServiceId("payments")).ShouldBeTrue();
        Book.Roster.Find(new PersonId("ana"))!.Zone.Id.ShouldBe("Europe/Berlin");
    }

    [Fact]
    public void When_and_how_much_people_work_is_their_own_or_the_defaults()
    {
        Person person(string id) => Book.Roster.Find(new PersonId(id))!;

        (person("ana").Holidays.Id, person("kim").Holidays.Id, person("raj").Holidays.Id, person("zoe").Holidays.Id)
            .ShouldBe(("germany", "brazil", "brazil", "germany"));
        person("mo").Holidays.ShouldBeSameAs(HolidayList.None);
        Enumerable.Range(20, 14).Select(n => new LocalDate(2026, 12, 1).PlusDays(n)).Where(person("ana").Holidays.Contains)
            .ShouldBe([new(2026, 12, 25), new(2026, 12, 26), new(2026, 12, 30), new(2026, 12, 31), new(2027, 1, 1)]);
        person("ana").Capacity.ShouldBe(Duration.FromMinutes(90));
        person("kim").Capacity.ShouldBe(Duration.FromHours(4));
        person("mo").Hours.Words.ShouldBe("Mon–Thu 08:00–12:00 and 13:00–16:00, Fri 08:00–12:00");
        Company.Good(Company.Yaml.Replace(", holidays: germany, capacity: 90m", "", StringComparison.Ordinal)).Roster.Find(new PersonId("ana"))!
            .ShouldSatisfyAllConditions(a => a.Holidays.ShouldBeSameAs(HolidayList.None), a => a.Capacity.ShouldBe(Duration.FromHours(2)));
    }

    [Fact]
    public void Rows_of_the_csv_are_people_like_all_others()
    {
        var raj = Book.Roster.Find(new PersonId("raj"))!;

        raj.Level.ShouldBe(Level.Senior);
        raj.Secondary.Select(s => s.Value).ShouldBe(["payments", "web"]);
        raj.At!.Line.ShouldBe(Company.LineOf("raj,Raj"));
        Book.Roster.Find(new PersonId("zoe"))!.Name.ShouldBe("Zoe, the new one");
        new Qualification(new ServiceId("docs"), Level.Unknown).IsMetBy(Book.Roster.Find(new PersonId("zoe"))!).ShouldBeFalse();
    }

    [Fact]
    public void An_agent_is_a_junior_who_signs_off_nothing()
    {
        var bot = Book.Roster.Find(new PersonId("bot"))!;

        bot.Level.ShouldBe(Level.Junior);
        bot.AgentOf.ShouldBe(new PersonId("ana"));
        Authorship.Of(bot.Id, Book).ShouldBe(new Authorship(new PersonId("ana"), Level.Junior, bot.Id));
    }

    [Theory]
    [InlineData("    approvals: 1\n", "    approvals: 0\n", "only low may ask nobody")]
    [InlineData("destructive_approvals: 2\n", "destructive_approvals: 0\n", "destructive_approvals")]
    [InlineData("level: senior\n    d", "level: senoir\n    d", "senior")]
    [InlineData("evidence: [tests]", "evidence: [test]", "tests")]
    [InlineData("decision: 2h", "decision: 2 hours", "30m, 4h or 2d")]
    [InlineData("{ after: 100%, to: lead }", "{ after: 40%, to: lead }", "after")]
    [InlineData("to: mo }", "to: moe }", "did you mean “mo”")]
    [InlineData("    tiers:\n", "    teirs:\n", "did you mean “tiers”")]
    [InlineData("critical: { approvals: 2", "critical: { approvals: 0", "approvals")]
    [InlineData("team: money\n    slack", "team: mony\n    slack", "did you mean “money”")]
    [InlineData("agent_of: ana", "agent_of: anna", "did you mean “ana”")]
    [InlineData("pattern: \"docs/**\"", "pattern: \"docs/**.md\"", "** stands alone")]
    [InlineData("raj,Raj Patel,senior", "raj,Raj Patel,senoir", "senior")]
    [InlineData("id,name,level,slack,team,secondary,h", "id,name,levle,slack,team,secondary,h", "level")]
    [InlineData("critical: { approvals: 2", "critical: { sla: { calendar: service_hours }, approvals: 2", "service_hours waits longer than the organisation's around_the_clock")]
    [InlineData("defaults: { zone: Europe/Berlin, hours", "defaults: { hours", "services[0].zone: is missing, and defaults gives none; line 30 counts")]
    [InlineData("expires: 10d", "expires: 30m", "has to be from 1h to 365d, not “30m”")]
    [InlineData("zone: America/New_York, hol", "zone: America/NewYork, hol", "did you mean “America/New_York”")]
    [InlineData("sla: { f", "sal: { f", "did you mean “sla”")]
    [InlineData("holidays: brazil,", "holidays: brasil,", "there is no list of holidays “brasil”; did you mean “brazil”?")]
    [InlineData("payments web,brazil", "payments web,brasil", "did you mean “brazil”?")]
    [InlineData("id: brazil, days", "id: germany, days", "“germany” is used twice")]
    [InlineData("id: brazil, days", "id: none, days", "stands for no holidays at all")]
    [InlineData("days: [2026-11-20]", "dates: [2026-11-20]", "did you mean “days”")]
    [InlineData("[2026-11-20]", "2026-11-20", "has to be a list")]
    [InlineData("[2026-11-20]", "[20.11.2026]", "2026-12-24..2026-12-31")]
    [InlineData("[2026-11-20]", "[2026-11-20 to 2026-11-21]", "2026-12-24..2026-12-31")]
    [InlineData("[2026-11-20]", "[2026-11-31]", "holidays[1].days: there is no 2026-11-31 in the calendar")]
    [InlineData("[2026-11-20]", "[2026-11-20, 2026-11-18..2026-11-21]", "2026-11-20 is in this list twice")]
    [InlineData("2026-12-30..2027-01-01", "2026-12-30..2026-01-01", "“2026-12-30..2026-01-01” ends before it begins")]
    [InlineData("2026-12-30..2027-01-01", "2026-12-30..2028-01-01", "longer than 31 days")]
    [InlineData("capacity: 4h", "capacity: 9h", "has to be from 15m to 8h, not “9h”")]
    [InlineData("capacity: 4h", "capacity: 10m", "has to be from 15m to 8h, not “10m”")]
    [InlineData("capacity: 4h", "capacity: 4 hours", "it is a time such as 90m or 2h")]
    [InlineData("fri 8-12\"", "fri 12-8\"", "each end after its start")]
    [InlineData("fri 8-12\"", "thu 15-18\"", "no two overlap")]
    public void A_slip_gets_its_line_its_key_and_a_hint(string right, string wrong, string hint)
    {
        var yaml = Company.Yaml.Replace(right, wrong, StringComparison.Ordinal);
        yaml.ShouldNotBe(Company.Yaml);

        var reading = Company.Read(yaml);

        reading.Book.ShouldBeNull();
        var error = reading.Errors.First(e => e.Line > 0);
        error.Column.ShouldBeGreaterThan(0);
        error.Key.ShouldNotBeEmpty();
        string.Join('\n', reading.Errors).ShouldContain(hint);
    }

    [Fact]
    public void A_higher_tier_asks_all_that_the_one_below_asks_in_a_team_too()
    {
        var book = Company.Good(Company.Yaml
            .Replace("    level: peer\n    spot_check_percent: 20\n    evidence: [tests]\n", "    approvals: 2\n    level: principal\n    evidence: [ai_review]\n", StringComparison.Ordinal)
            .Replace("  - id: shop\n", "  - id: shop\n    tiers: { medium: { approvals: 4 } }\n", StringComparison.Ordinal));

        foreach (var service in book.Services.Values)
            foreach (var (lower, higher) in service.Rules.Zip(service.Rules.Skip(1)))
            {
                higher.Approvals.Value.ShouldBeGreaterThanOrEqualTo(lower.Approvals.Value);
                higher.DestructiveApprovals.Value.ShouldBeGreaterThanOrEqualTo(lower.DestructiveApprovals.Value);
                ((int)higher.AtLeast.Value).ShouldBeGreaterThanOrEqualTo((int)lower.AtLeast.Value);
                lower.Evidence.Keys.ShouldAllBe(kind => higher.Evidence.ContainsKey(kind));
            }

        book.Find(new ServiceId("web"))!.RulesOf(Tier.Critical).Approvals.Value.ShouldBe(4);
        book.Find(new ServiceId("docs"))!.RulesOf(Tier.Critical).AtLeast.Value.ShouldBe(Level.Principal);
    }

    [Fact]
    public void A_team_that_asks_less_than_the_organisation_is_refused_with_both_lines()
    {
        var reading = Company.Read(Company.Yaml.Replace("approvals: 2, destructive_approvals: 3", "approvals: 1, destructive_approvals: 1", StringComparison.Ordinal));

        reading.Errors.ShouldHaveSingleItem().Message.ShouldContain($"line {Company.LineOf("destructive_approvals: 2")}");
    }

    [Theory]
    [InlineData("a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: [*b, *b, *b, *b]\n", "alias")]
    [InlineData("<<: { version: 1 }\n", "")]
    [InlineData("!!map {}\n", "")]
    [InlineData("- a\n- b\n", "")]
    [InlineData("version: 1\n---\nversion: 1\n", "")]
    public void What_could_grow_or_is_no_policy_is_refused(string yaml, string says)
    {
        var reading = Company.Read(yaml);

        reading.Book.ShouldBeNull();
        string.Join('\n', reading.Errors).ShouldContain(says);
    }

    [Fact]
    public void No_file_over_a_megabyte_or_a_hundred_thousand_nodes_is_read()
    {
        Company.Read(Company.Yaml + "\n#" + new string('x', 1024 * 1024)).Errors.Single().Message.ShouldContain("1048576");
        Company.Read(Company.Yaml + "\nmore: [" + string.Join(',', Enumerable.Repeat("1", 120_000)) + "]\n").Errors.ShouldContain(e => e.Message.Contains("100000", StringComparison.Ordinal) || e.Message.Contains("100,000", StringComparison.Ordinal));
    }
}
