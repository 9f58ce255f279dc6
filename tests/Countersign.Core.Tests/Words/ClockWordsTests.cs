using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using Countersign.Core.Tests.Desk;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Words;

/// <summary>How the clock of a request reads. It is Tuesday, ten o'clock in Berlin, and a decision takes two hours of business time.</summary>
public sealed class ClockWordsTests
{
    private static readonly PersonId Lee = new("lee");
    private readonly Office _office = new();

    public ClockWordsTests() => _office.Policy.Book = Book([Service() with { DecisionTime = Duration.FromHours(2) }], [Person("ana", Level.Mid), Person("lee")]);

    [Fact]
    public async Task Used_and_left_as_long_as_there_is_time()
    {
        var id = await _office.Asks("ana");
        After(80);
        Status(id).ShouldBe("Time for the decision: 1 h 20 min of 2 h used, due in 40 min, Tue 17 Nov 2026 12:00 (Europe/Berlin). No sign yet, and the first was due 50 min ago. Only business hours count.");
        Line(id).ShouldBe("Lee is asked, due in 40 min, Tue 17 Nov 2026 12:00 (Europe/Berlin).");
        Next(id).ShouldContain("by Ana, due in 40 min, Tue 17 Nov 2026 12:00 (Europe/Berlin).");
    }

    [Fact]
    public async Task A_first_sign_is_waited_for_until_there_is_one()
    {
        var id = await _office.Asks("ana");
        After(20);
        Status(id).ShouldContain(" A first sign is due in 10 min.");
        await _office.GivesASign("lee", id, "looks");
        After(20);
        Status(id).ShouldNotContain("sign");
    }

    [Fact]
    public async Task Overdue_by_how_much()
    {
        var id = await _office.Asks("ana");
        After(145);
        Status(id).ShouldBe("Time for the decision: overdue by 25 min, 2 h 25 min of 2 h used. No sign yet, and the first was due 1 h 55 min ago. Only business hours count.");
        Line(id).ShouldBe("Lee is asked. It is overdue by 25 min: it was due Tue 17 Nov 2026 12:00 (Europe/Berlin).");
        Next(id).ShouldContain("by Ana, overdue by 25 min: it was due Tue");
    }

    [Fact]
    public async Task With_a_night_in_between_it_says_whose_minutes_these_are()
    {
        _office.Now = Now + Duration.FromHours(6);
        var id = await _office.Asks("ana");
        After(30);
        Line(id).ShouldBe("Lee is asked, due in 1 h 30 min of business hours, Wed 18 Nov 2026 10:00 (Europe/Berlin).");
        After(24 * 60);
        Line(id).ShouldContain("overdue by 6 h 30 min: it was due Wed", Case.Sensitive, "the same day by any clock");
        After(24 * 60);
        Line(id).ShouldContain("overdue by 14 h 30 min of business hours: it was due Wed");
        Status(id).ShouldContain("overdue by 14 h 30 min, 16 h 30 min of 2 h used.");
    }

    [Fact]
    public async Task What_is_long_overdue_is_so_by_working_days_and_never_by_days_of_24_business_hours()
    {
        var id = await _office.Asks("ana");
        After(24 * 60 * 28);
        Line(id).ShouldBe("Lee is asked. It is overdue by 19.8 working days: it was due Tue 17 Nov 2026 12:00 (Europe/Berlin).");
        Next(id).ShouldContain("by Ana, overdue by 19.8 working days: it was due Tue");
        Status(id).ShouldBe("Time for the decision: overdue by 19.8 working days, 160 h of 2 h used. No sign yet, and the first was due 19.9 working days ago. Only business hours count.");
    }

    [Theory]
    [InlineData(5, SlaCalendar.BusinessHours, "5 s of business hours")]
    [InlineData(90, SlaCalendar.ServiceHours, "1 min 30 s of business hours")]
    [InlineData(4 * 3600, SlaCalendar.BusinessHours, "4 h of business hours")]
    [InlineData(16 * 3600, SlaCalendar.BusinessHours, "16 h of business hours, 2 working days")]
    [InlineData(30 * 86_400, SlaCalendar.BusinessHours, "720 h of business hours, 90 working days")]
    [InlineData(5, SlaCalendar.AroundTheClock, "5 s")]
    [InlineData(24 * 3600, SlaCalendar.AroundTheClock, "24 h")]
    [InlineData(30 * 86_400, SlaCalendar.AroundTheClock, "30 d")]
    public void A_time_that_the_policy_sets_says_on_which_clock(int seconds, SlaCalendar calendar, string words) =>
        ClockWords.Length(Duration.FromSeconds(seconds), calendar).ShouldBe(words);

