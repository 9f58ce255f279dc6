using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>
/// What happens when a request waits too long. A decision takes two hours here, from ten in the morning; Olga leads Payments; Olga, Ole and
/// Ona are operators. Lee alone can review, so that nothing moves but the clock.
/// </summary>
public sealed class EscalationScenarios
{
    private static readonly Duration Hour = Duration.FromHours(1);
    private readonly Office _office = new();

    public EscalationScenarios() => Ladder((50, EscalationTo.Reviewer), (100, EscalationTo.Lead), (150, EscalationTo.Operators));

    [Fact]
    public async Task Each_step_is_taken_once_at_its_time_and_not_a_second_before_to_the_last_resort()
    {
        var id = await _office.Asks("ana");
        foreach (var (after, told, step) in new[] { (1.0, "lee", 1), (2.0, "olga", 2), (3.0, "ona", 3) })
        {
            var at = Now + (Hour * after);
            await At(at - Duration.FromSeconds(1));
            Steps(id).Count.ShouldBe(step - 1);
            await At(at);
            var taken = Steps(id)[^1];
            (taken.Step, taken.At).ShouldBe((step, at));
            taken.Told.Select(p => p.Value).ShouldContain(told);
            await _office.Swept();
            Steps(id).Count.ShouldBe(step);
        }

        Pings("lee").ShouldBe(1);
        Lanes().ShouldBe([LaneKind.Person, LaneKind.Channel, LaneKind.Person, LaneKind.Person, LaneKind.Person], "the lead hears it in the thread of the team's card");
        Pings("olga").ShouldBe(2, "as the lead, and as an operator");
        _office.The(id).Round.BreachedAt.ShouldBe(Now + (Hour * 2));
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.Escalate, "nothing is left to come");
        await _office.Later(Duration.FromDays(10));
        Steps(id).Count.ShouldBe(3);
    }

    [Fact]
    public async Task After_a_pause_everybody_hears_of_the_present_stage_alone()
    {
        var ids = new List<ChangeId>();
        for (var i = 0; i < 20; i++)
            ids.Add(await _office.Asks("ana"));
        _office.Store.Sent.Clear();

        await At(Now + (Hour * 4));

        foreach (var id in ids)
        {
            Steps(id).ShouldHaveSingleItem().Step.ShouldBe(3);
            _office.Store.Sent.Count(o => o.Notice is Notice.Ping { Change: var c } && c == id && o.Lane.Id == "U-ole").ShouldBe(1);
        }

        Pings("lee").ShouldBe(0);
        _office.Store.Sent.ShouldNotContain(o => o.Notice is Notice.Reminder);
    }

    [Fact]
    public async Task Whoever_is_on_it_stops_the_ladder_and_a_lease_that_is_over_lets_it_go_on()
    {
        var id = await _office.Asks("ana");
        await At(Now + (Hour * 1));
        (await _office.Deciding.OnIt(_office.From("lee", id), _office.Now)).Accepted.ShouldBeTrue();
        _office.The(id).Status.ShouldBe(new Status.InReview(new("lee")));

        // Half of the time for the decision is theirs, and they may say so again.
        await At(Now + (Hour * 1.75));
        (await _office.Deciding.Claim(_office.From("lee", id), _office.Now)).Accepted.ShouldBeTrue();
        await At(Now + (Hour * 2));
        await At(Now + (Hour * 2.75) - Duration.FromSeconds(1));
        Steps(id).ShouldHaveSingleItem();
        _office.The(id).Round.BreachedAt.ShouldBe(Now + (Hour * 2), "late is late, whoever is on it");

        await At(Now + (Hour * 2.75));
        Steps(id).Select(s => s.Step).ShouldBe([1, 2], "the present stage");
    }

    [Fact]
    public async Task Whoever_was_told_looks_after_it_and_nobody_else_hears_meanwhile()
    {
        var id = await _office.Asks("ana");
        await At(Now + (Hour * 2));
        await At(Now + (Hour * 2.5));
        _office.Says(await _office.Deciding.OnIt(_office.From("olga", id), _office.Now)).ShouldContain("You look after");
        (await _office.Deciding.OnIt(_office.From("kay", id), _office.Now)).Accepted.ShouldBeFalse("they were not told");
        _office.Says(await _office.Deciding.OnIt(_office.From("ole", id), _office.Now)).ShouldContain("already on it");

        await At(Now + (Hour * 3.5) - Duration.FromSeconds(1));
        Steps(id).Count.ShouldBe(1);
        await At(Now + (Hour * 3.5));
        Steps(id).Select(s => s.Step).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task While_changes_are_requested_nothing_comes_and_the_next_round_has_a_ladder_of_its_own()
    {
        var id = await _office.Asks("ana");
        await At(Now + (Hour * 0.9));
        (await _office.Deciding.RequestChanges(_office.From("lee", id, 1), "Please add a test.", _office.Now)).Accepted.ShouldBeTrue();
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.Escalate);

        await At(Now + Duration.FromDays(2));
        Steps(id).ShouldBeEmpty();
        (await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now)).ShouldBeOfType<FormResult.Taken>().Answer.Accepted.ShouldBeTrue();
        await _office.Swept();
        await _office.Later((Hour * 1) - Duration.FromSeconds(1));
        Steps(id).ShouldBeEmpty();
        await _office.Later(Duration.FromSeconds(1));
        Steps(id).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Round.ShouldBe(2), s => s.Step.ShouldBe(1));
    }

    [Fact]
    public async Task A_decision_ends_it()
    {
        var id = await _office.Asks("ana");
        await At(Now + Hour);
        (await _office.Deciding.Approve(_office.From("lee", id, 1), _office.Now)).Accepted.ShouldBeTrue();
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.Escalate);
        await At(Now + (Hour * 6));
        Steps(id).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_time_climbs_the_same_ladder_apart()
    {
        _office.Store.SetLimit(new PersonId("lee"), 0);
        var id = await _office.Asks("ana");
        _office.The(id).Status.ShouldBeOfType<Status.Waiting>();
        await At(Now + (Hour * 2));
        Steps(id).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.Turn.ShouldBe(Turn.Nobody), s => s.Told.ShouldBe([new PersonId("olga")]));
        _office.The(id).Round.BreachedAt.ShouldBeNull("no reviewer is late");

        // At noon somebody can: two hours are theirs from then on, whatever was said before.
        _office.Store.SetLimit(new PersonId("lee"), null);
        await _office.Later(Duration.FromMinutes(15));
        var asked = _office.Now;
        _office.The(id).Due.ShouldBe(asked + (Hour * 2));
        await At(asked + Hour);
        Steps(id).Select(s => (s.Turn, s.Step)).ShouldBe([(Turn.Nobody, 2), (Turn.Reviewers, 1)]);
    }

    [Fact]
    public async Task In_business_hours_nobody_is_told_out_of_theirs_but_the_last_resort_always_is()
    {
        Ladder((100, EscalationTo.Lead), (150, EscalationTo.Operators));
        var book = _office.Policy.Book;
        var olga = book.Roster.Find(new PersonId("olga"))! with { Zone = DateTimeZoneProviders.Tzdb["America/New_York"] };
        _office.Policy.Book = book with { Roster = new Roster(book.Roster.Everybody.Select(p => p.Id == olga.Id ? olga : p)) };
        var id = await _office.Asks("ana");

        // Noon in Berlin is six in New York; the next step comes before nine there.
        await At(Now + (Hour * 2));
        Steps(id).ShouldBeEmpty();
        _office.The(id).Round.BreachedAt.ShouldNotBeNull();
        await At(Now + (Hour * 3));
        Steps(id).ShouldHaveSingleItem().To.ShouldBe(EscalationTo.Operators);
    }

    [Fact]
    public async Task The_rotations_backup_is_offered_it_and_may_take_it()
    {
        _office.Store.SetLimit(new PersonId("kim"), null);
        Ladder((80, EscalationTo.Rotation), (100, EscalationTo.Lead));
        Rotates("lee", "kim");
        var id = await _office.Asks("ana");
        (await _office.Pressing.Details(_office.Who("lee"), ButtonValue.Of(_office.The(id)), _office.Now)).ShouldBeOfType<Opening.Details>();
        _office.Store.SetLimit(new PersonId("kim"), 0);
        await At(Now + (Hour * 1.5));
        _office.Store.SetLimit(new PersonId("kim"), null);

        await At(Now + (Hour * 1.6));
        Steps(id).ShouldHaveSingleItem().ShouldSatisfyAllConditions(s => s.To.ShouldBe(EscalationTo.Rotation), s => s.Told.ShouldBe([new PersonId("kim")]));
        (await _office.Taking.Take(_office.From("kim", id, 1), _office.Now)).Accepted.ShouldBeTrue();
        _office.The(id).Status.ShouldBe(new Status.InReview(new("kim")));
    }

    [Fact]
    public async Task Somebody_who_is_asked_may_put_it_off_and_is_reminded_then_but_not_for_ever()
    {
        var id = await _office.Asks("ana");
        await _office.Later(Duration.FromMinutes(5));
        _office.Says(await _office.Deciding.Snooze(_office.From("lee", id, 1), Duration.FromMinutes(20), _office.Now)).ShouldContain("can wait");
        await _office.Later(Duration.FromMinutes(20) - Duration.FromSeconds(1));
        _office.IsToldTo("lee", n => n is Notice.Reminder).ShouldBeFalse();
        await _office.Later(Duration.FromSeconds(1));
        _office.IsToldTo("lee", n => n is Notice.Reminder).ShouldBeTrue();

        _office.Says(await _office.Deciding.Snooze(_office.From("lee", id, 1), Duration.FromMinutes(15), _office.Now)).ShouldContain("for 10 min more");
        (await _office.Deciding.Snooze(_office.From("lee", id, 1), Duration.FromMinutes(10), _office.Now)).Accepted.ShouldBeTrue();
        await _office.Later(Duration.FromMinutes(10));
        _office.Says(await _office.Deciding.Snooze(_office.From("lee", id, 1), Duration.FromMinutes(1), _office.Now)).ShouldContain("is used up");
        _office.Store.Sent.Count(o => o.Notice is Notice.Reminder).ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_is_asked_after_a_step_was_taken_is_reminded_as_anybody()
    {
        var id = await _office.Asks("ana");
        await At(Now + Hour);
        Rotates("kim");
        (await _office.Deciding.Reassign(_office.From("olga", id), new PersonId("kim"), "Kim knows it.", _office.Now)).Accepted.ShouldBeTrue();
        await _office.Later(Duration.FromMinutes(20) - Duration.FromSeconds(1));
        _office.IsToldTo("kim", n => n is Notice.Reminder).ShouldBeFalse();
        await _office.Later(Duration.FromSeconds(1));
        _office.IsToldTo("kim", n => n is Notice.Reminder).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_let_their_time_run_out_hears_of_it_once_though_every_step_is_taken()
    {
        var id = await _office.Asks("ana");
        await At(Now + (Hour * 3));
        Steps(id)[^1].To.ShouldBe(EscalationTo.Operators);
        (await _office.Deciding.OnIt(_office.From("lee", id), _office.Now)).Accepted.ShouldBeTrue();
        await At(Now + (Hour * 4) - Duration.FromSeconds(1));
        _office.IsToldTo("lee", n => n is Notice.Reminder).ShouldBeFalse();
        await At(Now + (Hour * 4));
        await At(Now + (Hour * 6));
        _office.Store.Sent.Count(o => o.Notice is Notice.Reminder && o.Lane.Id == "U-lee").ShouldBe(1);
    }

    [Fact]
    public async Task A_lead_who_is_asked_themselves_is_passed_over()
    {
        var book = _office.Policy.Book;
        _office.Policy.Book = Book([book.Services.Values.Single() with { Lead = new PersonId("lee") }], [Person("ana", Level.Mid), Person("lee")]);
        var id = await _office.Asks("ana");
        await At(Now + Hour);
        await At(Now + (Hour * 2.5));
        Steps(id).Select(s => s.Step).ShouldBe([1], "of the first step they knew already");
        await At(Now + (Hour * 3));
        Steps(id).Select(s => s.Step).ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Nobody_else_is_asked_just_after_somebody_was_told_who_is()
    {
        var id = await _office.Asks("ana");
        Rotates("kim");
        // A rescue is due at 55% of the time, six minutes after the word to whoever is asked.
        await At(Now + Hour);
        await At(Now + (Hour * 1.1));
        _office.AskedOn(id).ShouldBe("lee");
    }

    private void Ladder(params (int Percent, EscalationTo To)[] steps) => _office.Policy.Book = Book(
        [
            Service() with
            {
                DecisionTime = Hour * 2,
                Rules = [.. Rules.Select(r => r with { Escalation = [.. steps.Select(s => new EscalationStep(s.Percent, s.To, null, r.Escalation[0].At))] })],
            },
        ],
        [Person("ana", Level.Mid), Person("lee"), Person("kay") with { Primary = [Docs] }, Person("olga", Level.Principal) with { Primary = [Docs] }]);

    private void Rotates(params string[] people)
    {
        var book = _office.Policy.Book;
        var duty = RotaOffice.Weekly with { People = [.. people.Select(p => new PersonId(p))] };
        _office.Policy.Book = book with { Roster = new Roster([.. book.Roster.Everybody, Person("kim")]), Rotations = [duty] };
    }

    private Task<int> At(Instant at)
    {
        _office.Now = at;
        return _office.Swept();
    }

    private List<ChangeEvent.Escalated> Steps(ChangeId id) => [.. _office.Store.EventsOf(id).OfType<ChangeEvent.Escalated>()];

    private IEnumerable<LaneKind> Lanes() => _office.Store.Sent.Where(o => o.Notice is Notice.Ping { Person: not null }).Select(o => o.Lane.Kind);

    private int Pings(string name) => _office.Store.Sent.Count(o => o.Notice is Notice.Ping { Person.Value: var named } && named == name);
}
