using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

public sealed class TeamsPeopleTests
{
    private const string Base = """
        {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"CR-1"},{"type":"Input.Text","id":"note","label":"Note"}],
         "actions":[
          {"type":"Action.Execute","title":"Approve","verb":"approve","data":{"id":1},"fallback":{"type":"Action.Submit","title":"Approve","data":{"old":1}}},
          {"type":"Action.ShowCard","title":"Deny…","card":{"type":"AdaptiveCard","body":[{"type":"Input.Text","id":"why","label":"Why?","isRequired":true,"errorMessage":"Say why."}],"actions":[{"type":"Action.Execute","title":"Deny","verb":"deny"}]}},
          {"type":"Action.Submit","title":"Form","data":{"msteams":{"type":"task/fetch"},"id":1}},
          {"type":"Action.Submit","title":"Plain","data":{"id":1},"associatedInputs":"none"},
          {"type":"Action.OpenUrl","title":"Open","url":"https://x/","mode":"secondary"}]}
        """;

    private const string Form = """
        {"type":"AdaptiveCard","version":"1.5","body":[
          {"type":"Input.Text","id":"title","label":"Title","isRequired":true,"errorMessage":"A title, please."},
          {"type":"Input.ChoiceSet","id":"tools","label":"Tools","isMultiSelect":true,"value":"a","choices":[{"title":"Alpha","value":"a"},{"title":"Beta","value":"b"}]},
          {"type":"Input.Toggle","id":"urgent","title":"Urgent"},
          {"type":"Input.Text","id":"rest","label":"Rest"}],
         "actions":[{"type":"Action.Submit","title":"Send","data":{"step":"1"}}]}
        """;

    private const string Refreshing = """
        {"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"CR-1"}],
         "refresh":{"action":{"type":"Action.Execute","verb":"refresh","data":{"id":1}},"userIds":["29:1LEE"]}}
        """;

    [Fact]
    public async Task Talk_in_the_personal_chat_has_Teams_shape()
    {
        await using var stage = await TeamsStage.Start();
        (await stage.Ana.Say("help <b>")).Status.ShouldBe(200);
        var activity = stage.Last;
        ((string?)activity["type"], (string?)activity["text"], (string?)activity["channelId"]).ShouldBe(("message", "help &lt;b&gt;", "msteams"));
        activity["from"]!.ToJsonString().ShouldBe("""{"id":"29:1ANA","name":"Ana Ruiz","aadObjectId":"a0a0a0a0-0000-4000-8000-000000000001"}""");
        ((string?)activity["recipient"]!["id"]).ShouldBe("28:b07b07b0-0000-4000-8000-000000000002");
        ((string?)activity["conversation"]!["conversationType"], (string?)activity["conversation"]!["id"]).ShouldBe(("personal", "a:11ANA"));
        ((string?)activity["channelData"]!["tenant"]!["id"]).ShouldBe("7e57ab1e-0000-4000-8000-000000000001");
        ((string?)activity["localTimestamp"]).ShouldBe("2025-11-20T10:00:00.000+01:00");
    }

    [Fact]
    public async Task Talk_in_a_channel_mentions_the_bot_and_whom_one_likes()
    {
        await using var stage = await TeamsStage.Start();
        var said = await stage.Ana.Say("assign @lee now", "payments");
        var activity = stage.Last;
        ((string?)activity["text"]).ShouldBe("<at>Countersign</at> assign <at>Lee Park</at> now");
        activity["entities"]!.AsArray().Select(entity => (string?)entity!["mentioned"]?["id"]).ShouldBe([null, "28:b07b07b0-0000-4000-8000-000000000002", "29:1LEE"]);
        ((string?)activity["conversation"]!["id"]).ShouldBe($"{TeamsStage.Payments};messageid={said.Message.Id}");
        ((string?)activity["channelData"]!["team"]!["id"]).ShouldBe("19:shop@thread.tacv2");
        (await stage.Ana.Say("between us", "payments", said.Message, mentionBot: false)).Http.ShouldBeNull();
        (await stage.Teams.As("out").Say("hello", "Release")).Status.ShouldBe(200);
        ((string?)stage.Last["from"]!["tenantId"]).ShouldBe("0ddba11a-0000-4000-8000-000000000009");
    }