    [Fact]
    public async Task It_stands_still_while_it_is_the_authors_turn()
    {
        var id = await _office.Asks("ana");
        After(30);
        (await _office.Deciding.RequestChanges(_office.From("lee", id, 1), "Please add a test.", _office.Now)).Accepted.ShouldBeTrue();
        After(120);
        Status(id).ShouldBe("Time for the decision: 30 min of 2 h used. It stands still: it is Ana's turn. Only business hours count. Without an update it ends by itself, not before Thu 17 Dec 2026 10:30 (Europe/Berlin).");
        var asked = _office.Store.EventsOf(id).OfType<ChangeEvent.RoundSettled>().Single();
        NoteWords.ToAuthor(_office.The(id), asked, _office.Policy.Book).Said.Plain(_office.Policy.Book)
            .ShouldEndWith("Otherwise it ends by itself, not before Thu 17 Dec 2026 10:30 (Europe/Berlin); you hear from me before that.");
        Line(id, "ana").ShouldContain("It is your turn");
    }

    [Fact]
    public async Task Once_the_author_was_told_when_it_ends_that_is_what_is_said()
    {
        var id = await _office.Asks("ana");
        (await _office.Deciding.RequestChanges(_office.From("lee", id, 1), "Please add a test.", _office.Now)).Accepted.ShouldBeTrue();
        After(60 * 24 * 27);
        await _office.Swept();
        Status(id).ShouldEndWith("Without an update it ends by itself Mon 21 Dec 2026 10:00 (Europe/Berlin).");
    }

    [Fact]
    public async Task What_nobody_could_be_asked_for_is_said_and_not_counted()
    {
        _office.Store.SetLimit(Lee, 0);
        var id = await _office.Asks("ana");
        Status(id).ShouldContain("It stands still: nobody can be asked.");
        After(30);
        Status(id).ShouldContain("less than a minute of 2 h used. It stands still. Nobody could be asked for 30 min.");
        Line(id, "ana").ShouldEndWith("Nobody could be asked for 30 min of business hours so far.");

        _office.Store.SetLimit(Lee, null);
        await _office.Swept();
        After(60);
        Status(id).ShouldContain("1 h of 2 h used, due in 1 h, Tue 17 Nov 2026 12:30 (Europe/Berlin). Nobody could be asked for 30 min, which is not counted.");
    }

    [Fact]
    public async Task Once_it_is_over_no_clock_runs()
    {
        var id = await _office.Asks("ana");
        After(150);
        (await _office.Deciding.Approve(_office.From("lee", id, 1), _office.Now)).Accepted.ShouldBeTrue();
        After(60);
        Status(id).ShouldBeEmpty();
        Line(id, "ana").ShouldStartWith("Approved by Lee");
        CopyStanding.Of(_office.The(id)).Detail.Plain(_office.Policy.Book).ShouldNotContain("verdue");
    }

    private void After(int minutes) => _office.Now += Duration.FromMinutes(minutes);

    private SlaClock? Clock(ChangeId id) => SlaClock.Of(_office.The(id), _office.Policy.Book, _office.Now);

    private string Status(ChangeId id) => ClockWords.Of(_office.The(id), Clock(id)).Plain(_office.Policy.Book);

    private string Line(ChangeId id, string reader = "lee") => Listed(id, reader).DetailOf(_office.The(id)).Plain(_office.Policy.Book);

    private string Next(ChangeId id) => ReplyWords.Next(Listed(id, "lee"), _office.Now, Clock(id)).Plain(_office.Policy.Book);

    private Listed Listed(ChangeId id, string reader) =>
        Core.Words.Listed.Queue([_office.The(id)], 1, new PersonId(reader)).At(_office.Now, _office.Policy.Book);
}
