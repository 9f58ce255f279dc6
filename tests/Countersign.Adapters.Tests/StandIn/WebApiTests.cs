using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class WebApiTests
{
    [Fact]
    public async Task Without_the_right_token_nothing_is_answered()
    {
        await using var stage = await SlackStage.Start();
        (await stage.BodyOf("auth.test", new JsonObject(), token: null)).ShouldContain("not_authed");
        (await stage.BodyOf("auth.test", new JsonObject(), token: "xoxb-other")).ShouldContain("invalid_auth");
        (await stage.ErrorOf("chat.shout", new JsonObject())).ShouldBe("unknown_method");
    }

    [Fact]
    public async Task The_granted_scopes_stand_in_a_header_and_a_missing_one_is_named()
    {
        await using var stage = await SlackStage.Start();
        using var test = await stage.Post("auth.test", new JsonObject());
        test.Headers.GetValues("x-oauth-scopes").Single().ShouldBe("commands,chat:write,im:write,users:read");
        var dnd = await stage.CallForm("dnd.teamInfo", ("users", "U0ANA"));
        ((string?)dnd["error"]).ShouldBe("missing_scope");
        ((string?)dnd["needed"]).ShouldBe("dnd:read");
        ((string?)dnd["provided"]).ShouldBe("commands,chat:write,im:write,users:read");
    }

    [Fact]
    public async Task Do_not_disturb_is_told_of_fifty_people_at_once_and_a_status_with_its_end()
    {
        await using var stage = await SlackStage.Start(o => o with { Scopes = [.. o.Scopes, "dnd:read"] });
        var start = DateTimeOffset.FromUnixTimeSeconds(1_763_629_200);
        stage.Slack.Workspace.Members.Put(stage.Ana.User with { StatusEmoji = ":palm_tree:", StatusExpires = start, Dnd = new DndWindow(start, start.AddHours(1)) });
        var users = (await stage.CallForm("dnd.teamInfo", ("users", "U0ANA,U0LEE")))["users"]!;
        users["U0ANA"]!.ToJsonString().ShouldBe("""{"dnd_enabled":true,"next_dnd_start_ts":1763629200,"next_dnd_end_ts":1763632800}""");
        users["U0LEE"]!.ToJsonString().ShouldBe("""{"dnd_enabled":false,"next_dnd_start_ts":1,"next_dnd_end_ts":1}""");
        var profile = (await stage.CallForm("users.info", ("user", "U0ANA")))["user"]!["profile"]!;
        ((string?)profile["status_emoji"], (long)profile["status_expiration"]!).ShouldBe((":palm_tree:", 1_763_629_200));
        var many = string.Join(',', Enumerable.Repeat("U0ANA", 51));
        ((string?)(await stage.CallForm("dnd.teamInfo", ("users", many)))["error"]).ShouldBe("too_many_users");
    }

    [Theory]
    [InlineData("C0NONE", "channel_not_found")]
    [InlineData("payments", "channel_not_found")]
    [InlineData("C0OLD", "is_archived")]
    [InlineData("C0OUT", "not_in_channel")]
    [InlineData("U0GONE", "user_disabled")]
    public async Task A_message_reaches_only_where_the_bot_may_write(string channel, string error)
    {
        await using var stage = await SlackStage.Start();
        (await stage.ErrorOf("chat.postMessage", Says(channel, "hello"))).ShouldBe(error);
    }

    [Fact]
    public async Task Writing_to_a_person_opens_the_direct_message_and_names_it()
    {
        await using var stage = await SlackStage.Start();
        var posted = await stage.Call("chat.postMessage", Says("U0ANA", "hello"));
        var channel = (string)posted["channel"]!;
        channel.ShouldStartWith("D");
        stage.Ana.Dm.Single().Text.ShouldBe("hello");
        var opened = await stage.Call("conversations.open", new JsonObject { ["users"] = "U0ANA" });
        ((string)opened["channel"]!["id"]!).ShouldBe(channel);
    }

    [Fact]
    public async Task Message_times_grow_while_the_clock_stands_still()
    {
        await using var stage = await SlackStage.Start();
        var times = new List<string>();
        for (var i = 0; i < 3; i++) times.Add((string)(await stage.Call("chat.postMessage", Says("C0PAY", "x")))["ts"]!);
        times.ShouldBe(["1763629200.000000", "1763629200.000100", "1763629200.000200"]);
    }

    [Fact]
    public async Task An_update_with_text_alone_removes_the_blocks_and_keeps_the_history()
    {
        await using var stage = await SlackStage.Start();
        var (channel, ts) = await stage.Card("U0ANA", """[{"type":"header","text":{"type":"plain_text","text":"CR-1"}}]""");
        (await stage.ErrorOf("chat.update", new JsonObject { ["channel"] = "U0ANA", ["ts"] = ts, ["text"] = "x" })).ShouldBe("channel_not_found");
        (await stage.ErrorOf("chat.update", new JsonObject { ["channel"] = channel, ["ts"] = "1.000000", ["text"] = "x" })).ShouldBe("message_not_found");
        (await stage.ErrorOf("chat.update", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["text"] = "done" })).ShouldBeNull();

        var message = stage.Ana.Dm.Single();
        message.Blocks.ShouldBeEmpty();
        message.Versions.Select(CardText.Of).ShouldBe(["CR-1", "done"]);
    }

    [Fact]
    public async Task An_ephemeral_message_needs_its_reader_in_the_channel()
    {
        await using var stage = await SlackStage.Start();
        var toLee = Says("C0PAY", "psst");
        toLee["user"] = "U0LEE";
        (await stage.ErrorOf("chat.postEphemeral", toLee)).ShouldBe("user_not_in_channel");
        var toAna = Says("C0PAY", "psst");
        toAna["user"] = "U0ANA";
        (await stage.ErrorOf("chat.postEphemeral", toAna)).ShouldBeNull();
        stage.Ana.Ephemerals.Single().Via.ShouldBe(MessageVia.PostEphemeral);
        stage.Slack.Channel("payments").ShouldBeEmpty();
    }

    [Fact]
    public async Task Reading_methods_do_not_see_arguments_in_json()
    {
        await using var stage = await SlackStage.Start();
        (await stage.ErrorOf("users.info", new JsonObject { ["user"] = "U0ANA" })).ShouldBe("invalid_arguments");
        ((string)(await stage.CallForm("users.info", ("user", "U0ANA")))["user"]!["real_name"]!).ShouldBe("Ana Ruiz");
        ((string)(await stage.CallForm("users.info", ("user", "U0NONE")))["error"]!).ShouldBe("user_not_found");
    }

    [Fact]
    public async Task Users_come_in_pages()
    {
        await using var stage = await SlackStage.Start();
        var first = await stage.CallForm("users.list", ("limit", "3"));
        first["members"]!.AsArray().Count.ShouldBe(3);
        var rest = await stage.CallForm("users.list", ("limit", "3"), ("cursor", (string)first["response_metadata"]!["next_cursor"]!));
        rest["members"]!.AsArray().Count.ShouldBe(1);
        ((string)rest["response_metadata"]!["next_cursor"]!).ShouldBe("");
    }

    [Fact]
    public async Task A_form_carries_blocks_as_a_string_of_json()
    {
        await using var stage = await SlackStage.Start();
        var posted = await stage.CallForm("chat.postMessage", ("channel", "C0PAY"), ("text", "x"), ("blocks", """[{"type":"header","text":{"type":"plain_text","text":"CR-2"}}]"""));
        ((bool)posted["ok"]!).ShouldBeTrue();
        var link = await stage.CallForm("chat.getPermalink", ("channel", "C0PAY"), ("message_ts", (string)posted["ts"]!));
        ((string)link["permalink"]!).ShouldBe("https://standin.slack.com/archives/C0PAY/p1763629200000000");
        stage.Slack.Channel("payments").Single().Readable.ShouldBe("CR-2");
    }

    [Fact]
    public async Task Every_call_is_logged_with_its_answer()
    {
        await using var stage = await SlackStage.Start();
        await stage.Call("chat.postMessage", Says("C0NONE", "hello"));
        var call = stage.Slack.Calls.Single();
        (call.Method, call.Ok, call.Error, (string?)call.Arguments["text"]).ShouldBe(("chat.postMessage", false, "channel_not_found", "hello"));
    }

    private static JsonObject Says(string channel, string text) => new() { ["channel"] = channel, ["text"] = text };
}
