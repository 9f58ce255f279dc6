using Countersign.Core.Routing;
using static Countersign.Core.Tests.Desk.RotaOffice;

namespace Countersign.Core.Tests.Desk;

/// <summary>What is typed wrong, or can't be done, gets a short hint with an example; what is asked for gets the rota.</summary>
public sealed class RotaHintScenarios
{
    private readonly RotaOffice _o = new();

    [Theory]
    [InlineData("lee", "rota swap", "Whom, and when? For example /signoff rota swap @somebody friday.")]
    [InlineData("lee", "rota swap friday", "Whom, and when?")]
    [InlineData("lee", "rota swap @kim @mo friday", "Name one person, once.")]
    [InlineData("lee", "rota swap @kim @kim friday", "Name one person, once.")]
    [InlineData("lee", "rota swap @nobody friday", "nobody is not on the roster")]
    [InlineData("lee", "rota swap @lee friday", "That is you.")]
    [InlineData("lee", "rota swap @kim", "For which day? For example friday or 2026-12-04; week is a whole turn.")]
    [InlineData("lee", "rota swap @kim blursday", "I didn't understand “blursday”.")]
    [InlineData("lee", "rota swap @kim 2026-02-30", "I didn't understand “2026-02-30”.")]
    [InlineData("lee", "rota swap @kim yesterday", "That is over already.")]
    [InlineData("lee", "rota swap @kim 2028-01-01", "That is more than a year ahead.")]
    [InlineData("lee", "rota swap @kim 2026-11-25", "You have no turn then. Your next is payments-duty from Tue 17 Nov 2026 10:00")]
    [InlineData("raj", "rota swap @kim friday", "You have no turn in payments-duty, so there is nothing to swap.")]
    [InlineData("lee", "rota swap @ana friday", "I can't put Ana on, who is not a senior, so nothing was changed. Choose somebody else.")]
    [InlineData("olga", "rota cover @ana friday", "I can't put Ana on, who is not a senior")]
    [InlineData("olga", "rota cover friday", "Whom, and when? For example /signoff rota cover @somebody friday.")]
    [InlineData("olga", "rota clear", "For which day?")]
    [InlineData("olga", "rota clear @mo friday", "Name the day alone")]
    [InlineData("lee", "rota swop @kim friday", "I don't know “rota swop”. /signoff rota shows who is on, and /signoff rota swap @somebody friday asks somebody to take a day of yours.")]
    [InlineData("olga", "rota who", "/signoff rota cover @somebody friday puts somebody on at once")]
    public async Task A_hint_says_what_to_type(string who, string typed, string says)
    {
        (await _o.Hears(who, typed)).ShouldStartWith(says.StartsWith('/') ? "I don't know" : says);
        (await _o.Hears(who, typed)).ShouldContain(says);
        _o.Kept.Offers.ShouldBeEmpty();
        _o.Kept.Made.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rota swap @kim friday")]
    [InlineData("rota swap kim friday")]
    [InlineData("ROTA  Swap  @Kim,  on Friday.")]
    [InlineData("rota swap friday @kim")]
    [InlineData("rota swap payments-duty @kim 20.11.")]
    [InlineData("rota swap Payments-Duty kim 2026-11-20")]
    [InlineData("duty swap @kim this friday")]
    public async Task The_same_day_in_many_words(string typed)
    {
        await _o.Hears("lee", typed);

        (_o.Offer.Asked.Value, _o.Offer.From, _o.Offer.Until).ShouldBe(("kim", At(11, 20, 9), At(11, 21, 9)));
    }

    [Theory]
    [InlineData("lee", "week", 17, 10, 23, 9)]
    [InlineData("lee", "this week", 17, 10, 23, 9)]
    [InlineData("kim", "week", 23, 9, 30, 9)]
    [InlineData("kim", "turn", 23, 9, 30, 9)]
    [InlineData("kim", "next week", 23, 9, 30, 9)]
    [InlineData("lee", "sunday", 22, 9, 23, 9)]
    public async Task A_week_is_a_whole_turn(string who, string when, int fromDay, int fromHour, int untilDay, int untilHour)
    {
        await _o.Hears(who, $"rota swap @raj {when}");

        (_o.Offer.From, _o.Offer.Until).ShouldBe((At(11, fromDay, fromHour), At(11, untilDay, untilHour)));
    }

    [Fact]
    public async Task Whoever_has_turns_in_two_rotations_names_one_and_a_daily_one_has_no_weeks()
    {
        var web = Weekly with { Id = new RotationId("web-duty"), Services = [World.Docs], People = [new("lee")], Weekday = null };
        var two = new RotaOffice(Weekly, web);

        (await two.Hears("lee", "rota swap @raj friday")).ShouldBe("Which rotation? It can be payments-duty or web-duty. For example /signoff rota swap payments-duty @somebody friday.");
        (await two.Hears("lee", "rota swap web-duty @raj next week")).ShouldStartWith("web-duty is handed over every day, so name a day");
        await two.Hears("lee", "rota swap web-duty @raj friday");
        two.Offer.Rotation.Value.ShouldBe("web-duty");
        (await two.Hears("ole", "rota cover @raj friday")).ShouldStartWith("Which rotation? It can be payments-duty or web-duty. For example /signoff rota cover payments-duty @somebody friday.");
    }

    [Fact]
    public async Task The_rota_says_who_is_on_who_comes_next_what_is_set_and_what_is_offered()
    {
        (await _o.Hears("ana", "rota")).ShouldBe(
            "payments-duty: Lee is on until Mon 23 Nov 2026 09:00 (Europe/Berlin). Then Kim from Mon 23 Nov 2026 09:00 (Europe/Berlin), then Mo from Mon 30 Nov 2026 09:00 (Europe/Berlin).");
        await _o.Hears("olga", "rota cover @mo friday");
        await _o.Hears("lee", "rota swap @kim wednesday");

        (await _o.Hears("ana", "rota")).Split('\n').ShouldBe(
        [
            "payments-duty: Lee is on until Fri 20 Nov 2026 09:00 (Europe/Berlin). Then Mo from Fri 20 Nov 2026 09:00 (Europe/Berlin), then Lee from Sat 21 Nov 2026 09:00 (Europe/Berlin).",
            "Cover: Mo has payments-duty from Fri 20 Nov 2026 09:00 (Europe/Berlin) until Sat 21 Nov 2026 09:00 (Europe/Berlin), set by Olga.",
            "Offered: Lee asked Kim to take payments-duty from Wed 18 Nov 2026 09:00 (Europe/Berlin) until Thu 19 Nov 2026 09:00 (Europe/Berlin). It lapses Wed 18 Nov 2026 09:00 (Europe/Berlin).",
        ]);
        (await _o.Hears("kim", "rota swaps")).ShouldStartWith("Offered: Lee asked Kim");
        // Ole is an operator.
        (await _o.Hears("ole", "rota payments-duty")).ShouldStartWith("payments-duty: Lee is on until Fri");
    }

    [Fact]
    public async Task Somebody_who_cannot_be_on_is_passed_over_and_that_is_said()
    {
        var gone = World.Book(World.Person("lee", active: false), World.Person("kim"), World.Person("mo"), World.Person("ana", Core.People.Level.Junior));
        _o.Office.Policy.Book = gone with { Rotations = [Weekly] };
        (await _o.Hears("ana", "rota")).ShouldStartWith("payments-duty: Kim is on until Mon 30 Nov 2026 09:00 (Europe/Berlin). It would be Lee's turn, who is not active.");
    }

    [Fact]
    public async Task Long_lists_are_cut_and_whoever_has_none_is_told()
    {
        var many = new RotaOffice([.. Enumerable.Range(10, 14).Select(i => Weekly with { Id = new RotationId($"duty-{i}"), Services = [new($"service-{i}")] })]);
        var lines = (await many.Hears("ole", "rota")).Split('\n');
        lines.Length.ShouldBe(11);
        lines[^1].ShouldBe("And 4 more; by name each is shown, as in /signoff rota duty-20.");

        var other = new RotaOffice(Weekly with { Services = [World.Docs], People = [new("kim")] });
        (await other.Hears("lee", "rota")).ShouldStartWith("payments-duty: Kim is on, and nobody relieves them.");
        other.Office.Policy.Book = World.Book(World.Person("lee"), World.Person("kim")) with { Rotations = other.Book.Rotations };
        (await other.Hears("lee", "rota")).ShouldStartWith("No rotation is about you or your services.");
        other.Office.Policy.Book = other.Book with { Rotations = [] };
        (await other.Hears("lee", "rota")).ShouldStartWith("There are no rotations");
        (await other.Hears("lee", "rota swap @kim friday")).ShouldStartWith("You have no turn, so there is nothing to swap.");
        (await other.Hears("ole", "rota cover @kim friday")).ShouldStartWith("There are no rotations");
    }

    [Fact]
    public async Task Whoever_cannot_be_messaged_is_not_asked()
    {
        _o.Office.Store.SetUnreachable(new("kim"), Core.People.Platform.Slack, "user_disabled", _o.Office.Now);

        (await _o.Hears("lee", "rota swap @kim friday")).ShouldBe("I can't ask Kim, who can't be messaged. Choose somebody else.");
    }
}
