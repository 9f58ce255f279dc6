using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

public sealed class RotationReadingTests
{
    private static readonly PolicyBook Book = Company.Good(Company.Yaml);

    [Fact]
    public void A_rotation_is_what_the_file_says_of_it()
    {
        var weekly = Book.RotationOf(new ServiceId("payments"))!;
        weekly.Id.ShouldBe(new RotationId("payments-duty"));
        weekly.People.Select(p => p.Value).ShouldBe(["lee", "kim", "mo"]);
        (weekly.Weekday, weekly.HandsOver, weekly.Zone.Id, weekly.Starts).ShouldBe((IsoDayOfWeek.Monday, new LocalTime(9, 0), "Europe/Lisbon", new LocalDate(2026, 11, 2)));
        weekly.At!.Line.ShouldBe(Company.LineOf("id: payments-duty"));

        var daily = Book.RotationOf(new ServiceId("docs"))!;
        daily.ShouldBe(Book.RotationOf(new ServiceId("web")));
        // The zone of defaults.
        (daily.Weekday, daily.HandsOver, daily.Zone.Id).ShouldBe((null, new LocalTime(7, 30), "Europe/Berlin"));
        Book.Rotations.Length.ShouldBe(2);
        Company.Good(Company.Yaml.Replace("    every: week\n", "", StringComparison.Ordinal)).Rotations[0].Weekday.ShouldBe(IsoDayOfWeek.Monday);
    }

    [Theory]
    [InlineData("services: [payments]", "services: [paymens]", "rotations[0].services", "did you mean “payments”")]
    [InlineData("services: [payments]", "services: []", "rotations[0].services", "has to name at least one")]
    [InlineData("services: [web, docs]", "services: [web, payments]", "rotations[1].services", "is in the rotation payments-duty already (line 54); a service is in one at most")]
    [InlineData("people: [lee, kim, mo]", "people: [lee, kin, mo]", "rotations[0].people", "did you mean “kim”")]
    [InlineData("people: [lee, kim, mo]", "people: [lee, ana, mo]", "rotations[0].people", "“ana” covers none of payments; list one of them as primary or secondary of ana")]
    [InlineData("people: [lee, kim, mo]", "people: [lee, bot]", "rotations[0].people", "“bot” is an agent of ana")]
    [InlineData("people: [lee, kim, mo]", "people: [lee, kim, lee]", "rotations[0].people", "“lee” is in the list twice")]
    [InlineData("every: week", "every: month", "rotations[0].every", "it is week or day")]
    [InlineData("hands_over: mon 09:00", "hands_over: 09:00", "rotations[0].hands_over", "a weekday and a time, such as mon 09:00")]
    [InlineData("hands_over: mon 09:00", "hands_over: moo 09:00", "rotations[0].hands_over", "such as mon 09:00")]
    [InlineData("hands_over: mon 09:00", "hands_over: mon 25:00", "rotations[0].hands_over", "such as mon 09:00")]
    [InlineData("hands_over: \"7:30\"", "hands_over: mon 7:30", "rotations[1].hands_over", "a time alone, such as 09:00")]
    [InlineData("zone: Europe/Lisbon", "zone: Europe/Lisboa", "rotations[0].zone", "is not a time zone")]
    [InlineData("starts: 2026-11-02", "starts: 2026-11-31", "rotations[0].starts", "write it as 2026-11-02")]
    [InlineData("    starts: 2026-11-02\n", "", "rotations[0].starts", "is missing")]
    [InlineData("id: web-duty", "id: payments-duty", "rotations[1].id", "used twice")]
    [InlineData("every: week", "evry: week", "rotations[0].evry", "did you mean “every”")]
    public void A_slip_gets_its_line_its_key_and_a_hint(string right, string wrong, string key, string hint)
    {
        var yaml = Company.Yaml.Replace(right, wrong, StringComparison.Ordinal);
        yaml.ShouldNotBe(Company.Yaml);

        var error = Company.Read(yaml).Errors.ShouldHaveSingleItem();

        error.Key.ShouldBe(key);
        error.Message.ShouldContain(hint);
        error.Line.ShouldBeInRange(Company.LineOf("rotations:"), Company.LineOf("people:") + 20);
    }

    [Fact]
    public void Without_a_zone_and_without_defaults_the_zone_is_missed_once()
    {
        var yaml = Company.Yaml.Replace("defaults: { zone: Europe/Berlin, ", "defaults: { ", StringComparison.Ordinal);

        Company.Read(yaml).Errors.Where(e => e.Key.StartsWith("rotations", StringComparison.Ordinal)).ShouldHaveSingleItem()
            .ToString().ShouldContain("rotations[1].zone: is missing, and defaults gives none");
    }

    [Fact]
    public void Whoever_will_be_passed_over_is_named()
    {
        Advice(Company.Yaml).ShouldBeEmpty();
        Advice(Company.Yaml.Replace("id: kim, name: Kim Novak, level: senior", "id: kim, name: Kim Novak, level: mid", StringComparison.Ordinal)
                .Replace("raj,Raj Patel,senior", "raj,Raj Patel,mid", StringComparison.Ordinal))
            .ShouldBe(["kim is not a senior. Whoever is next on its list takes those turns", "raj is not a senior. So nobody is on"]);
    }

    [Fact]
    public async Task Explain_lists_the_rotations_and_says_that_of_a_service()
    {
        const string Says = "lee, kim, mo; hands over every monday at 09:00 (Europe/Lisbon), from 2026-11-02 on (policy.yaml line ";
        (await Explained()).ShouldContain($"payments-duty   rotation for payments: {Says}{Company.LineOf("id: payments-duty")})");
        (await Explained()).ShouldContain("web-duty        rotation for web, docs: raj; hands over every day at 07:30 (Europe/Berlin), from 2026-11-03 on");
        (await Explained("--service", "payments")).ShouldContain($"rotation        payments-duty: {Says}");
    }

    [Fact]
    public void A_rotation_holds_at_once_also_where_the_rest_of_the_file_waits()
    {
        var weaker = Company.Good(Company.Yaml.Replace("level: senior\n    d", "level: mid\n    d", StringComparison.Ordinal).Replace("people: [lee, kim, mo]", "people: [mo, lee]", StringComparison.Ordinal));

        var now = PolicyHold.Take(Book, weaker);

        now.Waiting.ShouldNotBeEmpty();
        now.RotationOf(new ServiceId("payments"))!.People.Select(p => p.Value).ShouldBe(["mo", "lee"]);
    }

    private static Task<string> Explained(params string[] words) => Company.Explained(Company.Yaml, words);

    private static List<string> Advice(string yaml) =>
        [.. Company.Read(yaml).Findings.Where(f => f.Key.StartsWith("rotations", StringComparison.Ordinal)).Select(f => f.Message)];
}
