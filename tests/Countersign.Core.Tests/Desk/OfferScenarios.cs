using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Lee holds three, Raj one. Raj finishes: what waits longest with Lee and he would begin 20 minutes sooner is offered to him.</summary>
public sealed class OfferScenarios
{
    private static readonly Person[] People = [Person("ana", Level.Mid), Person("lee"), Person("raj"), Person("olga", Level.Principal) with { Primary = [Docs] }];
    private readonly Office _office = new(People);

    [Fact]
    public async Task Whoever_finishes_is_offered_the_earliest_due_that_they_would_begin_sooner()
    {
        var held = await Lee_holds_three_and_Raj_finishes();

        var offer = OfferTo("raj").ShouldNotBeNull();
        // The first is next in Lee's own queue: he would begin it as soon as anybody.
        (offer.Change, offer.Holder.Value, offer.Until).ShouldBe((held[1], "lee", _office.Now + Duration.FromMinutes(30)));
        _office.IsToldTo("raj", n => n == new Notice.Offered(held[1], new PersonId("raj"), offer.Number)).ShouldBeTrue();
        Words(offer).ShouldBe(
            "You have just finished one, and nothing else waits for you. CR-2 “Retry card payments” by Ana waits with Lee, due Tue 17 Nov 2026 14:00 (Europe/Berlin), and you could begin sooner. Would you take it? The offer stands until Tue 17 Nov 2026 10:30 (Europe/Berlin); there is no need to answer.");
        _office.AskedOn(held[1]).ShouldBe("lee");
    }

    [Fact]
    public async Task Taken_it_is_theirs_at_once_and_everybody_is_told()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        var due = _office.The(held[1]).Due;

        var answer = await _office.Taking.Take(_office.From("raj", held[1], 1), _office.Now);

