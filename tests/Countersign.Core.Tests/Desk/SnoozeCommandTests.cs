using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Putting a review off by a command: what is not taken is answered with a reason and a time that is. A decision takes two hours.</summary>
public sealed class SnoozeCommandTests
{
    private static readonly Duration Minute = Duration.FromMinutes(1);
    private readonly Office _office = new();

    public SnoozeCommandTests() => _office.Policy.Book = Book([Service() with { DecisionTime = Duration.FromHours(2) }], [Person("ana", Level.Mid), Person("lee"), Person("kay") with { Primary = [Docs] }]);

    [Theory]
    [InlineData("", "For how long?")]
    [InlineData("tomorrow", "I don't understand “tomorrow”: I take minutes and hours.")]
    [InlineData("-5", "I don't understand “-5”: I take minutes and hours.")]
    [InlineData("0m", "“0m” is less than a minute.")]
    [InlineData("30s", "“30s” is less than a minute.")]
    [InlineData("999h", "“999h” is too long.")]
    public async Task What_is_no_time_is_answered_with_the_reason_and_one_that_fits(string time, string why)
    {
        await _office.Asks("ana");
        (await Say("lee", $"snooze CR-1 {time}")).ShouldBe($"{why} You can put CR-1 off for up to 30 min, for example with /signoff snooze CR-1 30m.");
        (await Say("lee", "snooze CR-1 20m")).ShouldContain("CR-1 can wait");
        _office.Now += Minute * 20;
        (await Say("lee", $"snooze CR-1 {time}")).ShouldBe($"{why} You can put CR-1 off for up to 10 min, for example with /signoff snooze CR-1 5m.");
    }

    [Fact]
    public async Task A_day_at_once_is_the_most_where_a_tier_has_weeks()
    {
        _office.Policy.Book = Book([Service() with { DecisionTime = Duration.FromDays(8) }], [Person("ana", Level.Mid), Person("lee")]);
        await _office.Asks("ana");
        (await Say("lee", "snooze CR-1 25h")).ShouldBe("“25h” is too long. You can put CR-1 off for up to 24 h at once, for example with /signoff snooze CR-1 24h.");
    }

    [Fact]
    public async Task What_is_left_is_never_said_to_be_more_than_it_is()
    {
        await _office.Asks("ana");
        await Say("lee", "snooze CR-1 20m");
        _office.Now += Duration.FromSeconds(10);
        (await Say("lee", "snooze CR-1 30m")).ShouldStartWith("You can put this off for 29 min more.");
        (await Say("lee", "snooze CR-1 29m")).ShouldContain("can wait");
    }

    [Fact]
    public async Task Where_the_time_is_too_short_to_put_anything_off_it_says_so()
    {
        _office.Policy.Book = Book([Service() with { DecisionTime = Minute * 3 }], [Person("ana", Level.Mid), Person("lee")]);
        await _office.Asks("ana");
        (await Say("lee", "snooze CR-1 1m")).ShouldStartWith("A review of this tier is due too soon to be put off.");
        (await Say("lee", "snooze CR-1 later")).ShouldStartWith("A review of this tier is due too soon to be put off.");
    }

    [Fact]
    public async Task Whoever_is_not_asked_hears_that_first()
    {
        await _office.Asks("ana");
        (await Say("kay", "snooze CR-1 tomorrow")).ShouldStartWith("You are not asked");
    }

    [Theory]
    [InlineData("off")]
    [InlineData("cancel")]
    [InlineData("0")]
    public async Task It_can_be_taken_back_and_the_reminder_comes(string word)
    {
        var id = await _office.Asks("ana");
        (await Say("lee", "snooze CR-1 25m")).ShouldEndWith("/signoff snooze CR-1 off takes that back.");
        await _office.Later(Minute * 5);
        _office.IsToldTo("lee", n => n is Notice.Reminder).ShouldBeFalse();

        (await Say("lee", $"snooze CR-1 {word}")).ShouldBe("All right, CR-1 is not put off any more. Its reminder comes now; it is due Tue 17 Nov 2026 12:00 (Europe/Berlin).");
        await _office.Swept();

        _office.Store.Sent.Count(o => o.Notice is Notice.Reminder).ShouldBe(1);
        History.Of([.. _office.Store.EventsOf(id)]).Select(s => s.Plain(_office.Policy.Book)).ShouldContain("Tue 17 Nov 2026 10:05 (Europe/Berlin): Lee no longer puts it off.");
        // What was left of the 25 minutes is theirs again.
        Snoozes.LeftOf(_office.The(id), new PersonId("lee"), _office.Policy.Book, _office.Now).ShouldBe(Minute * 25);
        await _office.Later(Minute * 25);
        _office.Store.Sent.Count(o => o.Notice is Notice.Reminder).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_put_off_has_nothing_to_be_taken_back()
    {
        var id = await _office.Asks("ana");
        (await Say("lee", "snooze CR-1 off")).ShouldBe("You have not put it off, so nothing was changed.");
        await Say("lee", "snooze CR-1 5m");
        _office.Now += Minute * 6;
        (await Say("lee", "snooze CR-1 off")).ShouldBe("You have not put it off, so nothing was changed.");
        (await Say("kay", "snooze CR-1 off")).ShouldStartWith("You are not asked");
        _office.Store.EventsOf(id).OfType<ChangeEvent.Snoozed>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task After_hours_the_reminder_is_said_to_come_when_they_are_at_work()
    {
        var id = await _office.Asks("ana");
        _office.Now = Now + Duration.FromHours(9);
        (await Say("lee", "snooze CR-1 25m")).ShouldContain("I remind you Wed 18 Nov 2026 09:00 (Europe/Berlin); it was due");
        (await Say("lee", "snooze CR-1 off")).ShouldContain("I remind you Wed 18 Nov 2026 09:00 (Europe/Berlin); it was due");
        _office.Store.Deadlines.ShouldContain(d => d.Kind == DeadlineKind.Remind && d.Subject == new DeadlineSubject.OfAsked(id, 1, 1, new PersonId("lee")));
    }

    [Fact]
    public async Task A_reviewer_is_shown_where_the_numbers_of_reviews_are()
    {
        (await Say("lee", "snooze")).ShouldBe("Which request? For example /signoff snooze CR-12 30m. /signoff list shows what waits for you.");
        (await Say("lee", "snooze CR-99 30m")).ShouldBe("There is no CR-99. /signoff mine lists your requests, /signoff list what waits for you.");
        (await Say("lee", "withdraw")).ShouldEndWith("/signoff mine lists yours.");
        (await Say("lee", "status")).ShouldEndWith("/signoff mine lists yours, /signoff list what waits for you.");
    }

    private async Task<string> Say(string who, string words)
    {
        var typing = new Typing(_office.Delivery(), _office.Who(who), words, _ => null);
        return (await _office.Commands.Answer(typing, _office.Now)).ShouldBeOfType<Reply.Says>().Words.Plain(_office.Policy.Book);
    }
}
