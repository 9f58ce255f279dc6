using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Page;

/// <summary>The page can do nothing that the stand-in's users could not.</summary>
public sealed class PageAuthorityTests
{
    [Fact]
    public async Task A_press_sends_what_the_app_put_there()
    {
        await using var stage = await PageStage.Start();
        var card = stage.Card("C0PAY");
        (await stage.Act("press", Press("U0ANA", card.Channel, card.Ts, "claim", """, "value": "CR-9:9" """))).Body["outcome"]!.ToString().ShouldBe("done");
        var action = stage.Bot.Last.Payload["actions"]![0]!;
        action["value"]!.ToString().ShouldBe("CR-1:3");
        stage.Bot.Last.Payload["user"]!["id"]!.ToString().ShouldBe("U0ANA");
    }

    [Theory]
    [InlineData("U0ANA", "C0LEE", "claim", "", 404)]
    [InlineData("U0NOBODY", "C0PAY", "claim", "", 404)]
    [InlineData("U0GONE", "C0PAY", "claim", "", 404)]
    [InlineData("U0BOT", "C0PAY", "claim", "", 404)]
    [InlineData("U0ANA", "C0PAY", "deny", "", 409)]
    [InlineData("U0ANA", "C0PAY", "claim", ", \"option\": \"x\"", 409)]
    [InlineData("U0ANA", "C0PAY", "more", ", \"option\": \"approve:CR-1\"", 409)]
    [InlineData("U0ANA", "C0PAY", "approve", "", 400)]
    public async Task What_is_not_before_a_person_can_not_be_pressed(string who, string channel, string action, string more, int status)
    {
        await using var stage = await PageStage.Start();
        var card = stage.Card(channel);
        var (refused, body) = await stage.Act("press", Press(who, channel, card.Ts, action, more));
        refused.ShouldBe(status);
        body["detail"]!.ToString().ShouldNotBeEmpty();
        stage.Bot.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_only_another_was_shown_can_be_neither_read_nor_pressed()
    {
        await using var stage = await PageStage.Start();
        var card = stage.Card("C0PAY", onlyFor: "U0LEE");
        var dm = stage.Card(stage.Slack.Workspace.Members.Dm("U0LEE").Id);
        (await stage.Act("press", Press("U0ANA", "C0PAY", card.Ts, "claim"))).Status.ShouldBe(404);
        (await stage.Act("press", Press("U0ANA", dm.Channel, dm.Ts, "claim"))).Status.ShouldBe(404);
        (await stage.State("as=U0ANA&in=C0PAY")).Body["slack"]!["messages"]!.AsArray().ShouldBeEmpty();
        (await stage.State($"as=U0ANA&in={dm.Channel}")).Body["slack"]!["open"]!.ToString().ShouldNotBe(dm.Channel);
        (await stage.State("as=U0LEE&in=C0PAY")).Body["slack"]!["messages"]!.AsArray().Count.ShouldBe(1);
        (await stage.Act("press", Press("U0LEE", "C0PAY", card.Ts, "claim"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task An_old_version_of_a_card_can_not_be_pressed()
    {
        await using var stage = await PageStage.Start();
        var card = stage.Card("C0PAY");
        stage.Slack.Workspace.Messages.Edit(card, now => now.With(new("done", [], null, stage.Clock.GetUtcNow())));
        (await stage.Act("press", Press("U0ANA", "C0PAY", card.Ts, "claim"))).Status.ShouldBe(409);
        stage.Slack.Workspace.Messages.Edit(card, now => now with { Deleted = true });
        (await stage.Act("press", Press("U0ANA", "C0PAY", card.Ts, "claim"))).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Nobody_writes_or_commands_where_they_are_not()
    {
        await using var stage = await PageStage.Start();
        (await stage.Act("message", """{"as":"U0ANA","in":"C0LEE","text":"hi"}""")).Status.ShouldBe(404);
        (await stage.Act("command", """{"as":"U0ANA","in":"D0LEE","line":"/signoff"}""")).Status.ShouldBe(404);
        (await stage.Act("shortcut", """{"as":"U0ANA","callback":"other"}""")).Status.ShouldBe(404);
        (await stage.Act("nonsense", """{"as":"U0ANA"}""")).Status.ShouldBe(404);
        (await stage.Act("command", """{"as":"U0ANA","in":"C0PAY","line":"/other x"}""")).Body["outcome"]!.ToString().ShouldBe("unknown");
        stage.Bot.Requests.ShouldBeEmpty();
        stage.Slack.Channel("seniors").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_takes_only_what_it_offers_and_only_from_who_has_it()
    {
        await using var stage = await PageStage.Start();
        var view = stage.Slack.Workspace.Views.Open("U0ANA", (JsonObject)JsonNode.Parse(Form)!);
        string Sent(string who, string fields) => $$"""{"as":"{{who}}","view":"{{view.Id}}","fields":{{fields}}}""";

        (await stage.Act("submit", Sent("U0LEE", "{}"))).Status.ShouldBe(409);
        (await stage.Act("close", Sent("U0LEE", "{}"))).Status.ShouldBe(409);
        (await stage.Act("submit", Sent("U0ANA", """{"tier":{"v":"top"}}"""))).Status.ShouldBe(400);
        (await stage.Act("submit", Sent("U0ANA", """{"who":{"v":["U0GONE"]}}"""))).Status.ShouldBe(400);
        (await stage.Act("submit", Sent("U0ANA", """{"who":{"v":["U0LEE","U0ANA"]}}"""))).Status.ShouldBe(400);
        (await stage.Act("submit", Sent("U0ANA", """{"other":{"v":"x"}}"""))).Status.ShouldBe(400);
        (await stage.Act("submit", Sent("U0ANA", """{"why":{"v":["a","b"]}}"""))).Status.ShouldBe(400);
        (await stage.Act("submit", Sent("U0ANA", """{"why":{"v":""}}"""))).Body["errors"]!["why"]!.ToString().ShouldBe("Please complete this required field.");
        stage.Bot.Requests.ShouldBeEmpty();

        (await stage.Act("submit", Sent("U0ANA", """{"why":{"v":"Because | so"},"tier":{"v":"high"},"who":{"v":["U0LEE"]}}"""))).Body["outcome"]!.ToString().ShouldBe("closed");
        var values = stage.Bot.Last.Payload["view"]!["state"]!["values"]!;
        values["why"]!["v"]!["value"]!.ToString().ShouldBe("Because | so");
        values["tier"]!["v"]!["selected_option"]!["value"]!.ToString().ShouldBe("high");
        values["who"]!["v"]!["selected_users"]![0]!.ToString().ShouldBe("U0LEE");
    }

    private static string Press(string who, string channel, string ts, string action, string more = "") =>
        $$"""{"as":"{{who}}","on":{"channel":"{{channel}}","ts":"{{ts}}"},"block":"decide","action":"{{action}}"{{more}}}""";

    private const string Form = """
        {"type":"modal","title":{"type":"plain_text","text":"Form"},"submit":{"type":"plain_text","text":"Send"},"blocks":[
          {"type":"input","block_id":"why","label":{"type":"plain_text","text":"Reason"},"element":{"type":"plain_text_input","action_id":"v"}},
          {"type":"input","block_id":"tier","optional":true,"label":{"type":"plain_text","text":"Tier"},"element":{"type":"static_select","action_id":"v","options":[{"text":{"type":"plain_text","text":"High"},"value":"high"}]}},
          {"type":"input","block_id":"who","optional":true,"label":{"type":"plain_text","text":"Who"},"element":{"type":"multi_users_select","action_id":"v","max_selected_items":1}}]}
        """;
}