        answer.Accepted.ShouldBeTrue();
        _office.Says(answer).ShouldBe("CR-2 is yours, and everybody can see that you are on it. Its card is in your messages with me.");
        var change = _office.The(held[1]);
        change.Status.ShouldBe(new Status.InReview(new PersonId("raj")));
        change.Due.ShouldBe(due);
        OfferTo("raj")!.Ended.ShouldBe(OfferEnd.Taken);
        var asked = _office.Store.EventsOf(held[1]).OfType<ChangeEvent.Assigned>().Last();
        NoteWords.ToAuthor(change, asked, _office.Policy.Book).Said.Plain(_office.Policy.Book)
            .ShouldBe("Raj was free sooner and took CR-2 over from Lee, due Tue 17 Nov 2026 14:00 (Europe/Berlin).");
        CopyStanding.Of(change, new CardAudience.Reviewer(new PersonId("lee"), 1)).Detail.Plain(_office.Policy.Book)
            .ShouldBe("You are not asked any more (somebody who was free sooner took it). Raj is on it. Nothing is left to do here.");
        ReplyWords.Why(change, _office.Policy.Book)[0].Plain(_office.Policy.Book).ShouldBe("CR-2 is with Raj, who was free sooner and took it from Lee.");
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.OfferLapses);
    }

    [Fact]
    public async Task Pressed_twice_too_late_or_by_somebody_else_it_is_a_private_word()
    {
        var held = await Lee_holds_three_and_Raj_finishes();

        (await Take("lee", held[1])).ShouldStartWith("You have it already");
        (await Take("olga", held[1])).ShouldStartWith("This offer is over");
        (await Take("ana", held[1])).ShouldStartWith("This offer is over");
        (await Take("raj", held[2])).ShouldStartWith("This offer is over");
        (await Take("raj", held[1])).ShouldStartWith("CR-2 is yours");
        (await Take("raj", held[1])).ShouldStartWith("You have it already");
        _office.Store.EventsOf(held[1]).OfType<ChangeEvent.Claimed>().Count().ShouldBe(1);
        _office.Store.Refusals.ShouldBe(["takeover: yours_already", "takeover: offer_over", "takeover: offer_over", "takeover: offer_over", "takeover: yours_already"]);
    }

    [Fact]
    public async Task A_redelivered_press_hears_the_same()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        var press = _office.From("raj", held[1], 1);

        var first = await _office.Taking.Take(press, _office.Now);
        (await _office.Taking.Take(press, _office.Now)).ShouldBe(first);
        var other = _office.From("raj", held[1], 1);
        (await _office.Taking.NotNow(other, _office.Now)).ShouldBe(await _office.Taking.NotNow(other, _office.Now));
    }

    [Fact]
    public async Task Not_now_ends_it_and_the_same_is_not_offered_again()
    {
        var held = await Lee_holds_three_and_Raj_finishes();

        _office.Says(await _office.Taking.NotNow(_office.From("raj", held[1], 1), _office.Now)).ShouldBe("All right: CR-2 stays where it is.");
        Words(OfferTo("raj")!).ShouldStartWith("I offered you CR-2");
        (await Take("raj", held[1])).ShouldStartWith("This offer is over");
        _office.Says(await _office.Taking.NotNow(_office.From("raj", held[1], 1), _office.Now)).ShouldStartWith("This offer is over");

        await Raj_finishes_another();
        // The next in line, not the one that they left.
        OfferTo("raj")!.Change.ShouldBe(held[2]);
    }

    [Fact]
    public async Task After_half_an_hour_it_lapses_and_the_message_loses_its_buttons()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        _office.Store.Sent.Clear();

        await _office.Later(Duration.FromMinutes(29));
        OfferTo("raj")!.IsOpen.ShouldBeTrue();
        await _office.Later(Duration.FromMinutes(1));

        OfferTo("raj")!.Ended.ShouldBe(OfferEnd.Lapsed);
        _office.IsToldTo("raj", n => n is Notice.Offered).ShouldBeTrue();
        (await Take("raj", held[1])).ShouldStartWith("This offer is over");
    }

    [Theory]
    [InlineData("claims it")]
    [InlineData("approves it")]
    [InlineData("asks for changes")]
    [InlineData("ana withdraws it")]
    [InlineData("ana updates it")]
    public async Task It_ends_when_the_review_is_begun_or_needs_nobody_any_more(string how)
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        _office.Store.Sent.Clear();

        Task done = how switch
        {
            "claims it" => _office.Deciding.Claim(_office.From("lee", held[1]), _office.Now),
            "approves it" => _office.Deciding.Approve(_office.From("lee", held[1]), _office.Now),
            "asks for changes" => _office.Deciding.RequestChanges(_office.From("lee", held[1]), "more", _office.Now),
            "ana withdraws it" => _office.Deciding.Withdraw(_office.From("ana", held[1]), _office.Now),
            _ => _office.Submitting.Update(_office.From("ana", held[1], 1), Raw(), _office.Now),
        };
        await done;

        OfferTo("raj")!.Ended.ShouldBe(OfferEnd.Begun);
        _office.IsToldTo("raj", n => n is Notice.Offered).ShouldBeTrue();
        (await Take("raj", held[1])).ShouldNotStartWith("CR-2 is yours");
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.OfferLapses);
    }

    [Fact]
    public async Task Whoever_has_begun_keeps_it_and_the_taker_hears_who()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        await _office.Deciding.Claim(_office.From("lee", held[1]), _office.Now);

        (await Take("raj", held[1])).ShouldStartWith("Lee is already on it");
    }

    [Fact]
    public async Task A_look_by_whoever_has_it_does_not_end_the_offer()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        await _office.Pressing.Details(_office.Who("lee"), ButtonValue.Of(_office.The(held[1])), _office.Now);

        OfferTo("raj")!.IsOpen.ShouldBeTrue();
        (await Take("raj", held[1])).ShouldStartWith("CR-2 is yours");
    }

    [Fact]
    public async Task Limit_level_and_service_are_judged_when_it_is_taken()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        _office.Store.SetLimit(new PersonId("raj"), 0);
        (await Take("raj", held[1])).ShouldStartWith("You hold as many reviews as your limit of 0 allows");
        _office.Store.SetLimit(new PersonId("raj"), null);

        _office.Policy.Book = Book([.. People.Select(p => p.Id.Value == "raj" ? p with { Level = Level.Mid } : p)]);
        (await Take("raj", held[1])).ShouldContain("you are not a senior or above");
        _office.Policy.Book = Book([.. People.Select(p => p.Id.Value == "raj" ? p with { Primary = [Docs] } : p)]);
        (await Take("raj", held[1])).ShouldContain("does not list you for");
        _office.Policy.Book = Book([.. People.Where(p => p.Id.Value != "raj")]);
        (await Take("raj", held[1], Person("raj"))).ShouldContain("not on the roster");
        _office.AskedOn(held[1]).ShouldBe("lee");
    }

    [Fact]
    public async Task Whoever_is_asked_for_it_meanwhile_has_it_and_the_offer_says_so()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        await _office.Deciding.Reassign(_office.From("olga", held[1]), new PersonId("raj"), "knows it", _office.Now);

        OfferTo("raj")!.Ended.ShouldBe(OfferEnd.Asked);
        (await Take("raj", held[1])).ShouldStartWith("You have it already");
    }

    [Theory]
    [InlineData("holds another")]
    [InlineData("has gone")]
    [InlineData("can't be messaged")]
    [InlineData("is at their limit")]
    [InlineData("was offered one")]
    public async Task Nobody_is_offered_anything_who(string how)
    {
        await Three_for_Lee();
        var mine = await Gets("raj");
        if (how == "holds another")
            await Gets("raj");
        if (how == "was offered one")
        {
            await _office.Deciding.Approve(_office.From("raj", mine), _office.Now);
            await _office.Swept();
            mine = await Gets("raj");
        }

        _office.Store.Sent.Clear();
        await _office.Deciding.Approve(_office.From("raj", mine), _office.Now);
        if (how == "has gone")
            await _office.OwnTime.Away(_office.Delivery(), _office.Who("raj"), "today", _office.Now);
        if (how == "can't be messaged")
            _office.Store.SetUnreachable(new PersonId("raj"), Platform.Slack, "gone", _office.Now);
        if (how == "is at their limit")
            _office.Store.SetLimit(new PersonId("raj"), 0);
        await _office.Swept();

        _office.IsToldTo("raj", n => n is Notice.Offered).ShouldBeFalse();
        _office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.Offer);
    }

    [Fact]
    public async Task Two_who_finish_are_not_offered_the_same()
    {
        _office.Policy.Book = Book([.. People, Person("kim")]);
        var held = await Three_for_Lee();
        var (one, two) = (await Gets("raj"), await Gets("kim"));

        await _office.Deciding.Approve(_office.From("raj", one), _office.Now);
        await _office.Deciding.Approve(_office.From("kim", two), _office.Now);
        await _office.Swept();

        OfferTo("raj")!.Change.ShouldBe(held[1]);
        OfferTo("kim")?.Change.ShouldNotBe(held[1]);
    }

    [Fact]
    public async Task A_review_that_is_begun_between_the_choice_and_the_write_is_not_offered()
    {
        var held = await Three_for_Lee();
        var mine = await Gets("raj");
        await _office.Deciding.Approve(_office.From("raj", mine), _office.Now);
        // The offers are read after the requests; then Lee begins.
        _office.Store.BeforeWrite = () => _office.Deciding.Claim(_office.From("lee", held[1]), _office.Now).IsCompletedSuccessfully.ShouldBeTrue();

        await _office.Offering.Look(new DeadlineSubject.OfPerson(new PersonId("raj")), _office.Now);

        OfferTo("raj").ShouldBeNull();
    }

    [Fact]
    public async Task A_message_whose_post_was_never_confirmed_is_remembered_when_it_is_pressed()
    {
        var held = await Lee_holds_three_and_Raj_finishes();
        var place = new ChatPlace(Platform.Slack, "T1", "D-raj");

        await _office.Taking.NotNow(_office.From("raj", held[1], 1, new PressedCard(place, "17.1", true)), _office.Now);

        _office.Store.Cards.ShouldBe([new PostedCard(held[1], new CardAudience.Offered(new PersonId("raj"), 1), place, "17.1")]);
    }

    [Theory]
    [InlineData(PresenceReason.InMeeting, false)]
    [InlineData(PresenceReason.Commuting, false)]
    [InlineData(null, true)]
    public async Task Whoever_a_platform_says_is_busy_is_offered_nothing(PresenceReason? reason, bool offered)
    {
        await Three_for_Lee();
        var spell = reason is { } why ? new Spell(why, new Interval(_office.Now, _office.Now + Duration.FromHours(1)), EndIsSaid: true) : null;
        _office.Presences.Hear(new Presence(new PersonId("raj"), Platform.Slack, PresenceTopic.Status, spell, _office.Now));
        await Raj_finishes_another();
        (OfferTo("raj") is not null).ShouldBe(offered);
    }

    private async Task<List<ChangeId>> Lee_holds_three_and_Raj_finishes()
    {
        var held = await Three_for_Lee();
        await Raj_finishes_another();
        return held;
    }

    private async Task<List<ChangeId>> Three_for_Lee() => [await Gets("lee"), await Gets("lee"), await Gets("lee")];

    private async Task Raj_finishes_another()
    {
        var mine = await Gets("raj");
        (await _office.Deciding.Approve(_office.From("raj", mine), _office.Now)).Accepted.ShouldBeTrue();
        await _office.Swept();
    }

    // A request that comes to somebody, because the others have no place just then.
    private async Task<ChangeId> Gets(string who)
    {
        var others = ((string[])["lee", "raj", "kim"]).Where(n => n != who).Select(n => new PersonId(n)).ToList();
        others.ForEach(n => _office.Store.SetLimit(n, 0));
        var id = await _office.Asks("ana");
        others.ForEach(n => _office.Store.SetLimit(n, null));
        _office.AskedOn(id).ShouldBe(who);
        return id;
    }

    private Offer? OfferTo(string who) => _office.Store.OfferTo(new PersonId(who));

    private string Words(Offer offer) => OfferWords.Of(_office.The(offer.Change), offer).Said.Plain(_office.Policy.Book);

    private async Task<string> Take(string who, ChangeId id, Person? asWas = null) =>
        _office.Says(await _office.Taking.Take(new AboutRequest(_office.Delivery(), asWas is null ? _office.Who(who) : Member(asWas), id, null, 1), _office.Now));
}
