using System.Collections.Frozen;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Routing;

/// <summary>A rotation by example: Lee, Kim and Mo, from Monday to Monday at nine in Berlin.</summary>
public class RotaTests
{
    private static readonly Rotation Weekly = new(
        new RotationId("payments-duty"), [Payments], [new("lee"), new("kim"), new("mo")], IsoDayOfWeek.Monday, new LocalTime(9, 0), Berlin, new LocalDate(2026, 11, 2));

    private static readonly PolicyBook Team = Of(Person("lee"), Person("kim"), Person("mo"));

    [Fact]
    public void The_first_turn_begins_at_the_first_hand_over_on_or_after_the_start()
    {
        Weekly.OnAt(At(11, 2, 8, 59)).ShouldBeNull();
        Weekly.OnAt(At(11, 2, 9, 0)).ShouldBe(new PersonId("lee"));
        (Weekly with { Starts = new LocalDate(2026, 11, 3) }).TurnAt(At(11, 9, 9, 0))!.Number.ShouldBe(0);
        new Rota(Team, Weekly, []).TurnAt(At(11, 1, 9, 0)).ShouldBe(new Stretch(null, At(11, 1, 9, 0), At(11, 2, 9, 0)));
    }

    [Fact]
    public void The_local_time_holds_when_the_clocks_change()
    {
        var daily = Weekly with { Weekday = null, HandsOver = new LocalTime(2, 30), Starts = new LocalDate(2026, 3, 1) };
        daily.TimeOn(new LocalDate(2026, 3, 28)).ShouldBe(Instant.FromUtc(2026, 3, 28, 1, 30));
        // 02:30 does not exist on that day: half an hour after the jump.
        daily.TimeOn(new LocalDate(2026, 3, 29)).ShouldBe(Instant.FromUtc(2026, 3, 29, 1, 30));
        daily.TimeOn(new LocalDate(2026, 3, 30)).ShouldBe(Instant.FromUtc(2026, 3, 30, 0, 30));
        // Twice: the first counts.
        daily.TimeOn(new LocalDate(2026, 10, 25)).ShouldBe(Instant.FromUtc(2026, 10, 25, 0, 30));
    }

    [Fact]
    public void A_turn_of_somebody_who_cannot_have_it_goes_to_the_next_in_order_and_says_whose_it_is()
    {
        var without = Of(Person("lee"), Person("kim", active: false), Person("mo"));

        new Rota(without, Weekly, []).TurnAt(At(11, 10, 12, 0)).ShouldBe(new Stretch(new PersonId("mo"), At(11, 9, 9, 0), At(11, 16, 9, 0), new PersonId("kim")));
        Rotations.OnFor(Of(Person("lee", Level.Mid), Person("kim", active: false)), [], Payments, At(11, 10, 12, 0)).ShouldBeNull();
    }

    [Fact]
    public void Of_overrides_at_once_the_one_made_last_holds_and_one_of_somebody_who_left_does_not()
    {
        var whole = new RotaOverride(1, Weekly.Id, new PersonId("kim"), At(11, 2, 9, 0), At(11, 6, 9, 0), new PersonId("mo"), At(11, 1, 0, 0));
        var day = whole with { Id = 2, Person = new PersonId("mo"), From = At(11, 3, 9, 0), Until = At(11, 4, 9, 0), MadeAt = At(11, 1, 1, 0) };

        new Rota(Team, Weekly, [day, whole]).OnAt(At(11, 3, 12, 0)).ShouldBe(new PersonId("mo"));
        var mo = new Rota(Of(Person("lee"), Person("kim"), Person("mo", active: false)), Weekly, [day, whole]).TurnAt(At(11, 3, 12, 0));
        (mo.Person, mo.From, mo.Until).ShouldBe((new PersonId("kim"), At(11, 2, 9, 0), At(11, 6, 9, 0)));
        new Rota(Team, Weekly, [day with { Rotation = new RotationId("other") }]).OnAt(At(11, 3, 12, 0)).ShouldBe(new PersonId("lee"));
    }

    [Fact]
    public void Whoever_is_alone_on_the_list_is_never_relieved()
    {
        var alone = Weekly with { People = [new("lee")] };
        var cover = new RotaOverride(1, Weekly.Id, new PersonId("kim"), At(12, 4, 9, 0), At(12, 5, 9, 0), new PersonId("mo"), At(11, 1, 0, 0));

        new Rota(Team, alone, []).NextTurns(At(11, 3, 9, 0), 2).ShouldBeEmpty();
        new Rota(Team, alone, [cover]).NextTurns(At(11, 3, 9, 0), 3).Select(s => (s.Person!.Value.Value, s.From)).ShouldBe([("kim", At(12, 4, 9, 0)), ("lee", At(12, 5, 9, 0))]);
    }

    [Fact]
    public void A_service_in_no_rotation_has_nobody_on()
    {
        Rotations.OnFor(Team, [], Docs, At(11, 3, 9, 0)).ShouldBeNull();
        Team.RotationOf(Payments).ShouldBe(Weekly);
        (Team with { Rotations = [] }).RotationOf(Payments).ShouldBeNull();
    }

    [Theory]
    [InlineData("lee", null)]
    [InlineData("mid", "is not a senior")]
    [InlineData("away", "is not active")]
    [InlineData("bot", "is an agent")]
    [InlineData("new", "has no chat account on the roster")]
    [InlineData("docs", "covers none of its services")]
    [InlineData("nobody", "is not on the roster")]
    public void Only_an_active_senior_of_one_of_its_services_can_be_on(string who, string? why) => Rotations.WhyNot(
        Of(
            Person("lee"), Person("mid", Level.Mid), Person("away", active: false), Person("bot", Level.Junior) with { AgentOf = new("lee") },
            Person("new") with { Identities = [] }, Person("docs") with { Primary = [Docs] }),
        Weekly, new PersonId(who)).ShouldBe(why);

    [Fact]
    public void Leads_of_its_services_and_of_their_teams_and_operators_say_who_is_on()
    {
        var money = new TeamId("money");
        var book = Book([Service() with { Lead = new("lee"), Team = money }], [Person("lee"), Person("kim"), Person("mo"), Person("raj")]) with
        {
            Rotations = [Weekly],
            Teams = new Dictionary<TeamId, Team> { [money] = new(money, "Money", new("kim"), []) }.ToFrozenDictionary(),
            Operators = [new("mo")],
        };

        ((string[])["lee", "kim", "mo", "raj"]).Where(p => Rotations.IsLedBy(book, Weekly, new(p))).ShouldBe(["lee", "kim", "mo"]);
        Rotations.Concerns(book, Weekly, Person("raj") with { Primary = [] }).ShouldBeFalse();
        Rotations.Concerns(book, Weekly, Person("raj") with { Primary = [], Team = money }).ShouldBeTrue();
    }

    private static PolicyBook Of(params Person[] people) => Book(people) with { Rotations = [Weekly] };

    private static Instant At(int month, int day, int hour, int minute) => Berlin.AtStrictly(new LocalDateTime(2026, month, day, hour, minute)).ToInstant();
}
