using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

public sealed class ConnectorTests
{
    private const string Card = """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Hello"}]}""";

    [Fact]
    public async Task A_personal_chat_is_made_once_for_a_person_who_has_the_app()
    {
        await using var stage = await TeamsStage.Start();
        var (first, second) = (await stage.Call("POST", "", Personal("29:1ANA")), await stage.Call("POST", "", Personal("29:1ANA")));
        (first.Status, (string?)first.Body!["id"]).ShouldBe((201, "a:11ANA"));
        second.Body!.ToJsonString().ShouldBe(first.Body.ToJsonString());
        stage.Teams.Tenant.Directory.SetInstalled(stage.Ana.User, false);
        (await stage.CodeOf("POST", "", Personal("29:1ANA"))).ShouldBe("ForbiddenOperationException");
        (await stage.CodeOf("POST", "", Personal("29:1NOBODY"))).ShouldBe("BadSyntax");
        (await stage.Call("POST", TeamsStage.Chat(stage.Ana) + "/activities", TeamsStage.Activity(Card))).Status.ShouldBe(403);
    }

    [Fact]
    public async Task A_thread_begins_with_an_activity_and_takes_replies()
    {
        await using var stage = await TeamsStage.Start();
        var (status, body) = await stage.Call("POST", "", Thread(TeamsStage.Payments));
        status.ShouldBe(201);
        var (conversation, root) = ((string)body!["id"]!, (string)body["activityId"]!);
        conversation.ShouldBe($"{TeamsStage.Payments};messageid={root}");
        (await stage.Call("POST", $"/{Uri.EscapeDataString(conversation)}/activities", TeamsStage.Activity(Card))).Status.ShouldBe(201);
        var messages = stage.Teams.Channel("payments");
        messages.Select(message => (message.IsReply, message.Thread)).ShouldBe([(false, root), (true, root)]);
        (await stage.CodeOf("POST", "", Thread("19:silent@thread.tacv2"))).ShouldBe("BotNotInConversationRoster");
        (await stage.CodeOf("POST", "", Thread("19:nowhere@thread.tacv2"))).ShouldBe("ConversationNotFound");
        (await stage.CodeOf("POST", $"/{Uri.EscapeDataString(TeamsStage.Payments + ";messageid=1")}/activities", TeamsStage.Activity(Card))).ShouldBe("ConversationNotFound");
    }

    [Fact]
    public async Task A_message_is_updated_and_taken_away()
    {
        await using var stage = await TeamsStage.Start();
        var message = await stage.Card(Card, stage.Ana);
        var path = $"{TeamsStage.Chat(stage.Ana)}/activities/{message.Id}";
        (await stage.Call("PUT", path, TeamsStage.Activity(Card.Replace("Hello", "Bye", StringComparison.Ordinal)))).Status.ShouldBe(200);
        stage.Ana.Chat.ShouldHaveSingleItem().Versions.Select(version => AdaptiveCardText.Of(version)).ShouldBe(["Hello", "Bye"]);
        (await stage.Call("DELETE", path)).Status.ShouldBe(200);
        stage.Ana.Chat.ShouldBeEmpty();
        (await stage.CodeOf("PUT", path, TeamsStage.Activity(Card))).ShouldBe("ActivityNotFoundInConversation");
        (await stage.Call("PUT", $"{TeamsStage.Chat(stage.Ana)}/activities/{message.Id}", TeamsStage.Activity(Card))).Status.ShouldBe(404);
        (await stage.CodeOf("DELETE", "/19%3Anowhere/activities/1")).ShouldBe("ConversationNotFound");
    }

