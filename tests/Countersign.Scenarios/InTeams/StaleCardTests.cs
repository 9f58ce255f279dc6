using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.InTeams;

/// <summary>S7 in Teams: stale buttons are inert, and the pressed card is drawn anew. And T4: one winner, both told.</summary>
public sealed class StaleCardTests
{
    private static readonly (string Button, string Field)[] Buttons =
    [
        ("Approve", ""), ("Deny", "Why not?"), ("Request changes", "What has to change?"), ("I'm on it", ""), ("Not me: not my area", ""),
    ];

    [Fact]
    public async Task While_it_is_the_authors_turn_and_then_of_an_old_round()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, old) = await home.Asked();
        await reviewer.Press(old, "Request changes", ("What has to change?", "Add a limit."));
        await PressEach(home, reviewer, old, "it is Ana Souza's turn", done: "Request changes");

        await home.Member("ana").Press("Update…", "asked for changes to CR-1");
        await home.Member("ana").Submit();
        await reviewer.Sees("round 2");
        await PressEach(home, reviewer, old, "That card is from round 1");
    }

    [Fact]
    public async Task Of_a_review_that_was_given_to_somebody_else()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, old) = await home.Asked();
        await home.Hears("mo", $"reassign CR-1 {home.Other(reviewer).User.Handle} knows it better", null, "is asked for CR-1");
        await PressEach(home, reviewer, old, home.Other(reviewer).User.Name);
    }

    [Fact]
    public async Task Of_a_review_that_was_passed_on()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, old) = await home.Asked();
        await reviewer.Press(old, "Not me: I'm away");
        await home.Other(reviewer).Sees("[Approve…]");
        await PressEach(home, reviewer, old, home.Other(reviewer).User.Name);
    }

    [Fact]
    public async Task Of_a_request_that_is_settled()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, old) = await home.Asked();
        await home.Hears("ana", "withdraw CR-1", null, "CR-1 is withdrawn");
        await PressEach(home, reviewer, old, "Already withdrawn by Ana Souza");
    }

    [Fact]
    public async Task Of_a_request_that_a_restored_record_does_not_hold_though_another_has_its_number()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Member("ana").Asks("The lost change");
        var reviewer = await home.ReviewerInTeams();
        var old = reviewer.CardOf();
        await home.Quiet();
        await home.Stop();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(home.DatabasePath)!, "countersign.db*"))
            File.Delete(file);
        home.Clock.Advance(Duration.FromMinutes(1));
        await home.Start();
        // The people's addresses are lost as well: whoever is asked is found among the members of the team.
        await home.Member("ana").Asks("Quite another change");
        await reviewer.Sees("Quite another change");
        await home.Quiet();
        var events = await home.Events();

        foreach (var (button, field) in (IEnumerable<(string, string)>)[.. Buttons, ("Details", "")])
        {
            var pressed = await reviewer.PressStale(old, old.Card!, button, field.Length == 0 ? [] : [(field, "No.")]);
            pressed.Outcome.ShouldBe(PressOutcome.Toast, pressed.Trouble);
            pressed.Text.ShouldContain("not in it any more");
        }

        await home.Quiet();
        (await home.Events()).ShouldBe(events);
        home.Teams.Now(old).Edited.ShouldBeFalse();
        await reviewer.Press("Approve", "Quite another change");
        await home.Member("ana").Sees("approved CR-1");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_stale_press_draws_the_pressed_card_anew()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, old) = await home.Asked();
        await reviewer.Press(old, "Approve");
        await home.Quiet();
        var drawn = home.Teams.Now(old).Versions.Length;

        (await reviewer.PressStale(old, old.Card!, "Deny", ("Why not?", "No."))).Text.ShouldContain($"Already approved by {reviewer.User.Name}");

        await home.Teams.Eventually("the card drawn anew", () => home.Teams.Now(old).Versions.Length > drawn);
        home.Teams.Now(old).Readable.ShouldContain("Approved by");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Pressing_the_same_twice_shows_the_card_twice()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();

        var both = await Task.WhenAll(reviewer.PressStale(card, card.Card!, "Approve"), reviewer.PressStale(card, card.Card!, "Approve"));
        var later = await reviewer.PressStale(card, card.Card!, "Approve");

        foreach (var pressed in (PressAnswer[])[.. both, later])
        {
            pressed.Outcome.ShouldBe(PressOutcome.CardShown, pressed.Text);
            pressed.Readable.ShouldContain($"Approved by {reviewer.User.Name}");
        }

        (await home.Store.History(new ChangeId(1))).OfType<ChangeEvent.Voted>().Count().ShouldBe(1);
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Approve_and_deny_at_once_in_chat_and_channel_have_one_winner_and_both_are_told()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        var inChannel = home.ChannelCard();
        var view = (await reviewer.View(inChannel)).Card!;

        var answers = await Task.WhenAll(
            reviewer.PressStale(card, card.Card!, "Approve"), reviewer.PressStale(inChannel, view, "Deny", ("Why not?", "It loses refunds.")));

        var outcome = (await home.Change()).Status.ShouldBeOfType<Status.Settled>().Outcome;
        var (winner, loser) = outcome == Outcome.Approved ? (answers[0], answers[1]) : (answers[1], answers[0]);
        winner.Outcome.ShouldBe(PressOutcome.CardShown, winner.Text);
        loser.Text.ShouldContain($"Already {outcome.ToString().ToLowerInvariant()} by {reviewer.User.Name}");
        (await home.Entries("round_settled")).Count.ShouldBe(1);
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain($"{outcome} by");
        home.Teams.Now(inChannel).Readable.ShouldContain($"{outcome} by");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_hundred_such_races_have_one_winner_each()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Hears("kim", "away until monday", null, "You are away");
        for (var i = 0; i < 100; i++)
            (await home.Teams.Sender.Send(Submission(home))).Body.ShouldContain("is on its way");
        await home.Teams.Eventually("a hundred requests with Lee", () => home.Store.Asking(new("lee"), 200).GetAwaiter().GetResult().Length == 100);
        var offer = home.Member("lee").Chat[0];

        for (var n = 1; n <= 100; n++)
        {
            var change = await home.Change(n);
            JsonObject Press(string verb) => home.Member("lee").ExecuteActivity(
                offer, verb, new JsonObject { ["cr"] = Core.Desk.ButtonValue.Of(change).ToString(), ["reason_deny"] = "No." });
            var answers = await Task.WhenAll(home.Teams.Sender.Send(Press("approve")), home.Teams.Sender.Send(Press("deny")));

            answers.ShouldAllBe(a => a.Status == 200);
            var outcome = (await home.Change(n)).Status.ShouldBeOfType<Status.Settled>().Outcome;
            (await home.Store.History(new ChangeId(n))).OfType<ChangeEvent.RoundSettled>().Count().ShouldBe(1);
            answers[outcome == Outcome.Approved ? 1 : 0].Body.ShouldContain($"Already {outcome.ToString().ToLowerInvariant()} by Lee Park");
            answers[outcome == Outcome.Approved ? 0 : 1].Body.ShouldContain("application/vnd.microsoft.card.adaptive");
        }
    }

    private static JsonObject Submission(Home home) => home.Member("ana").InvokeActivity("task/submit", new JsonObject
    {
        ["data"] = new JsonObject
        {
            ["do"] = "submit",
            ["Title"] = "Retry failed refunds",
            ["Link"] = "https://github.com/acme/payments-api/pull/12",
            ["Service"] = "payments",
            ["AiTools"] = "Claude Code",
            ["AiDid"] = "Wrote it.",
            ["AuthorChecked"] = "Read every line and ran it.",
        },
    });

    private static async Task PressEach(Home home, TeamsPerson reviewer, TeamsMessage old, string words, string? done = null)
    {
        await home.Quiet();
        var events = await home.Events();
        foreach (var (button, field) in Buttons.Where(b => b.Button != done))
        {
            var pressed = await reviewer.PressStale(old, old.Card!, button, field.Length == 0 ? [] : [(field, "No.")]);
            pressed.Outcome.ShouldBe(PressOutcome.Toast, pressed.Trouble);
            pressed.Text.ShouldContain(words);
        }

        await home.Quiet();
        (await home.Events()).ShouldBe(events);
        home.Teams.Now(old).Readable.ShouldNotContain("[Approve");
        home.Teams.Faults.ShouldBeEmpty();
    }
}
