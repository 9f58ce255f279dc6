using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.Chat;

/// <summary>When people can be asked, and what happens until then.</summary>
public sealed class WaitingTests
{
    private static readonly Instant Saturday = Instant.FromUtc(2026, 11, 21, 10, 0);
    private static readonly Instant Monday9 = Instant.FromUtc(2026, 11, 23, 9, 0);

    [Fact]
    public async Task On_a_weekend_the_author_hears_when_somebody_is_there_and_on_Monday_they_are_asked()
    {
        await using var home = await Home.Open(Saturday);
        await home.Submit();

        var note = await home.As("ana").Sees("CR-1 waits. Nobody can be asked before");
        note.Readable.ShouldContain("Mon 23 Nov 2026 09:00");
        await home.As("ana").Sees("Waiting", channel: "payments");
        home.MoveTo(Monday9 - Duration.FromMinutes(1));
        await home.Quiet();
        home.As("lee").Dm.Concat(home.As("kim").Dm).ShouldBeEmpty();

        home.MoveTo(Monday9);
        await home.Reviewer();
        await home.As("ana").Sees("CR-1 is with");
        home.As("ana").Dm.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_public_holiday_is_a_day_that_nobody_works_and_everybody_may_know_that()
    {
        await using var home = await Home.Open(policy: Town.Policy.Replace(
            "services:", "holidays: [{ id: here, days: [2026-11-20..2026-11-23] }]\ndefaults: { holidays: here }\nservices:", StringComparison.Ordinal));
        (await home.As("kim").Run("/signoff hours 8-12 13-16")).Readable.ShouldContain("Mon–Fri 08:00–12:00 and 13:00–16:00 now");
        await home.Submit();
        var note = await home.As("ana").Sees("CR-1 waits. Nobody can be asked before Tue 24 Nov 2026 08:00");
        note.Readable.ShouldContain("Kim Novak starts work Tue 24 Nov 2026 08:00");
        note.Readable.ShouldNotContain("away");
        home.MoveTo(Monday9);
        await home.Quiet();
        home.As("lee").Dm.Concat(home.As("kim").Dm).ShouldBeEmpty();

        home.MoveTo(Monday9 + Duration.FromHours(23));

        (await home.Reviewer()).User.Name.ShouldBe("kim");
    }

    [Fact]
    public async Task Whoever_comes_back_is_asked_at_once()
    {
        await using var home = await Home.Open();
        (await home.As("lee").Run("/signoff away until tuesday")).Readable.ShouldContain("You are away from now until Tue 24 Nov");
        (await home.As("kim").Run("/signoff away")).Readable.ShouldContain("/signoff back");
        await home.Submit();
        (await home.As("ana").Sees("CR-1 waits")).Readable.ShouldContain("Kim Novak is away until");

        (await home.As("kim").Run("/signoff back")).Readable.ShouldContain("I can ask you from now on.");

        (await home.Reviewer()).User.Name.ShouldBe("kim");
    }

    [Fact]
    public async Task An_absence_ends_by_itself()
    {
        await using var home = await Home.Open();
        await home.As("lee").Run("/signoff away until monday");
        await home.As("kim").Run("/signoff away 2 hours");
        await home.Submit();
        await home.As("ana").Sees("CR-1 waits");

        home.Advance(Duration.FromHours(2));

        (await home.Reviewer()).User.Name.ShouldBe("kim");
    }

    [Fact]
    public async Task A_limit_keeps_the_next_request_waiting_until_a_place_is_free()
    {
        await using var home = await Home.Open();
        await home.As("kim").Run("/signoff away until monday");
        (await home.As("lee").Run("/signoff limit 1")).Readable.ShouldContain("At most 1 open review at once. You hold 0 now.");
        await home.Submit();
        (await home.Reviewer()).User.Name.ShouldBe("lee");
        await home.Submit(title: "Cache the rates");
        (await home.As("ana").Sees("CR-2 waits")).Readable.ShouldContain("Lee Park is at their limit");

        await home.As("lee").Click("Approve", on: "CR-1\n");

        (await home.Reviewer(2)).User.Name.ShouldBe("lee");
        (await home.As("lee").Run("/signoff limit none")).Readable.ShouldContain("You have no limit now.");
        (await home.As("lee").Run("/signoff limit lots")).Readable.ShouldContain("from 1 to 50");
    }

    [Fact]
    public async Task Own_hours_count_from_the_moment_they_are_said()
    {
        await using var home = await Home.Open();
        await home.As("kim").Run("/signoff away until monday");
        (await home.As("lee").Run("/signoff hours 12-17")).Readable.ShouldContain("Your hours are Mon–Fri 12:00–17:00 now");
        await home.Submit();
        (await home.As("ana").Sees("CR-1 waits")).Readable.ShouldContain("Fri 20 Nov 2026 12:00");

        home.Advance(Duration.FromHours(2));

        (await home.Reviewer()).User.Name.ShouldBe("lee");
        (await home.As("lee").Run("/signoff hours default")).Readable.ShouldContain("the policy file's again");
        (await home.As("lee").Run("/signoff hours whenever")).Readable.ShouldContain("/signoff hours");
    }

    [Fact]
    public async Task Somebody_away_keeps_what_they_hold_and_is_told_how_to_hand_it_on()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();

        (await reviewer.Run("/signoff away until monday")).Readable.ShouldContain("You still hold CR-1");
    }
}
