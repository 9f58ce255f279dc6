using Countersign.Core.Desk;
using Countersign.Core.Sla;
using NodaTime;
using static Countersign.Core.Tests.Desk.RotaOffice;

namespace Countersign.Core.Tests.Desk;

/// <summary>Swaps, covers and hand-overs, as people type and press them.</summary>
public sealed class RotaScenarios
{
    private readonly RotaOffice _o = new();

    [Fact]
    public async Task A_swap_moves_nobody_before_it_is_taken_and_then_for_that_day_only()
    {
        await _o.Begins();

        (await _o.Hears("lee", "rota swap @kim friday")).ShouldBe(
            "I asked Kim to take payments-duty from Fri 20 Nov 2026 09:00 (Europe/Berlin) until Sat 21 Nov 2026 09:00 (Europe/Berlin). Nobody is moved before Kim says yes; the offer lapses Fri 20 Nov 2026 09:00 (Europe/Berlin), and /signoff rota swap cancel withdraws it.");
        _o.OnFor(At(11, 20, 12)).ShouldBe("lee");
        _o.Office.IsToldTo("kim", n => n is Notice.Swap s && s.Offer == _o.Offer.Id).ShouldBeTrue();

        (await _o.Presses("kim", takes: true)).ShouldBe("");

        foreach (var (at, who) in new[] { (At(11, 20, 8, 59), "lee"), (At(11, 20, 9), "kim"), (At(11, 21, 8, 59), "kim"), (At(11, 21, 9), "lee"), (At(11, 23, 9), "kim") })
            _o.OnFor(at).ShouldBe(who);
        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Kim takes payments-duty from Fri 20 Nov");
        _o.Told("kim").ShouldBeEmpty();
        _o.Office.Store.Recorded.ShouldBe(["rota_swapped: payments-duty 2026-11-20T0800Z 2026-11-21T0800Z, concerning lee"]);
    }

    [Fact]
    public async Task An_offer_is_answered_once_however_often_it_is_pressed_and_by_nobody_else()
    {
        await _o.Begins();
        var delivery = _o.Office.Delivery();
        var first = await _o.Hears("lee", "rota swap @kim friday", delivery);
        (await _o.Hears("lee", "rota swap @kim friday", delivery)).ShouldBe(first);
        _o.Kept.Offers.ShouldHaveSingleItem();

        (await _o.Presses("mo", takes: true)).ShouldBe("This offer was made to Kim, so only Kim can answer it. Nothing was changed.");
        var press = _o.Office.Delivery();
        (await _o.Presses("kim", takes: true, press)).ShouldBe("");
        (await _o.Presses("kim", takes: true, press)).ShouldBe("");
        (await _o.Presses("kim", takes: true)).ShouldStartWith("You took it already");
        (await _o.Presses("kim", takes: false)).ShouldStartWith("You took it already");
        (await _o.Hears("lee", "rota swap cancel")).ShouldStartWith("You have offered nothing that is not answered.");

        _o.Kept.Made.ShouldHaveSingleItem();
        _o.Told("lee").Count.ShouldBe(1);
        _o.Office.Store.Refusals.ShouldBe(["rota_answer: not_your_offer", "rota_answer: offer_is_over", "rota_answer: offer_is_over"]);
    }

    [Fact]
    public async Task A_refused_and_a_withdrawn_offer_leave_everything_as_it_was()
    {
        await _o.Begins();
        await _o.Hears("lee", "rota swap @kim friday");
        (await _o.Hears("lee", "rota swap @mo friday")).ShouldStartWith("You asked Kim already, who has not answered.");
        (await _o.Presses("kim", takes: false)).ShouldBe("");
        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Kim can't take payments-duty from Fri");

        await _o.Hears("lee", "rota swap @mo friday");
        (await _o.Hears("lee", "rota swap cancel")).ShouldStartWith("Your offer to Mo of payments-duty from Fri 20 Nov");
        (await _o.Presses("mo", takes: true)).ShouldStartWith("Lee withdrew this offer");

        _o.Kept.Made.ShouldBeEmpty();
        _o.Office.Store.Recorded.ShouldBeEmpty();
        _o.Office.Store.Deadlines.ShouldNotContain(d => d.Kind == DeadlineKind.SwapLapses);
    }

