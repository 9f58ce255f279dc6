using System.Text.Json.Nodes;
using Countersign.Core.Changes;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>The team's card in a channel or group chat: everybody reads it, whoever is asked gets their own view with buttons.</summary>
public sealed class ChannelCardTests
{
    [Fact]
    public async Task Only_whoever_is_asked_sees_buttons_and_approves_right_there()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, own) = await home.Asked();
        var card = home.ChannelCard();
        card.Readable.ShouldNotContain("[Approve");
        foreach (var other in (string[])["ana", "bo", "mo", "zoe", "gus", "olga", home.Other(reviewer).User.Handle])
            (await home.Member(other).View(card)).Readable.ShouldBe(card.Readable);

        var seen = await reviewer.View(card);
        seen.Readable.ShouldContain("[Approve…]");
        var pressed = await reviewer.Press(card, "Approve");

        pressed.Outcome.ShouldBe(PressOutcome.CardShown, pressed.Trouble);
        pressed.Readable.ShouldContain($"Approved by {reviewer.User.Name}");
        pressed.Readable.ShouldNotContain("[Approve");
        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain($"Approved by {reviewer.User.Name}");
        home.Teams.Now(own).Readable.ShouldContain($"Approved by {reviewer.User.Name}");
        (await reviewer.View(card)).Readable.ShouldNotContain("[Approve");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task When_a_review_moves_the_buttons_move_with_it()
    {
        await using var home = await Home.OpenWithTeams();
        var (first, _) = await home.Asked();
        var card = home.ChannelCard();
        (await first.View(card)).Readable.ShouldContain("[Approve…]");
        var old = (await first.View(card)).Card!;
        (await first.Press(card, "Not me: not my area")).Text.ShouldContain("I ask somebody else");
        var second = home.Other(first);
        await second.Sees("[Approve…]");
        await home.Quiet();

        (await second.View(card)).Readable.ShouldContain("[Approve…]");
        (await first.View(card)).Readable.ShouldNotContain("[Approve");
        // A client that was not online: its refresh is answered with what is so now.
        var refreshed = await Refresh(home, first, card, old);
        refreshed["type"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
        refreshed.ToJsonString().ShouldNotContain("\"verb\":\"approve\"");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_of_somebody_else_is_refused_privately_and_the_shared_card_stays_as_it_is()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, _) = await home.Asked();
        var card = home.ChannelCard();
        var view = (await reviewer.View(card)).Card!;
        var (events, said) = (await home.Events(), home.Teams.Tenant.Messages.All.Count);

        foreach (var button in (string[])["Approve", "Deny", "Request changes", "I'm on it", "Not me: not my area"])
        {
            var field = button switch { "Deny" => "Why not?", "Request changes" => "What has to change?", _ => "" };
            var pressed = await home.Member("mo").PressStale(card, view, button, field.Length == 0 ? [] : [(field, "No.")]);
            pressed.Outcome.ShouldBe(PressOutcome.Toast, pressed.Trouble);
            pressed.Text.ShouldContain("You are not asked on this request");
            pressed.Text.ShouldContain($"{reviewer.User.Name} is asked.");
        }

        await home.Quiet();
        (await home.Events()).ShouldBe(events);
        home.Teams.Tenant.Messages.All.Count.ShouldBe(said);
        home.Teams.Now(card).Edited.ShouldBeFalse();
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refresh_never_fails_whatever_it_holds()
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, _) = await home.Asked();
        var card = home.ChannelCard();
        foreach (var data in (JsonNode?[])[null, new JsonObject(), new JsonObject { ["cr"] = "99.1.1.abc" }, new JsonObject { ["cr"] = "x" }, new JsonObject { ["cr"] = 5 }, new JsonArray()])
        {
            var answer = await home.Teams.Sender.Send(reviewer.ExecuteActivity(card, "refresh", data));
            answer.Status.ShouldBe(200);
            answer.BodyJson!["statusCode"]!.GetValue<int>().ShouldBe(200);
            answer.BodyJson!["type"]!.GetValue<string>().ShouldBe("application/vnd.microsoft.card.adaptive");
            answer.Body.ShouldNotContain("\"verb\":\"approve\"");
        }

        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_group_chat_serves_as_a_services_channel()
    {
        await using var home = await Home.OpenWithTeams(TeamsTown.Policy().Replace(TeamsTown.Payments, TeamsTown.Pool, StringComparison.Ordinal));
        var (reviewer, _) = await home.Asked();
        var card = home.Teams.Channel(TeamsTown.Pool).Single(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal));
        (await home.Member("zoe").View(card)).Readable.ShouldNotContain("[Approve");

        (await reviewer.Press(card, "Approve")).Readable.ShouldContain("Approved by");

        await home.Quiet();
        home.Teams.Now(card).Readable.ShouldContain("Approved by");
        home.Teams.Channel(TeamsTown.Payments).ShouldNotContain(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal));
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_moves_from_a_service_in_Slack_to_one_in_Teams_is_right_in_both_channels()
    {
        var policy = TeamsTown.Policy("channel: slack").Replace(
            "    tier: high\n", $"    tier: high\n    teams_channel: \"{TeamsTown.Ops}\"\n", StringComparison.Ordinal);
        await using var home = await Home.OpenWithTeams(policy);
        var (reviewer, _) = await home.Asked();
        await home.Slack.Eventually("the card in Slack", () => home.Slack.Channel("payments").Any(m => m.Readable.Contains("CR-1", StringComparison.Ordinal)));
        await reviewer.Press(reviewer.CardOf(), "Request changes", ("What has to change?", "It is the shop's."));
        await home.Member("ana").Press("Update…", "asked for changes to CR-1");
        (await home.Member("ana").Submit(("Service", "web"), ("Link to the change", "https://github.com/acme/web/pull/9"), ("What you checked yourself", "Ran the shop with it for an hour."))).Text.ShouldContain("round 2");
        await home.Member("lee").Sees("round 2");
        await home.Teams.Eventually("a card in Teams' channel", () => home.Teams.Channel(TeamsTown.Ops).Any(m => m.Readable.Contains("Web shop (critical)", StringComparison.Ordinal)));
        await home.Quiet();

        (await home.Member("lee").Press("Approve", "round 2", TeamsTown.Ops)).Readable.ShouldContain("Approved by");

        await home.Quiet();
        home.Teams.Channel(TeamsTown.Ops).Single(m => m.Readable.Contains("What the AI did", StringComparison.Ordinal)).Readable.ShouldContain("Approved by Lee Park");
        home.TeamCard().Readable.ShouldContain("Approved by Lee Park");
        (await home.Change()).Status.ShouldBeOfType<Status.Settled>();
        home.Teams.Faults.ShouldBeEmpty();
    }

    private static async Task<JsonObject> Refresh(Home home, TeamsPerson person, TeamsMessage card, JsonObject drawn) =>
        (JsonObject)(await home.Teams.Sender.Send(person.ExecuteActivity(card, "refresh", new JsonObject { ["cr"] = Talk.Button(drawn) }))).BodyJson!;
}