    [Fact]
    public async Task Members_come_by_either_id_and_in_pages()
    {
        await using var stage = await TeamsStage.Start();
        var path = "/" + Uri.EscapeDataString(TeamsStage.Payments);
        var lee = stage.Lee.User;
        (await stage.Call("GET", $"{path}/members/{Uri.EscapeDataString(lee.Id)}")).Body!["aadObjectId"]!.GetValue<string>().ShouldBe(lee.DirectoryId);
        (await stage.Call("GET", $"{path}/members/{lee.DirectoryId}")).Body!["id"]!.GetValue<string>().ShouldBe(lee.Id);
        (await stage.Call("GET", $"{path}/members/29%3A1NOBODY")).Status.ShouldBe(404);
        var page = (await stage.Call("GET", $"{path}/pagedmembers?pageSize=2")).Body!;
        page["members"]!.AsArray().Count.ShouldBe(2);
        var rest = (await stage.Call("GET", $"{path}/pagedmembers?pageSize=2&continuationToken={page["continuationToken"]}")).Body!;
        (rest["members"]!.AsArray().Count, rest["continuationToken"]).ShouldBe((1, null));
        ((string?)rest["members"]![0]!["tenantId"]).ShouldBe("0ddba11a-0000-4000-8000-000000000009");
    }

    [Fact]
    public async Task Text_beside_a_card_gets_no_id_and_is_a_fault()
    {
        await using var stage = await TeamsStage.Start();
        var both = TeamsStage.Activity(Card);
        both["text"] = "Look";
        both.Remove("summary");
        var (status, body) = await stage.Call("POST", TeamsStage.Chat(stage.Ana) + "/activities", both);
        (status, body!.ToJsonString()).ShouldBe((201, "{}"));
        stage.Teams.Faults.Count.ShouldBe(2);
        stage.Teams.Faults[0].ShouldContain("text beside an attachment");
        stage.Teams.Faults[1].ShouldContain("summary");
    }

    [Fact]
    public async Task A_faulty_card_is_refused_and_remembered()
    {
        await using var stage = await TeamsStage.Start();
        var (status, body) = await stage.Call("POST", TeamsStage.Chat(stage.Ana) + "/activities", TeamsStage.Activity("""{"type":"AdaptiveCard","version":"1.6","body":[]}"""));
        (status, (string?)body!["error"]!["code"]).ShouldBe((400, "BadSyntax"));
        stage.Teams.Faults.ShouldHaveSingleItem().ShouldContain("up to 1.5");
        stage.Ana.Chat.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_message_beyond_28_KB_is_too_big()
    {
        await using var stage = await TeamsStage.Start();
        var card = Card.Replace("Hello", new string('x', 9_000), StringComparison.Ordinal);
        (await stage.Call("POST", TeamsStage.Chat(stage.Ana) + "/activities", TeamsStage.Activity(card))).Status.ShouldBe(201);
        var large = TeamsStage.Activity(card);
        large["summary"] = new string('x', 20_000);
        (await stage.CodeOf("POST", TeamsStage.Chat(stage.Ana) + "/activities", large)).ShouldBe("MessageSizeTooBig");
    }

    [Fact]
    public async Task The_other_spelling_of_the_directory_id_can_be_had()
    {
        await using var stage = await TeamsStage.Start(options => options with { OtherDirectoryIdName = true });
        var member = (await stage.Call("GET", TeamsStage.Chat(stage.Ana) + "/members")).Body![0]!;
        ((string?)member["objectId"], member["aadObjectId"]).ShouldBe((stage.Ana.User.DirectoryId, null));
    }

    internal static JsonObject Personal(string user) => new()
    {
        ["isGroup"] = false,
        ["bot"] = new JsonObject { ["id"] = "28:b07b07b0-0000-4000-8000-000000000002" },
        ["members"] = new JsonArray(new JsonObject { ["id"] = user }),
        ["tenantId"] = "7e57ab1e-0000-4000-8000-000000000001",
    };

    internal static JsonObject Thread(string channel) => new()
    {
        ["isGroup"] = true,
        ["channelData"] = new JsonObject { ["channel"] = new JsonObject { ["id"] = channel } },
        ["tenantId"] = "7e57ab1e-0000-4000-8000-000000000001",
        ["activity"] = TeamsStage.Activity(Card),
    };
}
