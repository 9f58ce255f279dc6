using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.Chat;

public sealed class ReviewTests
{
    [Fact]
    public async Task The_author_hears_who_is_asked_why_and_by_when()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();

        var note = await home.As("ana").Sees("CR-1 is with");
        note.Readable.ShouldContain(reviewer.User.RealName);
        note.Readable.ShouldContain("due");
        note.Readable.ShouldContain("free now");
        note.Text.ShouldContain("Retry failed refunds");
        note.Blocks.ToJsonString().ShouldContain("!date^");
    }

    [Fact]
    public async Task A_denial_asks_for_a_reason_and_everybody_reads_it()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();

        await reviewer.Click("Deny…", on: "CR-1");
        await reviewer.SeesView("Retry failed refunds");
        (await reviewer.Gives("The retry never stops.")).Outcome.ShouldBe(Submitted.Closed);

        (await home.As("ana").Sees("denied CR-1")).Readable.ShouldContain("The retry never stops.");
        (await home.As("ana").Sees("Denied by", channel: "payments")).Readable.ShouldContain("The retry never stops.");
        (await reviewer.Sees("Denied by")).Readable.ShouldNotContain("[Approve]");
    }

    [Fact]
    public async Task A_reason_of_spaces_is_asked_for_again_and_the_mended_form_counts()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Deny…", on: "CR-1");

        var first = await reviewer.Gives("   ");
        first.Outcome.ShouldBe(Submitted.Errors);
        first.Errors["reason"].ShouldContain("give a reason");
        (await reviewer.Gives("It loses refunds.")).Outcome.ShouldBe(Submitted.Closed);

        (await home.Change()).Status.ShouldBeOfType<Status.Settled>().Reason.ShouldBe("It loses refunds.");
    }

    [Fact]
    public async Task A_request_for_changes_comes_back_updated_to_the_same_reviewer()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Request changes…", on: "CR-1");
        (await reviewer.Gives("Add a limit.")).Outcome.ShouldBe(Submitted.Closed);
        (await home.As("ana").Sees("asked for changes to CR-1")).Readable.ShouldContain("/signoff update CR-1");
        (await home.As("ana").Sees("Changes requested", channel: "payments")).Readable.ShouldContain("Add a limit.");

        await home.As("ana").Run("/signoff update CR-1");
        (await home.As("ana").SeesView("Update CR-1")).Readable.ShouldContain("Wrote the retry loop");
        (await home.As("ana").Submit(("What you checked yourself", "Five tries at most; ran it against a failing bank."))).Outcome.ShouldBe(Submitted.Closed);

        (await reviewer.Sees("round 2")).Readable.ShouldContain("Five tries at most");
        (await home.Reviewer()).User.ShouldBe(reviewer.User);
        await reviewer.Sees("This was round 1");
        await reviewer.Click("Approve", on: "round 2");
        await home.As("ana").Sees("approved CR-1");
        (await home.Change()).Round.Number.ShouldBe(2);
    }

    [Theory]
    [InlineData("Not me: I'm away", DeclineReason.Away)]
    [InlineData("Not me: conflict of interest", DeclineReason.Conflict)]
    [InlineData("Not me: not my area", DeclineReason.NotMyArea)]
    [InlineData("Not me: too much on my plate", DeclineReason.Overloaded)]
    public async Task Whoever_passes_is_thanked_and_somebody_else_is_asked(string choice, DeclineReason reason)
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();

        await first.Choose(choice, on: "CR-1");

        await first.SeesPrivately("I ask somebody else for CR-1");
        (await first.Sees("You are not asked any more")).Readable.ShouldNotContain("[Approve]");
        (await home.Other(first).Sees("CR-1")).Readable.ShouldContain("[Approve]");
        (await home.Store.History(new ChangeId(1))).OfType<ChangeEvent.Declined>().Single().Reason.ShouldBe(reason);
        await home.As("ana").Sees($"CR-1 is with {home.Other(first).User.RealName}");
    }

    [Fact]
    public async Task Whoever_passes_because_they_are_away_is_not_asked_again_before_their_next_working_day()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();
        await first.Choose("Not me: I'm away", on: "CR-1");

        (await first.SeesPrivately("I take you as away until Mon 23 Nov 2026 09:00 (UTC).")).Readable.ShouldContain("/signoff back");
        await home.Submit(title: "The next change");
        (await home.Reviewer(2)).User.ShouldBe(home.Other(first).User);
        (await home.As("ana").Run("/signoff why CR-2")).Readable.ShouldContain($"{first.User.RealName} is away until");
        (await first.Run("/signoff back")).Readable.ShouldContain("I can ask you from now on.");
    }

    [Fact]
    public async Task Whoever_passed_keeps_a_card_that_is_true_and_reads_on_it_who_decided()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();
        await first.Choose("Not me: not my area", on: "CR-1");

        var card = await first.Sees("You are not asked any more (you declined: not my area).");
        card.Readable.ShouldNotContain("free now");
        card.Readable.ShouldNotContain("Waiting");
        card.Text.ShouldContain("you declined: not my area");
        var second = await home.Reviewer();
        await second.Click("Approve", on: "CR-1");

        var over = await first.Sees($"Approved by {second.User.RealName}");
        over.Ts.ShouldBe(card.Ts);
        over.Readable.ShouldContain("you declined: not my area");
    }

    [Fact]
    public async Task A_card_of_an_earlier_round_says_in_the_end_who_decided()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await home.As("ana").Run("/signoff update CR-1");
        await home.As("ana").SeesView("Update CR-1");
        await home.As("ana").Submit();
        var old = await reviewer.Sees("This was round 1");
        await reviewer.Click("Approve", on: "round 2");
        await home.As("ana").Sees("approved CR-1");
        await home.Quiet();

        var card = reviewer.Dm.Single(m => m.Ts == old.Ts).Readable;
        card.ShouldContain($"Approved by {reviewer.User.RealName}");
        card.ShouldContain("This was round 1; the author updated the request after it.");
    }

    [Fact]
    public async Task Whoever_is_asked_a_second_time_gets_a_new_message_and_the_old_one_is_laid_to_rest()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();
        var old = await first.Sees("CR-1");
        await first.Choose("Not me: too much on my plate", on: "CR-1");
        await home.Reviewer();
        await home.Quiet();

        await home.As("mo").Run($"/signoff reassign CR-1 {first.User.Name} please do it all the same");

        await home.Slack.Eventually("a new card", () => first.Dm.Any(m => m.Ts != old.Ts && m.Readable.Contains("[Approve]", StringComparison.Ordinal)));
        await home.Quiet();
        var rest = first.Dm.Single(m => m.Ts == old.Ts);
        rest.Readable.ShouldContain("you are asked again");
        rest.Readable.ShouldNotContain("[Approve]");
        await first.Click("Approve", on: "CR-1\n");
        await home.As("ana").Sees("approved CR-1");
        await home.Quiet();
        first.Dm.Single(m => m.Ts == old.Ts).Readable.ShouldBe(rest.Readable);
    }

    [Fact]
    public async Task When_everybody_passed_the_author_waits_and_the_lead_hears_of_it()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();
        await first.Choose("Not me: not my area", on: "CR-1");
        var second = await home.Reviewer();
        second.User.ShouldNotBe(first.User);
        await second.Choose("Not me: too much on my plate", on: "CR-1");

        await home.As("ana").Sees("CR-1 waits. Nobody can be asked at the moment.");
        (await home.As("ana").Sees("passed (not their area)")).Readable.ShouldContain("passed (too much to do)");
        (await home.As("mo").Sees("/signoff reassign CR-1")).Readable.ShouldContain("passed (not their area)");
        (await home.As("ana").Run("/signoff why CR-1")).Readable.Split("passed (not their area)").Length.ShouldBe(2);
        await home.As("ana").Sees("Waiting", channel: "payments");
    }

    [Fact]
    public async Task Im_on_it_tells_the_others_until_it_lapses()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();

        await reviewer.Click("I'm on it", on: "CR-1");
        await home.As("ana").Sees($"{reviewer.User.RealName} is on it", channel: "payments");
        home.Advance(Duration.FromMinutes(59));
        await home.Quiet();
        home.TeamCard().Readable.ShouldContain("In review");

        home.Advance(Duration.FromMinutes(2));
        await home.As("ana").Sees("Assigned", channel: "payments");
        (await reviewer.Sees("Assigned")).Readable.ShouldContain("[Approve]");
        (await home.As("ana").Run("/signoff status CR-1")).Readable.ShouldContain("the time ran out");
    }

    [Fact]
    public async Task A_destructive_change_asks_twice_before_it_is_approved()
    {
        await using var home = await Home.Open();
        await home.Submit(destruction: "It deletes something", rollback: "Restore the nightly backup.");
        var reviewer = await home.Reviewer();

        var no = await reviewer.Click("Approve", on: "CR-1", accept: false);
        no.Withdrawn.ShouldBeTrue();
        no.ConfirmShown!.ShouldContain("deletes something");
        (await home.Change()).IsSettled.ShouldBeFalse();
        (await reviewer.Sees("Restore the nightly backup.")).Readable.ShouldContain("[Approve]");
    }

    [Fact]
    public async Task Details_show_everything_with_its_history()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();

        await reviewer.Choose("Details", on: "CR-1");

        var details = await reviewer.SeesView("What the author checked");
        details.Readable.ShouldContain("https://github.com/acme/payments-api/pull/12");
        details.Readable.ShouldContain("Ana Souza asked for a sign-off.");
    }
}
