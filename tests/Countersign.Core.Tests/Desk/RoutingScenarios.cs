using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

public class RoutingScenarios
{
    private readonly Office _office = new(
        Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });

    [Fact]
    public async Task A_request_is_asked_of_somebody_and_the_author_hears()
    {
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBeOneOf("lee", "kim");
        _office.IsToldTo(_office.AskedOn(id)!, n => n is Notice.Card { Audience: CardAudience.Reviewer }).ShouldBeTrue();
        _office.IsToldTo("ana", n => n is Notice.Note).ShouldBeTrue();
        _office.NothingIsDue.ShouldBeTrue();
    }

    [Fact]
    public async Task A_decline_moves_on_and_the_decliner_is_never_asked_again()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        (await _office.Deciding.Decline(_office.From(first, id), DeclineReason.Overloaded, _office.Now)).Accepted.ShouldBeTrue();
        await _office.Swept();
        var second = _office.AskedOn(id)!;
        second.ShouldNotBe(first);
        await _office.Deciding.Decline(_office.From(second, id), DeclineReason.Away, _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBeNull();
        _office.IsToldTo("olga", n => n is Notice.NobodyToAsk).ShouldBeTrue();
        _office.WillBeRouted(id).ShouldBeTrue();
        await _office.Later(Duration.FromDays(1));
        _office.AskedOn(id).ShouldBeNull();
    }

    [Fact]
    public async Task When_everybody_passed_the_words_say_who_and_why_and_what_can_be_done()
    {
        var id = await _office.Asks("ana");
        foreach (var reason in (DeclineReason[])[DeclineReason.NotMyArea, DeclineReason.Overloaded])
        {
            await _office.Deciding.Decline(_office.From(_office.AskedOn(id)!, id), reason, _office.Now);
            await _office.Swept();
        }

        var said = _office.The(id).Report!.Sentence.Plain(_office.Policy.Book);
        said.ShouldContain("passed (not their area)");
        said.ShouldContain("passed (too much to do)");
        said.ShouldContain("a lead can give it to somebody, or the author updates it");
        said.ShouldNotContain("as soon as");
    }

    [Fact]
    public async Task The_reason_why_somebody_was_asked_ends_with_their_decline()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await _office.Deciding.Decline(_office.From(first, id), DeclineReason.NotMyArea, _office.Now);
        _office.The(id).Report.ShouldBeNull();
        _office.The(id).Round.Declines[new PersonId(first)].ShouldBe(DeclineReason.NotMyArea);
    }

    [Fact]
    public async Task Once_it_is_decided_everybody_who_ever_had_a_card_is_told()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await _office.Deciding.Decline(_office.From(first, id), DeclineReason.NotMyArea, _office.Now);
        await _office.Swept();
        var second = _office.AskedOn(id)!;
        await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now);
        await _office.Swept();
        _office.Store.Sent.Clear();
        await _office.Deciding.Approve(_office.From(_office.AskedOn(id)!, id), _office.Now);

        foreach (var name in (string[])[first, second])
            _office.IsToldTo(name, n => n == new Notice.Card(id, new CardAudience.Reviewer(new PersonId(name), 1))).ShouldBeTrue(name);
    }

    [Fact]
    public async Task A_request_waits_at_night_and_is_asked_when_work_begins()
    {
        _office.Now += Duration.FromHours(10);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBeNull();
        _office.The(id).Report!.NextChance.ShouldBe(World.Now + Duration.FromHours(23));
        await _office.Later(Duration.FromHours(12));
        _office.AskedOn(id).ShouldBeNull();
        await _office.Later(Duration.FromHours(1));
        _office.AskedOn(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task Waiting_for_the_same_reason_is_told_once()
    {
        _office.Now += Duration.FromHours(10);
        var id = await _office.Asks("ana");
        for (var i = 0; i < 20; i++)
        {
            await _office.Later(Duration.FromMinutes(15));
            _office.NothingIsDue.ShouldBeTrue();
        }

        _office.Store.EventsOf(id).OfType<ChangeEvent.Waited>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Away_then_back_routes_what_waits()
    {
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("lee"), "until monday", _office.Now);
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("kim"), "until monday", _office.Now);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBeNull();
        await _office.OwnTime.Back(_office.Delivery(), _office.Who("kim"), _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBe("kim");
    }

    [Fact]
    public async Task An_absence_that_ends_routes_what_waits_within_the_same_sweep()
    {
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("lee"), "until 3pm", _office.Now);
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("kim"), "tomorrow", _office.Now);
        _office.Store.SetLimit(new PersonId("kim"), 0);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBeNull();
        await _office.Later(Duration.FromHours(5));
        _office.AskedOn(id).ShouldBe("lee");
        _office.NothingIsDue.ShouldBeTrue();
    }

    [Fact]
    public async Task A_longer_absence_said_while_the_sweep_reads_still_ends()
    {
        var lee = _office.Who("lee");
        await _office.OwnTime.Away(_office.Delivery(), lee, "until 3pm", _office.Now);
        _office.Now += Duration.FromHours(5);
        _office.Store.Meanwhile = () =>
            _office.OwnTime.Away(_office.Delivery(), lee, "until 4pm", _office.Now).IsCompletedSuccessfully.ShouldBeTrue();
        await _office.Swept();
        _office.Store.Deadlines.ShouldContain(d => d.Kind == DeadlineKind.AbsenceEnds && d.Due == _office.Now + Duration.FromHours(1));
    }

    [Fact]
    public async Task A_limit_holds_within_one_sweep_and_a_freed_place_is_filled()
    {
        _office.Store.SetLimit(new PersonId("lee"), 2);
        _office.Store.SetLimit(new PersonId("kim"), 1);
        var ids = new List<ChangeId>();
        for (var i = 0; i < 6; i++)
            ids.Add(await _office.Submits("ana"));
        await _office.Swept();
        ids.Count(i => _office.AskedOn(i) == "lee").ShouldBe(2);
        ids.Count(i => _office.AskedOn(i) == "kim").ShouldBe(1);
        var waiting = ids.Count(i => _office.AskedOn(i) is null);
        await _office.Deciding.Approve(_office.From("kim", ids.First(i => _office.AskedOn(i) == "kim")), _office.Now);
        await _office.Swept();
        ids.Count(i => _office.The(i).Status is Status.Waiting).ShouldBe(waiting - 1);
        ids.ShouldAllBe(i => _office.AskedOn(i) != null || _office.The(i).IsSettled || _office.WillBeRouted(i));
    }

    [Theory]
    [InlineData("withdraws")]
    [InlineData("updates")]
    [InlineData("gives to another")]
    [InlineData("takes off")]
    [InlineData("hands on")]
    public async Task A_place_that_is_freed_in_any_way_is_filled_at_once(string how)
    {
        _office.Policy.Book = Book(
            Person("ana", Level.Mid), Person("bea", Level.Mid), Person("lee", limit: 1), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("kim"), "until monday", _office.Now);
        var (held, waits) = (await _office.Asks("ana"), await _office.Asks("bea"));
        _office.AskedOn(held).ShouldBe("lee");
        _office.AskedOn(waits).ShouldBeNull();

        await (how switch
        {
            "withdraws" => _office.Deciding.Withdraw(_office.From("ana", held), _office.Now),
            "updates" => _office.Submitting.Update(_office.From("ana", held, 1), Raw(), _office.Now),
            "gives to another" => _office.Deciding.Reassign(_office.From("olga", held), new PersonId("kim"), "knows it", _office.Now),
            "takes off" => _office.Reachability.Lost(_office.Who("lee").Via, "gone", _office.Now),
            _ => (Task)_office.Deciding.Decline(_office.From("lee", held), DeclineReason.NotMyArea, _office.Now),
        });
        if (how == "takes off")
            await _office.Reachability.Heard(_office.Who("lee"), _office.Now);
        await _office.Swept();

        // Of the two that may wait then one has the place.
        (_office.AskedOn(waits) == "lee" || how is "updates" or "takes off" && _office.AskedOn(held) == "lee").ShouldBeTrue();
    }

    [Fact]
    public async Task A_place_of_the_other_seat_is_freed_by_a_denial()
    {
        Person[] people = [Person("ana", Level.Mid), Person("lee", limit: 1), Person("kim")];
        _office.Policy.Book = Book([Service() with { Rules = [.. Rules.Select(r => r with { Approvals = Line(2, 10) })] }], people);
        var both = await _office.Asks("ana");
        _office.The(both).AskedNow.Count().ShouldBe(2);
        _office.Policy.Book = Book(people);
        await _office.OwnTime.Away(_office.Delivery(), _office.Who("kim"), "until monday", _office.Now);
        var waits = await _office.Asks("ana");
        _office.AskedOn(waits).ShouldBeNull();

        await _office.Deciding.Deny(_office.From("kim", both), "no", _office.Now);
        await _office.Swept();

        _office.AskedOn(waits).ShouldBe("lee");
    }

    [Fact]
    public async Task A_decline_while_the_sweep_reads_does_not_lose_the_routing()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        var subject = new DeadlineSubject.OfSeat(id, 1, 1);
        _office.Store.Meanwhile = () =>
            _office.Deciding.Decline(_office.From(first, id), DeclineReason.Conflict, _office.Now).IsCompletedSuccessfully.ShouldBeTrue();
        await _office.Routing.Route(subject, _office.Now);
        (_office.AskedOn(id) is not null || _office.WillBeRouted(id)).ShouldBeTrue();
        await _office.Swept();
        _office.AskedOn(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_policy_accepted_between_choice_and_write_is_the_one_that_counts()
    {
        var id = await _office.Submits("ana");
        var subject = new DeadlineSubject.OfSeat(id, 1, 1);
        _office.Store.Meanwhile = () => _office.Policy.Book = Book(Person("ana", Level.Mid), Person("olga", Level.Principal));
        await _office.Routing.Route(subject, _office.Now);
        _office.AskedOn(id).ShouldBe("olga");
    }

    [Fact]
    public async Task A_routing_that_is_contended_all_the_way_is_looked_at_later_and_does_not_spin()
    {
        var id = await _office.Submits("ana");
        void AnotherPolicy()
        {
            _office.Policy.Book = Book(Person("ana", Level.Mid), Person("lee"));
            _office.Store.Meanwhile = AnotherPolicy;
        }

        _office.Store.Meanwhile = AnotherPolicy;
        await _office.Swept();
        _office.AskedOn(id).ShouldBeNull();
        _office.NothingIsDue.ShouldBeTrue();
        _office.Store.Meanwhile = null;
        await _office.Later(Duration.FromMinutes(15));
        _office.AskedOn(id).ShouldBe("lee");
    }

    [Fact]
    public async Task A_claim_lapses_and_the_card_is_drawn_again()
    {
        var id = await _office.Asks("ana");
        var asked = _office.AskedOn(id)!;
        await _office.Deciding.Claim(_office.From(asked, id), _office.Now);
        _office.The(id).Status.ShouldBe(new Status.InReview(new PersonId(asked)));
        _office.Store.Sent.Clear();
        await _office.Later(SlaPlan.LongestLease);
        _office.The(id).Status.ShouldBeOfType<Status.Assigned>();
        _office.IsToldTo(asked, n => n is Notice.Card).ShouldBeTrue();
        // Nothing but looks at whether it will be late, and whether somebody is to be told.
        _office.Store.Deadlines.Select(d => d.Kind).ShouldBe([DeadlineKind.Rescue, DeadlineKind.Escalate], ignoreOrder: true);
    }

    [Fact]
    public async Task A_claim_renewed_while_the_sweep_reads_lapses_at_its_new_time()
    {
        var id = await _office.Asks("ana");
        var asked = _office.AskedOn(id)!;
        await _office.Deciding.Claim(_office.From(asked, id), _office.Now);
        _office.Now += SlaPlan.LongestLease;
        _office.Store.Meanwhile = () =>
            _office.Deciding.Claim(_office.From(asked, id), _office.Now).IsCompletedSuccessfully.ShouldBeTrue();
        await _office.Swept();
        _office.The(id).Status.ShouldBeOfType<Status.InReview>();
        await _office.Later(SlaPlan.LongestLease);
        _office.The(id).Status.ShouldBeOfType<Status.Assigned>();
    }

    [Fact]
    public async Task A_request_that_cannot_be_looked_at_keeps_nobody_else_waiting()
    {
        _office.Store.Schedule(new Deadline((DeadlineKind)99, new DeadlineSubject.OfPerson(new PersonId("kim")), Instant.MinValue));
        var id = await _office.Submits("ana");
        await Should.ThrowAsync<AggregateException>(_office.Swept());
        _office.AskedOn(id).ShouldNotBeNull();
    }
}
