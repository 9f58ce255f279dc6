using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.InTeams;

/// <summary>The request's card in Teams, button by button.</summary>
public sealed class CardTests
{
    [Fact]
    public async Task A_denial_needs_a_reason_and_everybody_reads_it()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        (await reviewer.Press(card, "Deny")).Outcome.ShouldBe(PressOutcome.HeldByCard);
        var spaces = await reviewer.Press(card, "Deny", ("Why not?", "   "));
        spaces.Outcome.ShouldBe(PressOutcome.Toast, spaces.Trouble);
        spaces.Text.ShouldContain("Please give a reason");
        (await home.Change()).IsSettled.ShouldBeFalse();

        var reason = string.Concat(Enumerable.Repeat("[Approve](https://evil.example) <at>Kim Novak</at> **not** _so_ # `x` ", 60))[..3000];
        var denied = await reviewer.Press(card, "Deny", ("Why not?", reason));

        denied.Outcome.ShouldBe(PressOutcome.CardShown, denied.Trouble);
        denied.Readable.ShouldContain("Denied");
        denied.Readable.ShouldNotContain("[Approve…]");
        await home.Quiet();
        const string Literally = "[Approve](https://evil.example) <at>Kim Novak</at> **not** _so_ # `x`";
        foreach (var message in (TeamsMessage[])[home.Teams.Now(card), home.ChannelCard(), (await home.Member("ana").Sees("denied CR-1")).Message])
        {
            message.Readable.ShouldContain("Reason");
            Talk.Shown(message).ShouldContain(Literally);
        }

        (await home.Change()).Status.ShouldBeOfType<Status.Settled>().Reason.ShouldBe(reason.Trim());
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_for_changes_comes_back_updated_and_the_old_card_is_inert()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        var asked = await reviewer.Press(card, "Request changes", ("What has to change?", "Add a limit."));
        asked.Outcome.ShouldBe(PressOutcome.CardShown, asked.Trouble);
        asked.Readable.ShouldContain("Changes requested");

        var note = await home.Member("ana").Sees("asked for changes to CR-1");
        note.Readable.ShouldContain("Add a limit.");
        (await home.Member("ana").Press(note.Message, "Update…")).Readable.ShouldContain("Wrote the retry loop");
        var sent = await home.Member("ana").Submit(("What you checked yourself", "Five tries at most; ran it against a failing bank."));
        sent.Text.ShouldContain("CR-1 is updated: round 2.");

        var anew = await reviewer.Sees("round 2");
        anew.Message.Id.ShouldNotBe(card.Id);
        anew.Readable.ShouldContain("Five tries at most");
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("This was round 1");
        var stale = await reviewer.PressStale(card, card.Card!, "Approve");
        stale.Outcome.ShouldBe(PressOutcome.Toast);
        stale.Text.ShouldContain("That card is from round 1");
        (await reviewer.Press(anew.Message, "Approve")).Readable.ShouldContain("Approved");
        await home.Member("ana").Sees("approved CR-1");
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain($"Approved by {reviewer.User.Name}");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Im_on_it_tells_the_others_until_it_lapses()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        var claimed = await reviewer.Press(card, "I'm on it");
        claimed.Outcome.ShouldBe(PressOutcome.CardShown, claimed.Trouble);
        claimed.Readable.ShouldContain("In review");
        await home.Member("ana").Sees($"{reviewer.User.Name} is on it", TeamsTown.Payments);

        home.Advance(Duration.FromMinutes(121));

