using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

public class DecidingScenarios
{
    private readonly Office _office = new(Person("ana", Level.Mid), Person("lee"), Person("olga", Level.Principal) with { Primary = [Docs] });

    [Fact]
    public async Task A_redelivered_press_gets_the_same_answer_and_has_one_effect()
    {
        var id = await _office.Asks("ana");
        var press = _office.From("lee", id, 1);
        var first = await _office.Deciding.Deny(press, "It loses money.", _office.Now);
        first.Accepted.ShouldBeTrue();
        var version = _office.The(id).Version;
        for (var i = 0; i < 100; i++)
            (await _office.Deciding.Deny(press, "It loses money.", _office.Now + Duration.FromMinutes(i))).ShouldBe(first);
        _office.The(id).Version.ShouldBe(version);
        _office.The(id).Status.ShouldBe(new Status.Settled(Outcome.Denied, new PersonId("lee"), "It loses money.", _office.Now));
        _office.IsToldTo("ana", n => n is Notice.Note note && note.Version == version).ShouldBeTrue();
    }

    [Fact]
    public async Task A_refused_press_leaves_no_event_and_stands_in_the_ledger()
    {
        var id = await _office.Asks("ana");
        var before = _office.The(id).Version;
        var answer = await _office.Deciding.Approve(_office.From("ana", id), _office.Now);
        answer.Accepted.ShouldBeFalse();
        _office.Says(answer).ShouldBe("This is your own change, so somebody else has to decide. Lee is asked.");
        _office.The(id).Version.ShouldBe(before);
        _office.Store.Refusals.ShouldBe(["approve: author_cannot_decide"]);
    }

