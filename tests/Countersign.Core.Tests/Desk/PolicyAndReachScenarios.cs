using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

public class PolicyAndReachScenarios
{
    private readonly Office _office = new(Person("ana", Level.Mid), Person("lee"), Person("kim"));

    [Theory]
    [InlineData("demoted")]
    [InlineData("inactive")]
    [InlineData("gone")]
    [InlineData("elsewhere")]
    public async Task A_reload_takes_off_whoever_lost_the_right_and_asks_somebody_else(string how)
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        _office.Store.Sent.Clear();
        (await _office.Reload.Accept(Without(first, how), [1], _office.Now)).ShouldBe(1);
        _office.IsToldTo(first, n => n is Notice.Card).ShouldBeTrue();
        await _office.Swept();
        _office.AskedOn(id).ShouldBe(first == "lee" ? "kim" : "lee");
    }

    [Fact]
    public async Task Somebody_demoted_by_mistake_may_be_asked_again_in_the_same_round()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        var other = first == "lee" ? "kim" : "lee";
        await _office.Reload.Accept(Book(Person("ana", Level.Mid), Person(first, Level.Mid), Person(other, Level.Mid)), [1], _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBeNull();
        await _office.Takes(Book(Person("ana", Level.Mid), Person(first), Person(other, Level.Mid)));
        await _office.Swept();
        _office.AskedOn(id).ShouldBe(first);
    }

    [Fact]
    public async Task A_reload_that_removes_nobody_touches_nothing()
    {
        var id = await _office.Asks("ana");
        var version = _office.The(id).Version;
        (await _office.Reload.Accept(Book(Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("mia")), [1], _office.Now)).ShouldBe(0);
        _office.The(id).Version.ShouldBe(version);
    }

    [Fact]
    public async Task Somebody_who_cannot_be_messaged_hands_on_what_they_hold_and_comes_back_when_heard()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        var other = first == "lee" ? "kim" : "lee";
        await _office.Reachability.Lost(_office.Who(first).Via, "user_not_found", _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBe(other);
        await _office.Reachability.Lost(_office.Who(other).Via, "user_not_found", _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBeNull();
        await _office.Reachability.Heard(_office.Who(first), _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBe(first);
        _office.Store.Sent.Count(o => o.Notice is Notice.ForOperators).ShouldBe(2);
    }

    [Fact]
    public async Task A_review_assigned_while_the_first_failure_was_on_its_way_moves_on_with_the_next()
    {
        var lee = _office.Who("lee");
        _office.Store.SetLimit(new PersonId("kim"), 0);
        ChangeId id = default;
        _office.Store.Meanwhile = () => id = _office.Asks("ana").GetAwaiter().GetResult();
        await _office.Reachability.Lost(lee.Via, "user_not_found", _office.Now);
        _office.AskedOn(id).ShouldBe("lee");
        await _office.Reachability.Lost(lee.Via, "user_not_found", _office.Now);
        _office.AskedOn(id).ShouldBeNull();
        _office.WillBeRouted(id).ShouldBeTrue();
        _office.Store.Sent.Count(o => o.Notice is Notice.ForOperators).ShouldBe(1);
    }

    private static PolicyBook Without(string name, string how)
    {
        var other = Person(name == "lee" ? "kim" : "lee");
        Person[] rest = [Person("ana", Level.Mid), other];
        return how switch
        {
            "demoted" => Book([.. rest, Person(name, Level.Mid)]),
            "inactive" => Book([.. rest, Person(name, active: false)]),
            "elsewhere" => Book([.. rest, Person(name) with { Primary = [Docs] }]),
            _ => Book(rest),
        };
    }
}