    [Theory]
    [InlineData("friday", 20, 9)]
    [InlineData("2026-11-30", 20, 10)]
    public async Task An_offer_lapses_when_its_time_begins_or_after_three_days(string when, int day, int hour)
    {
        await _o.Begins();
        await _o.Hears(when == "friday" ? "lee" : "mo", $"rota swap @raj {when}");

        await _o.Office.Later(At(11, day, hour) - _o.Office.Now - Duration.Epsilon);
        _o.Offer.End.ShouldBeNull();
        await _o.Office.Later(Duration.Epsilon);

        _o.Offer.End!.Outcome.ShouldBe(SwapOutcome.Lapsed);
        _o.Told(when == "friday" ? "lee" : "mo").ShouldContain(t => t.StartsWith("Raj did not answer in time, so payments-duty from", StringComparison.Ordinal));
        (await _o.Presses("raj", takes: true)).ShouldStartWith("This offer lapsed");
        _o.Kept.Made.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_offer_that_is_pressed_as_it_lapses_before_the_sweep_came_by_is_over()
    {
        await _o.Begins();
        await _o.Hears("lee", "rota swap @kim friday");
        _o.Office.Now = At(11, 20, 9);

        (await _o.Presses("kim", takes: true)).ShouldStartWith("This offer lapsed");
        await _o.Office.Swept();

        _o.Kept.Made.ShouldBeEmpty();
        _o.Told("lee").Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_time_that_runs_is_taken_from_the_answer_on()
    {
        await _o.Begins();
        (await _o.Hears("lee", "rota swap @kim today")).ShouldContain("from Tue 17 Nov 2026 10:00 (Europe/Berlin) until Wed 18 Nov 2026 09:00");
        _o.Office.Now += Duration.FromHours(2);

        await _o.Presses("kim", takes: true);
        await _o.Office.Swept();

        _o.OnFor(_o.Office.Now - Duration.Epsilon).ShouldBe("lee");
        _o.OnFor(_o.Office.Now).ShouldBe("kim");
        // They were told with the swap, not once more as a hand-over.
        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Kim takes payments-duty from Tue 17 Nov 2026 12:00");
        _o.Told("kim").ShouldBeEmpty();
        await _o.Office.Later(At(11, 18, 9) - _o.Office.Now);
        _o.Told("lee")[1].ShouldBe("You are on for payments-duty until Mon 23 Nov 2026 09:00 (Europe/Berlin). Nothing waits.");
        _o.Told("kim").ShouldBe(["Lee is on for payments-duty now, and you are off. Thank you."]);
    }

    [Fact]
    public async Task Only_what_is_still_ones_own_moves()
    {
        await _o.Begins();
        await _o.Hears("lee", "rota swap @kim week");
        await _o.Hears("olga", "rota cover @mo thursday");

        await _o.Presses("kim", takes: true);

        _o.OnFor(At(11, 18, 12)).ShouldBe("kim");
        _o.OnFor(At(11, 19, 12)).ShouldBe("mo");
        _o.OnFor(At(11, 21, 12)).ShouldBe("kim");

        await _o.Hears("kim", "rota swap @raj friday");
        await _o.Hears("olga", "rota cover @mo friday");
        (await _o.Presses("raj", takes: true)).ShouldStartWith("Kim is not on then any more");
        _o.OnFor(At(11, 20, 12)).ShouldBe("mo");
        _o.Told("kim")[^1].ShouldStartWith("Raj wanted to take payments-duty");
    }

    [Fact]
    public async Task Whoever_took_a_day_has_it_until_they_give_it_on_or_a_lead_undoes_it()
    {
        await _o.Begins();
        await _o.Hears("lee", "rota swap @kim friday");
        await _o.Presses("kim", takes: true);
        await _o.Hears("kim", "rota swap @mo friday");
        await _o.Presses("mo", takes: true);
        _o.OnFor(At(11, 20, 12)).ShouldBe("mo");

        (await _o.Hears("mo", "rota clear friday")).ShouldBe(
            "That is your turn now, and only a lead of the rotation's services, or an operator, can undo it, so nothing was changed. To give it on, ask somebody: /signoff rota swap @somebody friday.");
        foreach (var asker in (string[])["lee", "kim"])
            (await _o.Hears(asker, "rota clear friday")).ShouldBe(
                $"That is Mo's turn now, and only a lead of the rotation's services, or an operator, can undo it, so nothing was changed. Mo can give it to you: /signoff rota swap @{asker} friday.");
        _o.OnFor(At(11, 20, 12)).ShouldBe("mo");

        await _o.Hears("mo", "rota swap @lee friday");
        await _o.Presses("lee", takes: true);
        _o.OnFor(At(11, 20, 12)).ShouldBe("lee");
        await _o.Hears("olga", "rota clear friday");
        _o.OnFor(At(11, 20, 12)).ShouldBe("lee");
    }

    [Fact]
    public async Task A_lead_who_takes_a_day_is_said_to_take_it()
    {
        await _o.Begins();

        await _o.Hears("olga", "rota cover @olga friday");

        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Olga took payments-duty from Fri 20 Nov");
        _o.Told("olga").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_lead_puts_somebody_on_at_once_and_both_are_told()
    {
        await _o.Begins();

        (await _o.Hears("olga", "rota cover @mo friday")).ShouldStartWith("Mo is on for payments-duty from Fri 20 Nov 2026 09:00");

        _o.OnFor(At(11, 20, 12)).ShouldBe("mo");
        _o.Told("mo").ShouldHaveSingleItem().ShouldStartWith("Olga put you on for payments-duty from Fri 20 Nov");
        _o.Told("lee").ShouldHaveSingleItem().ShouldStartWith("Olga put Mo on for payments-duty from Fri 20 Nov");
        _o.Office.Store.Recorded.ShouldBe(["rota_covered: payments-duty 2026-11-20T0800Z 2026-11-21T0800Z, concerning mo"]);
        (await _o.Hears("ole", "rota cover @mo friday")).ShouldStartWith("Mo is on then anyway");
        (await _o.Hears("lee", "rota cover @kim friday")).ShouldStartWith("Only a lead of the rotation's services, or an operator");

        (await _o.Hears("olga", "rota clear friday")).ShouldBe("Undone: Lee is on for payments-duty from Fri 20 Nov 2026 09:00 (Europe/Berlin) until Sat 21 Nov 2026 09:00 (Europe/Berlin).");
        _o.OnFor(At(11, 20, 12)).ShouldBe("lee");
        _o.Told("mo")[^1].ShouldStartWith("Olga undid what was set: you are not on for payments-duty");
        _o.Told("lee")[^1].ShouldStartWith("Olga undid what was set: you are on for payments-duty");
        (await _o.Hears("olga", "rota clear friday")).ShouldStartWith("Nothing is set for that time.");
    }

    [Fact]
    public async Task Undoing_one_day_of_a_week_leaves_the_rest()
    {
        await _o.Begins();
        await _o.Hears("olga", "rota cover @mo next week");

        await _o.Hears("olga", "rota clear 2026-11-25");

        _o.OnFor(At(11, 24, 12)).ShouldBe("mo");
        _o.OnFor(At(11, 25, 12)).ShouldBe("kim");
        _o.OnFor(At(11, 26, 12)).ShouldBe("mo");
        _o.OnFor(At(11, 30, 9)).ShouldBe("mo");
        _o.Office.Store.Recorded[^1].ShouldBe("rota_cleared: payments-duty 2026-11-25T0800Z 2026-11-26T0800Z, concerning mo");
    }

    [Fact]
    public async Task A_record_that_failed_its_check_moves_nobody()
    {
        await _o.Begins();
        await _o.Hears("lee", "rota swap @kim friday");
        _o.Office.Store.RecordIsSound = false;

        (await _o.Presses("kim", takes: true)).ShouldContain("The record failed its check");
        (await _o.Hears("olga", "rota cover @mo friday")).ShouldContain("The record failed its check");
        _o.Kept.Made.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_is_no_senior_any_more_cannot_take_what_was_offered()
    {
        await _o.Begins();
        await _o.Hears("lee", "rota swap @kim friday");
        _o.Office.Policy.Book = World.Book(World.Person("lee"), World.Person("kim", Core.People.Level.Mid), World.Person("mo")) with { Rotations = [Weekly] };

        (await _o.Presses("kim", takes: true)).ShouldBe("I can't put Kim on, who is not a senior, so nothing was changed.");
        _o.Offer.End.ShouldBeNull();
    }
}
