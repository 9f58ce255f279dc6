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
        await _office.GivesASign("lee", on, "claims");

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

        await _office.GivesASign(first, id, how);
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

        await _office.GivesASign("ana", id, "looks");
        await _office.GivesASign(first == "lee" ? "kim" : "lee", id, "looks");
        _office.The(id).AskedNow.Single().AckedAt.ShouldBeNull();
        await _office.GivesASign(first, id, "looks");
        await _office.GivesASign(first, id, "looks");

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
}
