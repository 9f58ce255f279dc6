using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>
/// What happens when nobody answers. A decision takes four hours here: a reminder after 36 minutes, a move after 72, a look at whether it
/// will be late after 84, 132, 168 and so on.
/// </summary>
public sealed class SilenceScenarios
{
    private static readonly Duration ToReminder = Duration.FromMinutes(36);
    private readonly Office _office = new(
        Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });

    [Fact]
    public async Task Whoever_gives_no_sign_is_reminded_once_in_time_and_not_before()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;

        await _office.Later(ToReminder - Duration.FromSeconds(1));
        IsReminded(first).ShouldBeFalse();
        await _office.Later(Duration.FromSeconds(1));
        IsReminded(first).ShouldBeTrue();

        await _office.Later(Duration.FromMinutes(20));
        _office.Store.EventsOf(id).OfType<ChangeEvent.Reminded>().ShouldHaveSingleItem().ShouldBe(
            new ChangeEvent.Reminded(1, 1, new PersonId(first), Now + ToReminder));
        _office.Store.Sent.Count(o => o.Notice is Notice.Reminder).ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_is_reminded_while_they_are_on_another_review()
    {
        _office.Store.SetLimit(new PersonId("kim"), 0);
        var (on, waits) = (await _office.Asks("ana"), await _office.Asks("ana"));
        await GivesASign("lee", on, "claims");

        await _office.Later(ToReminder);
        IsReminded("lee").ShouldBeFalse();
        await _office.Deciding.Approve(_office.From("lee", on), _office.Now);
        await _office.Later(Duration.FromMinutes(20));

        IsReminded("lee").ShouldBeTrue();
        _office.The(waits).AskedNow.Single().RemindedAt.ShouldBe(_office.Now);
    }

    [Theory]
    [InlineData(PresenceReason.InMeeting)]
    [InlineData(PresenceReason.OutSick)]
    public async Task Nobody_is_reminded_while_a_platform_says_that_they_are_busy_or_away(PresenceReason reason)
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        var until = Now + Duration.FromMinutes(50);
        _office.Now += Duration.FromMinutes(30);
        _office.Presences.Hear(new Presence(
            new PersonId(first), Platform.Slack, PresenceTopic.Status, new Spell(reason, new Interval(_office.Now, until), true), _office.Now));

        // 30 minutes were theirs before it, and 6 more are after it.
        await _office.Later(Duration.FromMinutes(10));
        await _office.Later(until - _office.Now + Duration.FromMinutes(5));
        IsReminded(first).ShouldBeFalse();
        await _office.Later(Duration.FromMinutes(1));

        IsReminded(first).ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_sign_somebody_else_is_asked_and_everybody_is_told_kindly()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        var due = _office.The(id).Due;

        await UntilTheMove();

        var second = _office.AskedOn(id)!;
        second.ShouldNotBe(first);
        // The time for the decision does not begin again.
        _office.The(id).Due.ShouldBe(due);
        _office.The(id).Round.Tried.ShouldBe([new PersonId(first)]);
        var note = NoteWords.ToAuthor(_office.The(id), _office.Store.EventsOf(id).OfType<ChangeEvent.Assigned>().Last(), _office.Policy.Book);
        note.Said.Plain(_office.Policy.Book).ShouldStartWith($"No sign yet from {Name(first)}, who may be busy, so I asked {Name(second)} for CR-1, due Tue 17 Nov 2026 14:00 (Europe/Berlin). {Name(second)}: ");
        _office.IsToldTo("ana", n => n == new Notice.Note(id, _office.The(id).Version)).ShouldBeTrue();
        var old = CopyStanding.Of(_office.The(id), new CardAudience.Reviewer(new PersonId(first), 1));
        old.Detail.Plain(_office.Policy.Book).ShouldBe($"You are not asked any more (you may be busy, so I asked somebody else). {Name(second)} has it now. Nothing is left to do here.");
        _office.IsToldTo(second, n => n is Notice.Card { Audience: CardAudience.Reviewer }).ShouldBeTrue();
    }

    [Theory]
    [InlineData("claims")]
    [InlineData("looks")]
    [InlineData("begins to deny")]
    public async Task A_sign_ends_the_wait(string how)
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;

        await GivesASign(first, id, how);
        await UntilTheMove();

        IsReminded(first).ShouldBeFalse();
        _office.AskedOn(id).ShouldBe(first);
        _office.The(id).AskedNow.Single().AckedAt.ShouldBe(Now);
        Kinds(id).ShouldBe(how == "claims" ? [DeadlineKind.ClaimLapses] : [DeadlineKind.Rescue], ignoreOrder: true);
    }

    [Fact]
    public async Task Only_whoever_is_asked_gives_a_sign_and_only_the_first_one_is_kept()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;

        await GivesASign("ana", id, "looks");
        await GivesASign(first == "lee" ? "kim" : "lee", id, "looks");
        _office.The(id).AskedNow.Single().AckedAt.ShouldBeNull();
        await GivesASign(first, id, "looks");
        await GivesASign(first, id, "looks");

        _office.Store.EventsOf(id).OfType<ChangeEvent.Acknowledged>().ShouldHaveSingleItem();
        _office.Store.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_record_that_cannot_be_written_keeps_nobody_from_looking()
    {
        var id = await _office.Asks("ana");
        _office.Store.BeforeWrite = () => throw new Ports.StoreUnavailableException(Ports.StoreTrouble.Busy, "busy");

        var opening = await _office.Pressing.Details(_office.Who(_office.AskedOn(id)!), ButtonValue.Of(_office.The(id)), _office.Now);

        opening.ShouldBeOfType<Opening.Details>();
    }

    [Fact]
    public async Task It_stays_where_it_is_while_nobody_is_enough_sooner_and_goes_when_somebody_is()
    {
        var id = await _office.Asks("ana");
        var (first, other) = (_office.AskedOn(id)!, _office.AskedOn(id) == "lee" ? "kim" : "lee");
        await Busy(other, 3);

        await UntilTheMove();
        _office.AskedOn(id).ShouldBe(first);
        _office.Store.Deadlines.ShouldContain(d => d.Kind == DeadlineKind.MoveOn && d.Due == _office.Now + Duration.FromMinutes(15));

        foreach (var held in Held(other))
            await _office.Deciding.Approve(_office.From(other, held), _office.Now);
        await _office.Later(Duration.FromMinutes(15));
        _office.AskedOn(id).ShouldBe(other);
    }

    [Fact]
    public async Task Without_a_sign_it_goes_to_somebody_who_is_as_busy_too()
    {
        var id = await _office.Asks("ana");
        var (first, other) = (_office.AskedOn(id)!, _office.AskedOn(id) == "lee" ? "kim" : "lee");
        await Busy(other, 1);

        await UntilTheMove();

        _office.AskedOn(id).ShouldBe(other);
    }

    [Fact]
    public async Task Two_who_give_no_sign_are_not_swapped_with_each_other()
    {
        var id = await _office.Asks("ana");

        for (var look = 0; look < 60; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.The(id).Round.Moves.ShouldBe(1);
        _office.The(id).Round.Rescues.ShouldBe(0);
    }

    [Fact]
    public async Task It_goes_from_hand_to_hand_four_times_at_most()
    {
        _office.Policy.Book = Book([Person("ana", Level.Mid), .. ((string[])["lee", "kim", "raj", "mia", "tom", "sam", "ida"]).Select(n => Person(n))]);
        var id = await _office.Asks("ana");

        for (var look = 0; look < 60; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.The(id).Round.Moves.ShouldBe(4);
        _office.The(id).Round.Rescues.ShouldBeLessThanOrEqualTo(3);
        _office.AskedOn(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task What_would_be_late_goes_to_somebody_who_can_be_in_time()
    {
        // While Kim takes nothing, nine come to Lee, who has looked at each.
        const string first = "lee";
        _office.Store.SetLimit(new PersonId("kim"), 0);
        for (var n = 0; n < 9; n++)
            await GivesASign(first, await _office.Asks("ana"), "looks");
        _office.Store.SetLimit(new PersonId("kim"), null);

        await _office.Later(Duration.FromMinutes(83));
        Held(first).Count.ShouldBe(9);
        await _office.Later(Duration.FromMinutes(1));

        // What is at the front of the queue is in time and stays; what is behind it goes, until it is in time there as well.
        _office.AskedOn(new ChangeId(1)).ShouldBe(first);
        Held(first).Count.ShouldBeInRange(3, 7);
        var moved = Enumerable.Range(1, 9).Select(n => _office.The(new ChangeId(n))).First(c => c.Round.Rescues == 1);
        NoteWords.ToAuthor(moved, _office.Store.EventsOf(moved.Id).Last(), _office.Policy.Book).Said.Plain(_office.Policy.Book)
            .ShouldStartWith($"With {Name(first)}, {moved.Id} would not be done in time, so I asked Kim");
    }

    [Fact]
    public async Task What_will_be_in_time_stays()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await GivesASign(first, id, "looks");

        for (var look = 0; look < 4; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.AskedOn(id).ShouldBe(first);
        _office.The(id).Round.Rescues.ShouldBe(0);
    }

    [Theory]
    [InlineData("looks")]
    [InlineData("claims")]
    public async Task A_sign_that_nothing_follows_does_not_keep_it_for_ever(string how)
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await GivesASign(first, id, how);

        for (var look = 0; look < 12; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.AskedOn(id).ShouldNotBe(first);
        _office.The(id).Round.Rescues.ShouldBe(1);
        _office.Store.Deadlines.ShouldContain(d => d.Kind == DeadlineKind.Rescue || d.Kind == DeadlineKind.MoveOn, "somebody looks again");
    }

    [Fact]
    public async Task Whom_a_lead_chose_keeps_it_and_is_reminded()
    {
        var id = await _office.Asks("ana");
        var other = _office.AskedOn(id) == "lee" ? "kim" : "lee";
        (await _office.Deciding.Reassign(_office.From("olga", id), new PersonId(other), "Only they know this code.", _office.Now)).Accepted.ShouldBeTrue();

        for (var look = 0; look < 20; look++)
            await _office.Later(Duration.FromMinutes(30));

        _office.AskedOn(id).ShouldBe(other);
        IsReminded(other).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_is_back_earlier_is_reminded_by_their_time_again()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await _office.Later(Duration.FromMinutes(10));
        await _office.OwnTime.Away(_office.Delivery(), _office.Who(first), "2 weeks", _office.Now);
        await _office.Swept();
        await _office.OwnTime.Back(_office.Delivery(), _office.Who(first), _office.Now);

        await _office.Later(ToReminder - Duration.FromMinutes(10));

        IsReminded(first).ShouldBeTrue();
    }

    [Fact]
    public async Task Whoever_goes_away_is_not_pinged_there_and_does_not_keep_it_until_it_is_late()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        await _office.OwnTime.Away(_office.Delivery(), _office.Who(first), "until thursday", _office.Now);

        await _office.Later(ToReminder);
        await _office.Later(Duration.FromMinutes(40));
        IsReminded(first).ShouldBeFalse();
        _office.AskedOn(id).ShouldBe(first);

        await _office.Later(Duration.FromMinutes(31));
        _office.AskedOn(id).ShouldNotBe(first);
        _office.Store.Sent.ShouldNotContain(o => o.Notice is Notice.Reminder);
    }

    [Fact]
    public async Task The_night_is_nobodys_time_to_answer()
    {
        _office.Now += Duration.FromMinutes((6 * 60) + 50);
        var id = await _office.Asks("ana");

        for (var hour = 0; hour < 15; hour++)
            await _office.Later(Duration.FromHours(1));
        _office.Store.EventsOf(id).Last().ShouldBeOfType<ChangeEvent.Assigned>();
        await _office.Later(Duration.FromMinutes(96));

        // 10 minutes of the evening before, and 26 of the morning.
        _office.Store.EventsOf(id).OfType<ChangeEvent.Reminded>().ShouldHaveSingleItem().At.ShouldBe(_office.Now);
    }

    [Theory]
    [InlineData("approves")]
    [InlineData("denies")]
    [InlineData("asks for changes")]
    [InlineData("declines")]
    [InlineData("is withdrawn")]
    [InlineData("is updated")]
    [InlineData("is given to another")]
    public async Task Nothing_is_left_to_come_of_an_asking_that_is_over(string how)
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;
        var from = _office.From(first, id);
        Task task = how switch
        {
            "approves" => _office.Deciding.Approve(from, _office.Now),
            "denies" => _office.Deciding.Deny(from, "no", _office.Now),
            "asks for changes" => _office.Deciding.RequestChanges(from, "more", _office.Now),
            "declines" => _office.Deciding.Decline(from, DeclineReason.Conflict, _office.Now),
            "is withdrawn" => _office.Deciding.Withdraw(_office.From("ana", id), _office.Now),
            "is given to another" => _office.Deciding.Reassign(_office.From("olga", id), new PersonId(first == "lee" ? "kim" : "lee"), "why", _office.Now),
            _ => _office.Submitting.Update(_office.From("ana", id, 1), Raw(), _office.Now),
        };
        await task;

        _office.Store.Deadlines.ShouldNotContain(d => d.Subject is DeadlineSubject.OfAsked && ((DeadlineSubject.OfAsked)d.Subject).Person.Value == first);
    }

    [Fact]
    public async Task A_decline_is_followed_at_once_by_another_choice()
    {
        var id = await _office.Asks("ana");
        var first = _office.AskedOn(id)!;

        await _office.Deciding.Decline(_office.From(first, id), DeclineReason.Overloaded, _office.Now);
        await _office.Swept();

        _office.AskedOn(id).ShouldNotBe(first);
        _office.AskedOn(id).ShouldNotBeNull();
    }

    private async Task UntilTheMove()
    {
        await _office.Later(ToReminder);
        await _office.Later(Duration.FromMinutes(37));
    }

    private static string Name(string id) => char.ToUpperInvariant(id[0]) + id[1..];

    private bool IsReminded(string name) => _office.IsToldTo(name, n => n is Notice.Reminder);

    private IEnumerable<DeadlineKind> Kinds(ChangeId id) => _office.Store.Deadlines
        .Where(d => d.Subject is DeadlineSubject.OfAsked { Change: var a } && a == id || d.Subject is DeadlineSubject.OfSeat { Change: var s } && s == id)
        .Select(d => d.Kind);

    private async Task GivesASign(string who, ChangeId id, string how)
    {
        switch (how)
        {
            case "claims": await _office.Deciding.Claim(_office.From(who, id), _office.Now); break;
            case "looks": await _office.Pressing.Details(_office.Who(who), ButtonValue.Of(_office.The(id)), _office.Now); break;
            default: await _office.Pressing.AskReason(_office.From(who, id), Verdict.Denied, _office.Now); break;
        }
    }

    private List<ChangeId> Held(string who) => [.. _office.Store.Asking(new PersonId(who), 99).Result.Select(c => c.Id)];

    // Holds so many more, and has looked at each.
    private async Task Busy(string who, int count)
    {
        for (var n = 0; n < count; n++)
        {
            var id = await _office.Asks("ana");
            if (_office.AskedOn(id) != who)
                (await _office.Deciding.Reassign(_office.From("olga", id), new PersonId(who), "knows it", _office.Now)).Accepted.ShouldBeTrue();
            await GivesASign(who, id, "looks");
        }
    }
}