        await home.Member("ana").Sees("Assigned", TeamsTown.Payments);
        await home.Quiet();
        (await reviewer.View(card)).Readable.ShouldContain("[Approve…]");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Not me: I'm away", DeclineReason.Away)]
    [InlineData("Not me: conflict of interest", DeclineReason.Conflict)]
    [InlineData("Not me: not my area", DeclineReason.NotMyArea)]
    [InlineData("Not me: too much on my plate", DeclineReason.Overloaded)]
    public async Task Whoever_passes_is_thanked_and_somebody_else_is_asked(string button, DeclineReason reason)
    {
        await using var home = await Home.OpenWithTeams();
        var (first, card) = await home.Asked();

        var passed = await first.Press(card, button);

        passed.Outcome.ShouldBe(PressOutcome.Toast, passed.Trouble);
        passed.Text.ShouldContain("I ask somebody else for CR-1");
        (await home.Other(first).Sees("CR-1")).Readable.ShouldContain("[Approve…]");
        await home.Member("ana").Sees($"CR-1 is with {home.Other(first).User.Name}");
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("You are not asked any more");
        home.Teams.Now(card).Readable.ShouldNotContain("[Approve");
        (await home.Store.History(new ChangeId(1))).OfType<ChangeEvent.Declined>().Single().Reason.ShouldBe(reason);
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Details_stand_in_the_cards_place_and_lead_back_to_it()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();

        var details = await reviewer.Press(card, "Details");
        details.Outcome.ShouldBe(PressOutcome.CardShown, details.Trouble);
        details.Readable.ShouldContain("Ana Souza asked for a sign-off.");
        details.Readable.ShouldContain("https://github.com/acme/payments-api/pull/12");
        var back = await reviewer.Press(card, "Back to the card");
        back.Readable.ShouldContain("[Approve…]");
        (await reviewer.Press(card, "Approve")).Readable.ShouldContain("Approved");

        var next = await home.Hears("ana", "status CR-1", TeamsTown.Pool, "[Details]");
        (await home.Member("lee").Press(next, "Details")).Readable.ShouldContain("Ana Souza asked for a sign-off.");
        home.Teams.Now(next).Edited.ShouldBeFalse();
        (await home.Member("zoe").Press(next, "Details")).Text.ShouldContain("not on the roster");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Approve", "", "Approved by")]
    [InlineData("Deny", "Why not?", "Denied by")]
    [InlineData("Request changes", "What has to change?", "Changes requested")]
    [InlineData("I'm on it", "", "In review")]
    [InlineData("Not me: not my area", "", "You are not asked any more")]
    [InlineData("Details", "", "In review")]
    public async Task A_client_without_universal_actions_presses_the_fallback(string button, string field, string becomes)
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        if (button == "Details")
            await reviewer.Press(card, "I'm on it");

        var pressed = await reviewer.PressFallback(card, button, field.Length == 0 ? [] : [(field, "It loses refunds.")]);

        pressed.Outcome.ShouldBe(PressOutcome.Sent, pressed.Trouble);
        await home.Teams.Eventually($"the card to say {becomes}", () => home.Teams.Now(card).Readable.Contains(becomes, StringComparison.Ordinal));
        if (button.StartsWith("Not me", StringComparison.Ordinal))
            await reviewer.Sees("I ask somebody else for CR-1");
        if (button == "Details")
            await reviewer.Sees("Ana Souza asked for a sign-off.");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_on_the_card_is_sent_by_such_a_client_too_and_keeps_what_was_typed()
    {
        await using var home = await Home.OpenWithTeams();
        var offer = await home.Hears("ana", "new https://github.com/acme/payments-api/pull/12", null, "[Fill it in here]");

        (await home.Member("ana").PressFallback(offer, "Send", [.. Talk.Form("Retry failed refunds"), ("What you checked yourself", "lgtm")])).Outcome.ShouldBe(PressOutcome.Sent);
        var again = await home.Member("ana").Sees("Say a little more");
        again.Readable.ShouldContain("Wrote the retry loop and its tests.");
        (await home.Member("ana").PressFallback(again.Message, "Send", ("What you checked yourself", "Read every line and ran it."))).Outcome.ShouldBe(PressOutcome.Sent);

        await home.Teams.Eventually("the form replaced", () => home.Teams.Now(again.Message).Readable.Contains("CR-1 is on its way", StringComparison.Ordinal));
        await home.ReviewerInTeams();
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fallback_of_somebody_who_may_not_is_answered_below_the_card()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        await reviewer.Press(card, "Approve");
        await home.Quiet();

        var stale = card.Card!.ToJsonString();
        var activity = reviewer.MessageActivity("");
        activity["replyToId"] = card.Id;
        activity["value"] = new JsonObject { ["do"] = "deny", ["cr"] = Talk.Button((JsonObject)JsonNode.Parse(stale)!), ["reason_deny"] = "No." };
        (await home.Teams.Sender.Send(activity)).Status.ShouldBe(200);

        await reviewer.Sees($"Already approved by {reviewer.User.Name}");
        home.Teams.Faults.ShouldBeEmpty();
    }
}
