using System.Text.Json.Nodes;
using Countersign.Playground.Page;
using Countersign.Playground.Teams;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Page;

/// <summary>The Teams half of the page can do nothing that the tenant's users could not.</summary>
public sealed class PageTeamsTests
{
    private const string All = "19:all@thread.tacv2";
    private const string Mias = "19:mias@thread.tacv2";

    private const string Card = """
        {"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"why","label":"Why","isRequired":true,"errorMessage":"Say why."},
           {"type":"Input.ChoiceSet","id":"tier","choices":[{"title":"High","value":"high"}]}],
         "actions":[{"type":"Action.Execute","title":"Approve","verb":"approve","data":{"cr":"CR-1"},"associatedInputs":"none"},
                    {"type":"Action.Execute","title":"Deny","verb":"deny","data":{"cr":"CR-1"}},
                    {"type":"Action.Submit","title":"Open","data":{"msteams":{"type":"task/fetch"}}}]}
        """;

    private static string Personal(PageStage stage, string who) => TeamsDirectory.PersonalId(stage.Teams.As(who).User);

    private static string Press(string who, TeamsMessage on, int press, string fields = "{}", string? sign = null) =>
        $$$"""{"as":"{{{who}}}","on":{"place":"{{{on.Place}}}","message":"{{{on.Id}}}"},"sign":"{{{sign ?? ShownCard.SignOf(on.Card)}}}","press":{{{press}}},"fields":{{{fields}}}}""";

