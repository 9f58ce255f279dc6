using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.Promises;

/// <summary>S7: stale buttons are inert, and the pressed card is drawn anew.</summary>
public sealed class StaleCardTests
{
    private static readonly string[] Buttons = ["Approve", "Deny…", "Request changes…", "I'm on it", "Not me: not my area"];

    [Fact]
    public async Task Of_an_old_round()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("round 1");
        await reviewer.Click("Request changes…", on: "CR-1");
        await reviewer.Gives("Add a limit.");
        await home.As("ana").Run("/signoff update CR-1");
        await home.As("ana").SeesView("Update CR-1");
        await home.As("ana").Submit();
        await reviewer.Sees("round 2");

        await PressEach(home, reviewer, old, "That card is from round 1");
    }

    [Fact]
    public async Task While_it_is_the_authors_turn()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("CR-1");
        await reviewer.Click("Request changes…", on: "CR-1");
        await reviewer.Gives("Add a limit.");

        await PressEach(home, reviewer, old, "it is Ana Souza's turn");
    }

    [Fact]
    public async Task Of_a_review_that_was_given_to_somebody_else()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("CR-1");
        await home.As("mo").Run($"/signoff reassign CR-1 {home.Other(reviewer).User.Name} knows it better");
        await reviewer.Sees("You are not asked any more");

        await PressEach(home, reviewer, old, home.Other(reviewer).User.RealName);
    }

    [Fact]
    public async Task Of_a_review_that_was_passed_on()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("CR-1");
        await reviewer.Choose("Not me: I'm away", on: "CR-1");
        await home.Reviewer();

        await PressEach(home, reviewer, old, home.Other(reviewer).User.RealName);
    }

    [Fact]
    public async Task Of_a_request_that_is_settled()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("CR-1");
        await reviewer.Click("Approve", on: "CR-1");

        await PressEach(home, reviewer, old, $"Already approved by {reviewer.User.RealName}");
    }

    [Fact]
    public async Task Of_a_request_that_a_restored_record_does_not_hold_though_another_has_its_number()
    {
        await using var home = await Home.Open();
        await home.Submit(title: "The lost change");
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("The lost change");
        await reviewer.Click("Deny…", on: "The lost change");
        await reviewer.SeesView("The lost change");
        await home.Quiet();
        await home.Stop();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(home.DatabasePath)!, "countersign.db*"))
            File.Delete(file);
        home.Clock.Advance(Duration.FromMinutes(1));
        await home.Start();
        await home.Submit(title: "Quite another change");
        await reviewer.Sees("Quite another change");
        await home.Quiet();
        var events = (await home.Store.History(new ChangeId(1))).Length;

        var form = await reviewer.Gives("It loses refunds.");

        form.Outcome.ShouldBe(Submitted.Errors);
        form.Errors["reason"].ShouldContain("not in it any more");
        await reviewer.CloseView();
        foreach (var button in (string[])[.. Buttons, "Details"])
        {
            var heard = reviewer.Ephemerals.Count;
            (await reviewer.Click(button, old, version: 0)).Status.ShouldBe(200);
            await home.Slack.Eventually($"a private word about {button}", () => reviewer.Ephemerals.Count > heard);
            reviewer.Ephemerals[^1].Readable.ShouldContain("not in it any more");
            reviewer.OpenView.ShouldBeNull();
        }

        await home.Quiet();
        (await home.Store.History(new ChangeId(1))).Length.ShouldBe(events);
        reviewer.Dm.Single(m => m.Ts == old.Ts).Versions.Length.ShouldBe(old.Versions.Length);
        await reviewer.Click("Approve", on: "Quite another change");
        await home.As("ana").Sees("approved CR-1");
    }

    [Fact]
    public async Task A_stale_press_draws_the_pressed_card_anew()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var old = await reviewer.Sees("CR-1");
        await home.Quiet();
        await reviewer.Click("Approve", on: "CR-1");
        await home.Quiet();
        var drawn = reviewer.Dm.Single(m => m.Ts == old.Ts).Versions.Length;

        await reviewer.Click("Deny…", old, version: 0);

        await home.Slack.Eventually("the card drawn anew", () => reviewer.Dm.Single(m => m.Ts == old.Ts).Versions.Length > drawn);
        reviewer.Dm.Single(m => m.Ts == old.Ts).Readable.ShouldContain("Approved by");
    }

    private static async Task PressEach(Home home, SlackPerson reviewer, SlackMessage old, string words)
    {
        await home.Quiet();
        var events = (await home.Store.History(new ChangeId(1))).Length;
        foreach (var button in Buttons)
        {
            var heard = reviewer.Ephemerals.Count;
            (await reviewer.Click(button, old, version: 0)).Status.ShouldBe(200);
            await home.Slack.Eventually($"a private word about {button}", () => reviewer.Ephemerals.Count > heard);
            reviewer.Ephemerals[^1].Readable.ShouldContain(words);
            reviewer.OpenView.ShouldBeNull();
        }

        await home.Quiet();
        (await home.Store.History(new ChangeId(1))).Length.ShouldBe(events);
        reviewer.Dm.Single(m => m.Ts == old.Ts).Readable.ShouldNotContain("[Approve]");
    }
}