    [Fact]
    public async Task Installing_tells_the_bot_twice_and_taking_away_once()
    {
        await using var stage = await TeamsStage.Start();
        (await stage.Ana.Install()).Count.ShouldBe(2);
        stage.Bot.Requests.Select(request => (string?)request.Json["type"]).ShouldBe(["conversationUpdate", "installationUpdate"]);
        ((string?)stage.Last["action"]).ShouldBe("add");
        await stage.Ana.Uninstall();
        ((string?)stage.Last["action"]).ShouldBe("remove");
        await Should.ThrowAsync<InvalidOperationException>(stage.Ana.Say("help"));
        await stage.Ana.RemoveBot("payments");
        stage.Bot.Requests.Any(request => (string?)request.Json["channelData"]!["eventType"] == "teamMemberRemoved").ShouldBeTrue();
        (await stage.CodeOf("POST", "", ConnectorTests.Thread(TeamsStage.Payments))).ShouldBe("BotNotInConversationRoster");
    }

    [Fact]
    public async Task A_whole_town_is_installed_at_once()
    {
        await using var stage = await TeamsStage.Start();
        await stage.Teams.InstallEverywhere();
        stage.Bot.Requests.Select(request => (string?)request.Json["conversation"]!["id"]).Distinct()
            .ShouldBe(["a:11ANA", "a:11LEE", "19:shop@thread.tacv2", "19:release@thread.v2"]);
    }