    private static string Told(string text) => new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = text }.ToJsonString();

    [Fact]
    public async Task Whoever_is_in_both_workspaces_is_one_person_at_the_page()
    {
        await using var stage = await PageStage.Start();
        var seats = (await stage.State("as=29:mia")).Body;
        seats["seats"]!.AsArray().Select(seat => seat!["id"]!.ToString()).ShouldBe(["U0LEE", "U0ANA", "29:mia"]);
        seats["slack"].ShouldBeNull();
        seats["teams"]!["places"]!.AsArray().Select(place => place!["id"]!.ToString()).ShouldBe([Personal(stage, "mia"), All, Mias]);
        (await stage.State("as=U0LEE")).Body["teams"].ShouldBeNull();
        var ana = (await stage.State($"as=U0ANA&chat={Mias}")).Body["teams"]!;
        ana["me"]!.ToString().ShouldBe("29:ana");
        ana["open"]!.ToString().ShouldBe(Personal(stage, "ana"));
    }

    [Fact]
    public async Task A_press_sends_what_the_app_put_there_as_who_pressed()
    {
        await using var stage = await PageStage.Start();
        stage.Bot.Answer = _ => (200, Told("You are not asked."));
        var card = stage.TeamsCard(All, Card);
        var (status, body) = await stage.ActInTeams("press", Press("U0ANA", card, 0));
        status.ShouldBe(200);
        body["outcome"]!.ToString().ShouldBe("toast");
        body["text"]!.ToString().ShouldBe("You are not asked.");
        var sent = stage.Bot.Last.Json;
        sent["name"]!.ToString().ShouldBe("adaptiveCard/action");
        sent["from"]!["id"]!.ToString().ShouldBe("29:ana");
        sent["value"]!["action"]!["data"]!.ToJsonString().ShouldBe("""{"cr":"CR-1"}""");
        stage.Bot.Last.Headers["Authorization"].ShouldStartWith("Bearer ");
    }

    [Fact]
    public async Task What_is_not_before_a_person_can_not_be_pressed_or_read()
    {
        await using var stage = await PageStage.Start();
        var elsewhere = stage.TeamsCard(Mias, Card);
        var private_ = stage.TeamsCard(Personal(stage, "mia"), Card);
        var open = stage.TeamsCard(All, Card);
        (await stage.ActInTeams("press", Press("U0ANA", elsewhere, 0))).Status.ShouldBe(404);
        (await stage.ActInTeams("press", Press("U0ANA", private_, 0))).Status.ShouldBe(404);
        (await stage.ActInTeams("look", Press("U0ANA", private_, 0))).Status.ShouldBe(404);
        (await stage.ActInTeams("press", Press("U0LEE", open, 0))).Status.ShouldBe(404);
        (await stage.ActInTeams("press", Press("29:nobody", open, 0))).Status.ShouldBe(404);
        (await stage.ActInTeams("press", Press("U0ANA", open, 7))).Status.ShouldBe(409);
        (await stage.ActInTeams("press", Press("U0ANA", open, 0, sign: "0000000000000000"))).Status.ShouldBe(409);
        (await stage.ActInTeams("extension", $$$"""{"as":"U0ANA","command":"newSignoff","on":{"place":"{{{Mias}}}","message":"{{{elsewhere.Id}}}"}}""")).Status.ShouldBe(404);
        (await stage.State($"as=U0ANA&chat={Uri.EscapeDataString(Mias)}")).Body["teams"]!["messages"]!.AsArray().ShouldBeEmpty();
        stage.Bot.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_that_changed_can_not_be_pressed_as_it_was()
    {
        await using var stage = await PageStage.Start();
        var card = stage.TeamsCard(All, Card);
        stage.Teams.Tenant.Messages.Edit(card, now => now.With(stage.Teams.Tenant.Messages.Version((JsonObject)JsonNode.Parse(
            """{"attachments":[{"content":{"type":"AdaptiveCard","version":"1.5","actions":[{"type":"Action.Execute","title":"Other","verb":"other"}]}}]}""")!)));
        (await stage.ActInTeams("press", Press("U0ANA", card, 0))).Status.ShouldBe(409);
        stage.Bot.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_card_takes_only_what_its_fields_offer_and_holds_back_what_is_missing()
    {
        await using var stage = await PageStage.Start();
        stage.Bot.Answer = _ => (200, Told("Taken."));
        var card = stage.TeamsCard(All, Card);
        (await stage.ActInTeams("press", Press("U0ANA", card, 1, """{"other":"x"}"""))).Status.ShouldBe(400);
        (await stage.ActInTeams("press", Press("U0ANA", card, 1, """{"why":"x","tier":"top"}"""))).Status.ShouldBe(400);
        (await stage.ActInTeams("press", Press("U0ANA", card, 0, """{"why":"x"}"""))).Status.ShouldBe(400);
        (await stage.ActInTeams("press", Press("U0ANA", card, 1, """{"why":""}"""))).Body["errors"]!["why"]!.ToString().ShouldBe("Say why.");
        stage.Bot.Requests.ShouldBeEmpty();
        (await stage.ActInTeams("press", Press("U0ANA", card, 1, """{"why":"It leaks.","tier":"high"}"""))).Body["outcome"]!.ToString().ShouldBe("toast");
        stage.Bot.Last.Json["value"]!["action"]!["data"]!.ToJsonString().ShouldBe("""{"cr":"CR-1","why":"It leaks.","tier":"high"}""");
    }

    [Fact]
    public async Task A_dialog_is_sent_and_closed_only_by_who_has_it()
    {
        await using var stage = await PageStage.Start();
        var form = (JsonObject)JsonNode.Parse("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"Input.Text","id":"why","label":"Why"}],"actions":[{"type":"Action.Submit","title":"Send","data":{"do":"x"}}]}""")!;
        stage.Bot.Answer = _ => (200, new JsonObject
        {
            ["task"] = new JsonObject { ["type"] = "continue", ["value"] = new JsonObject { ["title"] = "Form", ["card"] = new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = form.DeepClone() } } },
        }.ToJsonString());
        var card = stage.TeamsCard(All, Card);
        (await stage.ActInTeams("press", Press("U0ANA", card, 2, """{"why":"x"}"""))).Body["outcome"]!.ToString().ShouldBe("dialogopened");
        var dialog = (await stage.State("as=U0ANA")).Body["teams"]!["dialog"]!;
        (await stage.State("as=29:mia")).Body["teams"]!["dialog"].ShouldBeNull();
        string Sent(string who, string more) => $$$"""{"as":"{{{who}}}","dialog":{{{dialog["id"]}}},"sign":"{{{dialog["sign"]}}}","press":0{{{more}}}}""";

        var before = stage.Bot.Requests.Count;
        (await stage.ActInTeams("submit", Sent("29:mia", ""))).Status.ShouldBe(409);
        (await stage.ActInTeams("close", Sent("29:mia", ""))).Status.ShouldBe(409);
        (await stage.ActInTeams("submit", Sent("U0ANA", ""","fields":{"who":"x"}"""))).Status.ShouldBe(400);
        stage.Bot.Requests.Count.ShouldBe(before);
        stage.Bot.Answer = _ => (200, "");
        (await stage.ActInTeams("submit", Sent("U0ANA", ""","fields":{"why":"So."}"""))).Body["outcome"]!.ToString().ShouldBe("closed");
        stage.Bot.Last.Json["value"]!["data"]!.ToJsonString().ShouldBe("""{"do":"x","why":"So."}""");
        (await stage.ActInTeams("close", Sent("U0ANA", ""))).Status.ShouldBe(409);
    }

    [Fact]
    public async Task The_bot_hears_the_personal_chat_and_elsewhere_only_its_name()
    {
        await using var stage = await PageStage.Start();
        string Said(string place, string text) => $$"""{"as":"U0ANA","in":"{{place}}","text":"{{text}}"}""";
        (await stage.ActInTeams("message", Said(Mias, "hi"))).Status.ShouldBe(404);
        (await stage.ActInTeams("message", Said(All, "hi <b> @mia"))).Body["outcome"]!.ToString().ShouldBe("posted");
        stage.Bot.Requests.ShouldBeEmpty();
        stage.Teams.Channel("General")[0].Text.ShouldBe("hi &lt;b&gt; <at>Mia Wolf</at>");
        (await stage.ActInTeams("message", Said(All, "@countersign list"))).Body["outcome"]!.ToString().ShouldBe("heard");
        stage.Bot.Last.Json["text"]!.ToString().ShouldBe("<at>Countersign</at> list");
        (await stage.ActInTeams("message", Said(Personal(stage, "ana"), "list"))).Body["outcome"]!.ToString().ShouldBe("heard");
        (await stage.ActInTeams("message", """{"as":"U0ANA","in":"19:all@thread.tacv2","text":"x","thread":"1"}""")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task The_app_is_removed_and_added_for_oneself()
    {
        await using var stage = await PageStage.Start();
        (await stage.ActInTeams("install", """{"as":"U0ANA"}""")).Status.ShouldBe(409);
        (await stage.ActInTeams("uninstall", """{"as":"U0ANA"}""")).Status.ShouldBe(200);
        stage.Bot.Last.Json["action"]!.ToString().ShouldBe("remove");
        (await stage.ActInTeams("message", $$"""{"as":"U0ANA","in":"{{Personal(stage, "ana")}}","text":"hi"}""")).Status.ShouldBe(409);
        (await stage.State("as=29:mia")).Body["teams"]!["installed"]!.GetValue<bool>().ShouldBeTrue();
        (await stage.ActInTeams("install", """{"as":"U0ANA"}""")).Status.ShouldBe(200);
        stage.Bot.Last.Json["action"]!.ToString().ShouldBe("add");
    }

    [Fact]
    public async Task Only_the_pages_own_origin_acts_in_teams_too()
    {
        await using var stage = await PageStage.Start();
        var hello = $$"""{"as":"U0ANA","in":"{{All}}","text":"@Countersign list"}""";
        foreach (var origin in new[] { null, "null", "http://evil.example" })
            (await stage.Post("playground/api/teams/message", hello, origin)).Status.ShouldBe(403, origin);
        (await stage.Post("playground/api/teams/message", hello, stage.Address.GetLeftPart(UriPartial.Authority), more: request => request.Headers.Host = "evil.example")).Status.ShouldBe(403);
        stage.Bot.Requests.ShouldBeEmpty();
        (await stage.ActInTeams("nonsense", """{"as":"U0ANA"}""")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task A_card_refreshes_itself_once_for_who_it_names()
    {
        await using var stage = await PageStage.Start();
        stage.Bot.Answer = _ => (200, """{"statusCode":200,"type":"application/vnd.microsoft.card.adaptive","value":{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Yours"}]}}""");
        var card = stage.TeamsCard(All, """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Everybody's"}],"refresh":{"action":{"type":"Action.Execute","verb":"refresh"},"userIds":["29:mia"]}}""");
        async Task<JsonNode> Seen(string who) => (await stage.State($"as={who}&chat={All}")).Body["teams"]!["messages"]![0]!;
        (await Seen("29:mia"))["refresh"]!.GetValue<bool>().ShouldBeTrue();
        (await Seen("U0ANA"))["refresh"]!.GetValue<bool>().ShouldBeFalse();
        await stage.ActInTeams("look", Press("U0ANA", card, 0));
        stage.Bot.Requests.ShouldBeEmpty();
        await stage.ActInTeams("look", Press("29:mia", card, 0));
        await stage.ActInTeams("look", Press("29:mia", card, 0));
        stage.Bot.Requests.Count.ShouldBe(1);
        (await Seen("29:mia"))["card"]!["body"]![0]!["text"]!.ToString().ShouldBe("Yours");
        (await Seen("U0ANA"))["card"]!["body"]![0]!["text"]!.ToString().ShouldBe("Everybody's");
    }

    [Fact]
    public async Task Behind_the_scenes_names_the_activity()
    {
        await using var stage = await PageStage.Start();
        await stage.ActInTeams("message", $$"""{"as":"U0ANA","in":"{{Personal(stage, "ana")}}","text":"list"}""");
        await stage.ActInTeams("extension", $$"""{"as":"U0ANA","in":"{{All}}","command":"newSignoff"}""");
        var acts = (await stage.Get("playground/api/trace")).Body["acts"]!.AsArray();
        acts[0]!["request"]!["kind"]!.ToString().ShouldBe("invoke composeExtension/fetchTask");
        acts[1]!["request"]!["line"]!.ToString().ShouldBe("POST /api/messages");
        acts[1]!["request"]!["kind"]!.ToString().ShouldBe("message");
        acts[1]!["answer"]!["status"]!.GetValue<int>().ShouldBe(200);
    }
}
