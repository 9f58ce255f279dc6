using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Core.Tests.Changes;
using Countersign.Core.Tests.Desk;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Words;

/// <summary>What was due before it is said "was due", whoever hears it.</summary>
public sealed class OverdueWordsTests
{
    private const string Was = "it was due Tue 17 Nov 2026 09:00 (Europe/Berlin)";
    private static readonly PersonId Lee = new("lee");
    private static readonly Instant Due = Now - Duration.FromHours(1);

    [Theory]
    [InlineData(StandDown.NotAcknowledged, "No sign yet from Raj, who may be busy, so I asked Lee for CR-12; " + Was + ".")]
    [InlineData(StandDown.Taken, "Lee was free sooner and took CR-12 over from Raj; " + Was + ".")]
    [InlineData(StandDown.Rescued, "CR-12 is overdue with Raj, so I asked Lee: " + Was + ".")]
    public void To_the_author_when_it_changes_hands(StandDown why, string words) =>
        ToAuthor(Assigned() with { Handover = new Handover(new PersonId("raj"), why) }).ShouldBe(words);

    [Fact]
    public void To_the_author_when_a_lead_moves_it() =>
        ToAuthor(Assigned() with { By = new PersonId("olga") }).ShouldBe($"Olga gave CR-12 to Lee; {Was}.");

    [Fact]
    public void In_the_reason_why_somebody_is_asked_when_their_verdict_is_expected_after_it()
    {
        var asked = Assigned() with { Report = Report(Due) };
        ToAuthor(asked).ShouldContain($"Verdict expected Tue 17 Nov 2026 11:30 (Europe/Berlin); {Was}.");
        Why(asked).ShouldContain($"; {Was}.");
        Why(asked with { Report = Report(Now + Duration.FromHours(1)) }).ShouldContain(", later than it is due: Tue 17 Nov 2026 11:00");
        var later = asked with { Report = Report(Now + Duration.FromHours(2)) };
        Why(later).ShouldContain(", due Tue 17 Nov 2026 12:00");
        Why(later, new ChangeEvent.Breached(1, Now + Duration.FromHours(2))).ShouldContain("; it was due Tue 17 Nov 2026 12:00");
    }

    [Fact]
    public void In_a_reminder()
    {
        Reminder(Assigned() with { Due = Now + Duration.FromHours(2) }).ShouldContain("waits for you, due Tue 17 Nov 2026 12:00");
        Reminder(Assigned()).ShouldContain($"waits for you; {Was}.");
    }

    [Fact]
    public void In_an_offer() => OfferWords.Of(Change(Assigned()), new Offer(1, new PersonId("kim"), Cases.Id, 1, 1, Lee, Now, Now + Duration.FromMinutes(10)))
        .Said.Plain(Book(Person("ana"), Person("lee"))).ShouldContain("waits with Lee, overdue since Tue 17 Nov 2026 09:00");

    [Fact]
    public async Task When_somebody_puts_it_off()
    {
        var office = new Office(Person("ana", Level.Mid), Person("lee"));
        office.Policy.Book = Book([Service() with { DecisionTime = Duration.FromHours(4) }], [Person("ana", Level.Mid), Person("lee")]);
        var id = await office.Asks("ana");
        office.Says(await office.Deciding.Snooze(office.From("lee", id), Duration.FromMinutes(5), office.Now)).ShouldContain("; it is due Tue 17 Nov 2026 14:00");
        office.Now += Duration.FromHours(5);
        office.Says(await office.Deciding.Snooze(office.From("lee", id), Duration.FromMinutes(5), office.Now)).ShouldContain("; it was due Tue 17 Nov 2026 14:00");
    }

    private static ChangeEvent.Assigned Assigned() => Cases.Asks("lee") with { Due = Due };

    private static ChangeRequest Change(params ChangeEvent[] happened) => Cases.Make(1, happened);

    private static string ToAuthor(ChangeEvent.Assigned asked) =>
        NoteWords.ToAuthor(Change(asked), asked, Book(Person("ana"))).Said.Plain(Book(Person("ana"), Person("lee"), Person("raj"), Person("olga")));

    private static string Why(params ChangeEvent[] happened) => string.Join(" ", ReplyWords.Why(Change(happened), Book(Person("ana"))).Select(w => w.Plain(Book(Person("lee")))));

    private static string Reminder(ChangeEvent.Assigned asked) =>
        NoteWords.Reminder(Change(asked, new ChangeEvent.Reminded(1, 1, Lee, Now + Duration.FromMinutes(30))), Lee).Said.Plain(Book(Person("ana")));

    private static RoutingReport Report(Instant due) => new([new Ranked(Lee, 0, null, false) { Expected = Now + Duration.FromMinutes(90) }], [], null) { Due = due };
}