    [Fact]
    public async Task A_press_carries_its_data_and_what_was_filled_in_and_the_answered_card_is_ones_own()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Base);
        stage.AnswersCard("""{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Approved"}]}""");
        var answer = await stage.Ana.Press(message, "Approve", ("Note", "fine"));
        (answer.Outcome, answer.Readable).ShouldBe((PressOutcome.CardShown, "Approved"));
        ((string?)stage.Last["name"], (string?)stage.Last["replyToId"]).ShouldBe(("adaptiveCard/action", message.Id));
        ((string?)stage.Last["conversation"]!["id"]).ShouldBe(message.Conversation);
        stage.Last["value"]!.ToJsonString().ShouldBe("""{"action":{"type":"Action.Execute","verb":"approve","data":{"id":1,"note":"fine"},"title":"Approve"},"trigger":"manual"}""");
        (await stage.Ana.Sees("Approved", "payments")).Message.Id.ShouldBe(message.Id);
        (await stage.Lee.View(message)).Readable.ShouldContain("CR-1");

        await stage.Call("PUT", $"/{Uri.EscapeDataString(message.Conversation)}/activities/{message.Id}", TeamsStage.Activity(Base.Replace("CR-1", "CR-1 done", StringComparison.Ordinal)));
        (await stage.Ana.View(message)).Readable.ShouldContain("CR-1 done");
    }

    [Fact]
    public async Task A_message_and_an_error_are_private_notes()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Base);
        stage.Answers(new JsonObject { ["statusCode"] = 200, ["type"] = "application/vnd.microsoft.activity.message", ["value"] = "You can't." });
        (await stage.Ana.Press("Approve", on: "CR-1", place: "payments")).Outcome.ShouldBe(PressOutcome.Toast);
        stage.Answers(JsonNode.Parse("""{"statusCode":400,"type":"application/vnd.microsoft.error","value":{"code":"x","message":"Not now."}}""")!);
        (await stage.Ana.Press(message, "Approve")).Outcome.ShouldBe(PressOutcome.Error);
        stage.Ana.Toasts.Select(toast => toast.Text).ShouldBe(["You can't.", "Not now."]);
        stage.Lee.Toasts.ShouldBeEmpty();
        stage.Answers(new JsonObject { ["nonsense"] = true });
        (await stage.Ana.Press(message, "Approve")).Outcome.ShouldBe(PressOutcome.Trouble);
        stage.Teams.Faults.Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_client_holds_back_what_is_required_in_a_card_that_unfolds()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Base);
        var held = await stage.Ana.Press(message, "Deny");
        (held.Outcome, held.Errors["why"]).ShouldBe((PressOutcome.HeldByCard, "Say why."));
        stage.Bot.Requests.ShouldBeEmpty();
        await stage.Ana.Press(message, "Deny", ("Why?", "No tests"), ("Note", "n"));
        stage.Last["value"]!["action"]!["data"]!.ToJsonString().ShouldBe("""{"note":"n","why":"No tests"}""");
        Should.Throw<ArgumentException>(() => stage.Ana.Press(message, "Approve", ("Why?", "x"))).Message.ShouldContain("no field Why?");
        (await stage.Ana.Press(message, "Open")).Outcome.ShouldBe(PressOutcome.NothingSent);
    }

    [Fact]
    public async Task A_plain_Submit_and_a_fallback_are_messages()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Base, stage.Ana);
        (await stage.Ana.Press(message, "Plain")).Outcome.ShouldBe(PressOutcome.Sent);
        ((string?)stage.Last["type"], stage.Last["value"]!.ToJsonString(), (string?)stage.Last["replyToId"]).ShouldBe(("message", """{"id":1}""", message.Id));
        await stage.Ana.PressFallback(message, "Approve", ("Note", "n"));
        stage.Last["value"]!.ToJsonString().ShouldBe("""{"old":1,"note":"n"}""");
    }

    [Fact]
    public async Task A_card_refreshes_itself_for_those_it_names()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Refreshing);
        stage.AnswersCard(Base);
        await stage.Ana.View(message);
        stage.Bot.Requests.ShouldBeEmpty();
        var seen = await stage.Lee.View(message);
        (seen.Refresh!.Outcome, (string?)stage.Last["value"]!["trigger"]).ShouldBe((PressOutcome.CardShown, "automatic"));
        seen.Readable.ShouldContain("[Approve]");
        message.Readable.ShouldNotContain("[Approve]");
        await stage.Lee.Press("Approve", on: "CR-1", place: "payments");
        stage.Bot.Requests.Count.ShouldBe(2, "the view is there already");
    }

    [Fact]
    public async Task A_refresh_that_fails_leaves_the_card_and_tells_nobody()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Refreshing);
        stage.Bot.Answer = _ => (500, "");
        (await stage.Lee.View(message)).Readable.ShouldBe("CR-1");
        stage.Lee.Toasts.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_dialog_opens_keeps_its_defaults_shows_errors_and_closes()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Base, stage.Ana);
        stage.Answers(TeamsStage.Dialog(Form));
        (await stage.Ana.Press(message, "Form")).Outcome.ShouldBe(PressOutcome.DialogOpened);
        ((string?)stage.Last["name"], stage.Last["value"]!["data"]!.ToJsonString()).ShouldBe(("task/fetch", """{"msteams":{"type":"task/fetch"},"id":1}"""));
        stage.Ana.Dialog!.Readable.ShouldContain("Title");
        (await stage.Ana.Submit()).Errors["title"].ShouldBe("A title, please.");

        stage.Answers(TeamsStage.Dialog(Form.Replace("Urgent", "Not so urgent", StringComparison.Ordinal)));
        var again = await stage.Ana.Submit(("Title", "T"), ("Tools", "Alpha | b"), ("Urgent", "true"));
        again.Outcome.ShouldBe(DialogOutcome.Continued);
        ((string?)stage.Last["name"], stage.Last["value"]!["data"]!.ToJsonString()).ShouldBe(("task/submit", """{"step":"1","title":"T","tools":"a,b","urgent":"true"}"""));

        stage.Bot.Answer = _ => (200, "");
        (await stage.Ana.Submit(("title", "T"))).Outcome.ShouldBe(DialogOutcome.Closed);
        stage.Last["value"]!["data"]!.ToJsonString().ShouldBe("""{"step":"1","title":"T","tools":"a","urgent":"false"}""");
        stage.Ana.Dialog.ShouldBeNull();
    }

    [Fact]
    public async Task A_message_extension_opens_a_dialog_and_sends_it_under_its_own_name()
    {
        await using var stage = await TeamsStage.Start();
        stage.Answers(TeamsStage.Dialog(Form));
        var said = await stage.Lee.Say("see https://example.com/12", "payments", mentionBot: false);
        (await stage.Ana.OpenExtension("newSignoff", ExtensionContext.Message, said.Message)).Outcome.ShouldBe(PressOutcome.DialogOpened);
        var value = stage.Last["value"]!;
        ((string?)stage.Last["name"], (string?)value["commandId"], (string?)value["commandContext"]).ShouldBe(("composeExtension/fetchTask", "newSignoff", "message"));
        ((string?)value["messagePayload"]!["from"]!["user"]!["displayName"]).ShouldBe("Lee Park");
        stage.Answers(new JsonObject { ["task"] = new JsonObject { ["type"] = "message", ["value"] = "CR-1 is on its way." } });
        var sent = await stage.Ana.Submit(("Title", "T"));
        (sent.Outcome, sent.Text).ShouldBe((DialogOutcome.Message, "CR-1 is on its way."));
        ((string?)stage.Last["name"], (string?)stage.Last["value"]!["commandId"]).ShouldBe(("composeExtension/submitAction", "newSignoff"));
        stage.Ana.Dialog.ShouldBeNull();
    }

    [Fact]
    public async Task A_stale_card_and_a_made_up_press_can_be_sent()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Base);
        var old = message.Card!;
        await stage.Call("PUT", $"/{Uri.EscapeDataString(message.Conversation)}/activities/{message.Id}", TeamsStage.Activity(Refreshing));
        await stage.Ana.PressStale(stage.Teams.Now(message), old, "Approve");
        ((string?)stage.Last["value"]!["action"]!["verb"]).ShouldBe("approve");
        await stage.Teams.Sender.Send(stage.Ana.ExecuteActivity(message, "approve", new JsonObject { ["id"] = 99 }), token: "");
        stage.Bot.Last.Headers.ShouldNotContainKey("Authorization");
        ((int?)stage.Last["value"]!["action"]!["data"]!["id"]).ShouldBe(99);
    }

    [Fact]
    public async Task What_was_said_and_installed_outlives_the_process()
    {
        var path = Path.GetTempFileName();
        try
        {
            await using (var stage = await TeamsStage.Start())
            {
                await stage.Card(Base);
                await stage.Card(Base, stage.Ana);
                await stage.Ana.RemoveBot("Release");
                stage.Teams.Tenant.Directory.SetInstalled(stage.Lee.User, false);
                stage.Teams.Tenant.Save(path);
            }
            await using var next = await TeamsStage.Start();
            next.Teams.Tenant.Directory.SetInstalled(next.Lee.User, false);
            next.Teams.Tenant.Load(path).ShouldBeTrue();
            next.Teams.Channel("payments").ShouldHaveSingleItem().Readable.ShouldContain("CR-1");
            next.Ana.Chat.Count.ShouldBe(1);
            next.Teams.Tenant.Directory.Place("Release")!.HasBot.ShouldBeFalse();
            next.Teams.Tenant.Directory.IsInstalledFor(next.Lee.User).ShouldBeFalse();
            await File.WriteAllTextAsync(path, """{"Messages":[{}]}""");
            next.Teams.Tenant.Load(path).ShouldBeFalse();
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Whatever_changes_is_told()
    {
        await using var stage = await TeamsStage.Start();
        var heard = new List<TeamsChangeKind>();
        stage.Teams.Tenant.Changed += change => heard.Add(change.Kind);
        var message = await stage.Card(Base);
        stage.AnswersCard(Base);
        await stage.Ana.Press(message, "Approve");
        stage.Answers(TeamsStage.Dialog(Form));
        await stage.Ana.Press(message, "Form");
        stage.Ana.Cancel();
        heard.ShouldBe([TeamsChangeKind.MessagePosted, TeamsChangeKind.ViewReplaced, TeamsChangeKind.DialogShown, TeamsChangeKind.DialogClosed]);
    }
}
