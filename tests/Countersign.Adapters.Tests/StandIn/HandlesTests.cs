using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

/// <summary>Trigger ids, response URLs and view hashes.</summary>
public sealed class HandlesTests
{
    [Fact]
    public async Task A_trigger_opens_one_view()
    {
        await using var stage = await SlackStage.Start();
        var trigger = await Trigger(stage);
        (await Open(stage, trigger)).ShouldBeNull();
        stage.Ana.OpenView!.Title.ShouldBe("Form");
        (await Open(stage, trigger)).ShouldBe("exchanged_trigger_id");
        (await Open(stage, "1.2.made-up")).ShouldBe("invalid_trigger_id");
    }

    [Fact]
    public async Task A_trigger_lives_three_seconds()
    {
        await using var stage = await SlackStage.Start();
        var (inTime, late) = (await Trigger(stage), await Trigger(stage));
        stage.Clock.Advance(TimeSpan.FromSeconds(3));
        (await Open(stage, inTime)).ShouldBeNull();
        stage.Clock.Advance(TimeSpan.FromMilliseconds(1));
        (await Open(stage, late)).ShouldBe("expired_trigger_id");
    }

    [Fact]
    public async Task The_other_spelling_of_the_trigger_errors_can_be_asked_for()
    {
        await using var stage = await SlackStage.Start(options => options with { OtherTriggerErrors = true });
        var trigger = await Trigger(stage);
        await Open(stage, trigger);
        (await Open(stage, trigger)).ShouldBe("trigger_exchanged");
    }

    [Fact]
    public async Task Three_views_lie_on_top_of_each_other_and_no_fourth()
    {
        await using var stage = await SlackStage.Start();
        await Open(stage, await Trigger(stage));
        (await Open(stage, await Trigger(stage), "views.push")).ShouldBeNull();
        (await Open(stage, await Trigger(stage), "views.push")).ShouldBeNull();
        (await Open(stage, await Trigger(stage), "views.push")).ShouldBe("push_limit_reached");
        await stage.Ana.CloseView();
        await stage.Ana.CloseView();
        stage.Ana.OpenView!.PreviousId.ShouldBeNull();
    }

    [Fact]
    public async Task An_update_with_an_old_hash_is_a_conflict()
    {
        await using var stage = await SlackStage.Start();
        await Open(stage, await Trigger(stage));
        var view = stage.Ana.OpenView!;
        (await Update(stage, view.Id, view.Hash)).ShouldBeNull();
        (await Update(stage, view.Id, view.Hash)).ShouldBe("hash_conflict");
        (await Update(stage, view.Id, null)).ShouldBeNull();
        await stage.Ana.CloseView();
        (await Update(stage, view.Id, null)).ShouldBe("not_found");
    }

    [Fact]
    public async Task A_response_url_takes_five_answers()
    {
        await using var stage = await SlackStage.Start();
        var url = await ResponseUrl(stage);
        for (var i = 0; i < 5; i++) (await Respond(stage, url, """{"text":"hi"}""")).ShouldBe(200);
        (await Respond(stage, url, """{"text":"hi"}""")).ShouldBe(404);
        stage.Ana.Ephemerals.Count.ShouldBe(5);
        stage.Ana.Ephemerals.ShouldAllBe(message => message.Via == MessageVia.ResponseUrl);
    }

    [Fact]
    public async Task A_response_url_lives_half_an_hour()
    {
        await using var stage = await SlackStage.Start();
        var url = await ResponseUrl(stage);
        stage.Clock.Advance(TimeSpan.FromMinutes(30));
        (await Respond(stage, url, """{"text":"hi","response_type":"in_channel"}""")).ShouldBe(200);
        stage.Slack.Channel("payments").Single().Text.ShouldBe("hi");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Respond(stage, url, """{"text":"hi"}""")).ShouldBe(404);
    }

    [Fact]
    public async Task An_ephemeral_message_is_replaced_or_deleted_but_never_shown_to_all()
    {
        await using var stage = await SlackStage.Start();
        await Respond(stage, await ResponseUrl(stage), """{"text":"sure?","blocks":[{"type":"actions","elements":[{"type":"button","action_id":"yes","text":{"type":"plain_text","text":"Yes"}}]}]}""");
        await stage.Ana.Click("Yes", stage.Ana.Ephemerals.Single());
        var payload = stage.Bot.Last.Payload;
        payload["message"].ShouldBeNull();
        var url = (string)payload["response_url"]!;

        await Respond(stage, url, """{"text":"done","replace_original":true,"response_type":"in_channel"}""");
        stage.Slack.Channel("payments").ShouldBeEmpty();
        stage.Ana.Ephemerals.Single().Readable.ShouldBe("done");
        await Respond(stage, url, """{"delete_original":true}""");
        stage.Ana.Ephemerals.ShouldBeEmpty();
    }

    private static async Task<string> Trigger(SlackStage stage)
    {
        await stage.Ana.Run("/signoff");
        return stage.Bot.Last.Field("trigger_id");
    }

    private static async Task<string> ResponseUrl(SlackStage stage)
    {
        await stage.Ana.Run("/signoff", "payments");
        return stage.Bot.Last.Field("response_url");
    }

    private static async Task<int> Respond(SlackStage stage, string url, string body)
    {
        using var answer = await stage.Post(url, JsonNode.Parse(body)!, token: null);
        return (int)answer.StatusCode;
    }

    private static Task<string?> Open(SlackStage stage, string trigger, string method = "views.open") =>
        stage.ErrorOf(method, new JsonObject { ["trigger_id"] = trigger, ["view"] = Form() });

    private static Task<string?> Update(SlackStage stage, string id, string? hash) =>
        stage.ErrorOf("views.update", new JsonObject { ["view_id"] = id, ["hash"] = hash, ["view"] = Form() });

    private static JsonNode Form() => JsonNode.Parse("""{"type":"modal","title":{"type":"plain_text","text":"Form"},"blocks":[{"type":"divider"}]}""")!;
}