    [Fact]
    public async Task A_stale_press_is_refused_and_its_card_is_drawn_again()
    {
        var id = await _office.Asks("ana");
        await _office.Deciding.RequestChanges(_office.From("lee", id, 1), "Add a test.", _office.Now);
        await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now);
        await _office.Swept();
        _office.Store.Sent.Clear();
        var card = new PressedCard(Channel with { ChannelId = "D-lee" }, "1", true);
        var answer = await _office.Deciding.Approve(_office.From("lee", id, 1, card), _office.Now);
        answer.Redraw.ShouldBeTrue();
        _office.Store.Refusals[^1].ShouldBe("approve: stale_round");
        _office.Store.Sent.ShouldContain(o => o.Notice == new Notice.Card(id, new CardAudience.Reviewer(new PersonId("lee"), 1)));
    }

    [Fact]
    public async Task A_card_of_another_request_with_the_same_number_grants_nothing_and_is_left_alone()
    {
        var id = await _office.Asks("ana");
        _office.Store.Sent.Clear();
        var lost = RequestStamp.Of(_office.The(id).SubmittedAt - Duration.FromMilliseconds(1));
        var card = new PressedCard(Channel with { ChannelId = "D-lee" }, "1", true);
        foreach (var stamp in (RequestStamp[])[lost, RequestStamp.None])
        {
            var press = _office.From("lee", id, 1, card) with { Stamp = stamp };
            (await _office.Deciding.Approve(press, _office.Now)).ShouldSatisfyAllConditions(
                a => a.Accepted.ShouldBeFalse(), a => a.Redraw.ShouldBeFalse(), a => _office.Says(a).ShouldContain("not in it any more"));
            (await _office.Submitting.Update(press with { Receipt = _office.Delivery(), By = _office.Who("ana") }, Raw(), _office.Now))
                .ShouldBeOfType<FormResult.Taken>().Answer.Accepted.ShouldBeFalse();
        }

        _office.Store.Sent.ShouldBeEmpty();
        _office.Store.Cards.ShouldBeEmpty();
        _office.The(id).Status.ShouldBeOfType<Status.Assigned>();
        var own = _office.From("lee", id, 1, card) with { Stamp = _office.The(id).Stamp };
        (await _office.Deciding.Approve(own, _office.Now)).Accepted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_opened_before_another_update_says_so_to_its_author()
    {
        var id = await _office.Asks("ana");
        await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now);
        var late = await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now);
        _office.Says(late.ShouldBeOfType<FormResult.Taken>().Answer).ShouldStartWith("You have updated the request since you opened this form");
        _office.The(id).Round.Number.ShouldBe(2);
    }

    [Fact]
    public async Task A_bystander_who_presses_the_team_card_moves_no_card()
    {
        var id = await _office.Asks("ana");
        _office.Store.Sent.Clear();
        var answer = await _office.Deciding.Approve(_office.From("olga", id, 1, new PressedCard(Channel, "7", false)), _office.Now);
        answer.Accepted.ShouldBeFalse();
        answer.Redraw.ShouldBeFalse();
        _office.Store.Sent.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_direct_message_pressed_by_somebody_who_left_is_not_taken_for_the_teams_card()
    {
        var id = await _office.Asks("ana");
        var gone = new Actor.Stranger(new ChatIdentity(Platform.Slack, "T1", "U-gone"));
        await _office.Deciding.Approve(new AboutRequest(_office.Delivery(), gone, id, new PressedCard(Channel, "9", true), 1), _office.Now);
        _office.Store.Cards.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_the_new_policy_demoted_has_no_authority_in_a_press_already_on_its_way()
    {
        var id = await _office.Asks("ana");
        var press = _office.From("lee", id, 1);
        _office.Policy.Book = Book(Person("ana", Level.Mid), Person("lee", Level.Mid));
        (await _office.Deciding.Approve(press, _office.Now)).Accepted.ShouldBeFalse();
        _office.Policy.Book = Book(Person("ana", Level.Mid));
        (await _office.Deciding.Approve(press with { Receipt = _office.Delivery() }, _office.Now)).Accepted.ShouldBeFalse();
        _office.Store.Refusals.ShouldBe(["approve: too_junior", "approve: unknown_person"]);
    }

    [Fact]
    public async Task Nothing_is_granted_on_a_broken_record()
    {
        var id = await _office.Asks("ana");
        _office.Store.RecordIsSound = false;
        (await _office.Deciding.Approve(_office.From("lee", id, 1), _office.Now)).Accepted.ShouldBeFalse();
        var submitted = await _office.Submitting.Submit(_office.Delivery(), _office.Who("ana"), Raw(), _office.Now);
        submitted.ShouldBeOfType<FormResult.Taken>().Answer.ShouldSatisfyAllConditions(a => a.Accepted.ShouldBeFalse(), a => a.Change.ShouldBeNull());
        _office.The(id).Status.ShouldBeOfType<Status.Assigned>();
    }

    [Fact]
    public async Task A_lead_moves_a_review_and_the_author_hears_when_it_comes_to_nothing()
    {
        _office.Policy.Book = Book(Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });
        foreach (var name in (string[])["lee", "kim"])
            _office.Store.SetLimit(new PersonId(name), 0);
        var id = await _office.Asks("ana");
        _office.The(id).Status.ShouldBeOfType<Status.Waiting>();
        var moved = await _office.Deciding.Reassign(_office.From("olga", id), new PersonId("lee"), "Lee knows it", _office.Now);
        // A lead may pass the limit, and hears that they did.
        _office.Says(moved).ShouldBe("Lee is asked for CR-1 now. They hold 1 review now, more than their limit of 0.");
        await _office.Deciding.Decline(_office.From("lee", id), DeclineReason.Away, _office.Now);
        await _office.Swept();
        _office.Store.EventsOf(id).Last().ShouldBeOfType<ChangeEvent.Waited>();
        _office.Store.Sent.ShouldContain(o => o.Lane.Id == "U-ana" && o.Notice == new Notice.Note(id, _office.The(id).Version));
    }

    [Fact]
    public async Task A_review_is_not_moved_to_somebody_who_cannot_be_messaged()
    {
        var id = await _office.Asks("ana");
        _office.Store.SetUnreachable(new PersonId("olga"), Platform.Slack, "user_not_found", _office.Now);
        var answer = await _office.Deciding.Reassign(_office.From("olga", id), new PersonId("olga"), "mine", _office.Now);
        answer.Accepted.ShouldBeFalse();
        _office.Says(answer).ShouldContain("can't be messaged");
    }

    [Fact]
    public async Task A_stranger_who_moves_a_review_is_refused_first_of_all()
    {
        var id = await _office.Asks("ana");
        var stranger = new Actor.Stranger(new ChatIdentity(Platform.Slack, "T1", "U-x"));
        var on = new AboutRequest(_office.Delivery(), stranger, id);
        var answer = await _office.Deciding.Reassign(on, new PersonId("nobody"), "why not", _office.Now);
        _office.Says(answer).ShouldStartWith("I don't know you yet");
        (await _office.Deciding.Reassign(on, new PersonId("nobody"), "why not", _office.Now)).ShouldBe(answer);
        _office.Store.Refusals.ShouldBe(["reassign: unknown_person"]);
    }

    [Fact]
    public async Task An_update_opens_a_round_that_is_routed_and_a_withdrawal_ends_everything()
    {
        var id = await _office.Asks("ana");
        await _office.Deciding.Claim(_office.From("lee", id, 1), _office.Now);
        await _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now);
        _office.The(id).Round.Number.ShouldBe(2);
        await _office.Swept();
        _office.AskedOn(id).ShouldBe("lee");
        await _office.Deciding.Withdraw(_office.From("ana", id), _office.Now);
        await _office.Later(Duration.FromDays(2));
        _office.Store.Deadlines.ShouldBeEmpty();
        _office.The(id).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Withdrawn);
    }

    [Fact]
    public async Task A_time_that_has_passed_meanwhile_hears_its_first_answer_again()
    {
        var receipt = _office.Delivery();
        var first = await _office.OwnTime.Away(receipt, _office.Who("lee"), "until 10:30", _office.Now);
        first.Accepted.ShouldBeTrue();
        (await _office.OwnTime.Away(receipt, _office.Who("lee"), "until 10:30", _office.Now + Duration.FromHours(1))).ShouldBe(first);
        var garbled = _office.Delivery();
        var hint = await _office.OwnTime.Hours(garbled, _office.Who("lee"), "whenever", _office.Now);
        (await _office.OwnTime.Hours(garbled, _office.Who("lee"), "9-17", _office.Now)).ShouldBe(hint);
    }
}
