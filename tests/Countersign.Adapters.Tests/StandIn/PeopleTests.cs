using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Playground.Slack;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class PeopleTests
{
    private const string Card = """
        [{"type":"header","text":{"type":"plain_text","text":"CR-1"}},
         {"type":"actions","block_id":"decide","elements":[
           {"type":"button","action_id":"approve","value":"CR-1:3","text":{"type":"plain_text","text":"Approve"},
            "confirm":{"title":{"type":"plain_text","text":"Sure?"},"text":{"type":"plain_text","text":"This is critical."},"confirm":{"type":"plain_text","text":"Yes"},"deny":{"type":"plain_text","text":"No"}}},
           {"type":"overflow","action_id":"more","options":[{"text":{"type":"plain_text","text":"Decline"},"value":"decline:CR-1"}]}]}]
        """;

    [Fact]
    public async Task What_is_sent_carries_the_signature_that_slack_documents()
    {
        await using var stage = await SlackStage.Start();
        await stage.Ana.Run("/signoff fix *all* of ~it & “more” 🚀", "payments");
        var request = stage.Bot.Last;
        var signed = $"v0:{request.Headers["X-Slack-Request-Timestamp"]}:{Encoding.UTF8.GetString(request.Body)}";
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("stand-in-signing-secret"), Encoding.UTF8.GetBytes(signed));
        request.Headers["X-Slack-Signature"].ShouldBe("v0=" + Convert.ToHexString(expected).ToLowerInvariant());
        request.Headers["X-Slack-Request-Timestamp"].ShouldBe("1763629200");
        request.Text.ShouldContain("text=fix+%2Aall%2A+of+%7Eit+%26amp%3B+%E2%80%9Cmore%E2%80%9D+%F0%9F%9A%80");
        request.Field("channel_name").ShouldBe("payments");
    }

    [Fact]
    public async Task A_replay_is_the_same_byte_for_byte_and_a_forgery_says_so()
    {
        await using var stage = await SlackStage.Start();
        await stage.Ana.Run("/signoff");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        (await stage.Slack.Sender.Replay(3)).ShouldAllBe(answer => answer.Ok);
        stage.Bot.Requests.Count.ShouldBe(4);
        stage.Bot.Requests.Select(request => (request.Text, request.Headers["X-Slack-Signature"], request.Headers["X-Slack-Request-Timestamp"])).Distinct().Count().ShouldBe(1);

        await stage.Slack.Sender.Send("slack/events", "{}"u8.ToArray(), SlackSender.JsonType, TimeSpan.FromSeconds(-301), "v0=00");
        stage.Bot.Last.Headers["X-Slack-Signature"].ShouldBe("v0=00");
        stage.Bot.Last.Headers["X-Slack-Request-Timestamp"].ShouldBe("1763628959");
    }

    [Fact]
    public async Task A_command_shows_its_answer_to_the_person_only()
    {
        await using var stage = await SlackStage.Start();
        stage.Bot.Answer = _ => (200, "plain words");
        (await stage.Ana.Run("/signoff help")).Text.ShouldBe("plain words");
        stage.Bot.Answer = _ => (200, """{"response_type":"ephemeral","blocks":[{"type":"section","text":{"type":"mrkdwn","text":"*3* open"}}]}""");
        (await stage.Ana.Run("/signoff", "payments")).Readable.ShouldBe("*3* open");
        stage.Bot.Answer = _ => (200, """{"blocks":[{"type":"nonsense"}]}""");
        (await stage.Ana.Run("/signoff")).Trouble!.ShouldContain("unsupported type: nonsense");
        stage.Ana.Ephemerals.Count.ShouldBe(2);
        stage.Slack.Channel("payments").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_press_carries_the_card_as_it_stood()
    {
        await using var stage = await SlackStage.Start();
        var (channel, ts) = await stage.Card("C0PAY", Card);
        var answer = await stage.Ana.Click("Approve", on: "CR-1", channel: "payments");
        answer.ConfirmShown!.ShouldStartWith("Sure?");
        var payload = stage.Bot.Last.Payload;
        ((string?)payload["container"]!["message_ts"], (string?)payload["container"]!["channel_id"]).ShouldBe((ts, channel));
        ((string?)payload["actions"]![0]!["value"], (string?)payload["actions"]![0]!["block_id"]).ShouldBe(("CR-1:3", "decide"));
        payload["message"]!["blocks"]!.AsArray().Count.ShouldBe(2);

        await stage.Ana.Choose("Decline", on: "CR-1", channel: "payments");
        ((string?)stage.Bot.Last.Payload["actions"]![0]!["selected_option"]!["value"]).ShouldBe("decline:CR-1");
    }

    [Fact]
    public async Task A_confirmation_can_be_refused_and_a_stale_card_pressed()
    {
        await using var stage = await SlackStage.Start();
        var (channel, ts) = await stage.Card("C0PAY", Card);
        (await stage.Ana.Click("Approve", on: "CR-1", channel: "payments", accept: false)).Withdrawn.ShouldBeTrue();
        stage.Bot.Requests.ShouldBeEmpty();

        await stage.Call("chat.update", new JsonObject { ["channel"] = channel, ["ts"] = ts, ["text"] = "CR-1 is approved" });
        var message = stage.Slack.Channel("payments").Single();
        Should.Throw<ArgumentException>(() => stage.Ana.Click("Approve", message));
        (await stage.Ana.Click("Approve", message, version: 0)).Ok.ShouldBeTrue();
    }

    [Fact]
    public async Task A_form_is_held_back_until_it_is_filled_in()
    {
        await using var stage = await OnForm();
        (await stage.Ana.Submit(("Tier", "High"))).Errors["why"].ShouldBe("Please complete this required field.");
        (await stage.Ana.Submit(("Reason", "far too long"))).Outcome.ShouldBe(Submitted.HeldByForm);
        (await stage.Ana.Submit(("Reason", "ok"), ("Tier", "High"))).Outcome.ShouldBe(Submitted.Closed);

        var values = stage.Bot.Last.Payload["view"]!["state"]!["values"]!;
        ((string?)values["why"]!["text"]!["value"]).ShouldBe("ok");
        ((string?)values["tier"]!["pick"]!["selected_option"]!["value"]).ShouldBe("high");
        ((string?)stage.Bot.Last.Payload["view"]!["private_metadata"]).ShouldBe("CR-1");
        stage.Ana.OpenView.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"response_action":"errors","errors":{"why":"Say more."}}""", Submitted.Errors, "Form")]
    [InlineData("""{"response_action":"errors","errors":{"nowhere":"Say more."}}""", Submitted.Trouble, "Form")]
    [InlineData("""{"response_action":"clear"}""", Submitted.Cleared, null)]
    [InlineData("""{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"Next"},"blocks":[]}}""", Submitted.Updated, "Next")]
    [InlineData("""{"response_action":"push","view":{"type":"modal","title":{"type":"plain_text","text":"Top"},"blocks":[]}}""", Submitted.Pushed, "Top")]
    [InlineData("""{"response_action":"update","view":{"type":"modal","blocks":[]}}""", Submitted.Trouble, "Form")]
    [InlineData("OK", Submitted.Trouble, "Form")]
    public async Task The_answer_to_a_form_changes_the_screen(string answer, Submitted outcome, string? title)
    {
        await using var stage = await OnForm();
        stage.Bot.Answer = _ => (200, answer);
        (await stage.Ana.Submit(("Reason", "ok"))).Outcome.ShouldBe(outcome);
        stage.Ana.OpenView?.Title.ShouldBe(title);
        (stage.Ana.OpenView is null).ShouldBe(title is null);
    }

    [Fact]
    public async Task A_choice_on_an_open_form_tells_what_is_filled_in()
    {
        await using var stage = await OnForm();
        await stage.Ana.ClickInView("High", fields: ("Reason", "ok"));
        var payload = stage.Bot.Last.Payload;
        ((string?)payload["container"]!["view_id"]).ShouldBe(stage.Ana.OpenView!.Id);
        ((string?)payload["view"]!["state"]!["values"]!["why"]!["text"]!["value"]).ShouldBe("ok");
        payload["response_url"].ShouldBeNull();
    }

    [Fact]
    public async Task Events_are_tried_again_and_can_be_delivered_twice()
    {
        await using var stage = await SlackStage.Start();
        stage.Bot.Answer = _ => stage.Bot.Requests.Count < 3 ? (500, "") : (200, "");
        var delivered = await stage.Ana.SendEvent(new() { ["type"] = "app_home_opened" }, retry: true);
        delivered.Tries.Select(answer => answer.Status).ShouldBe([500, 500, 200]);
        stage.Bot.Requests.Select(request => request.Headers.GetValueOrDefault("X-Slack-Retry-Num")).ShouldBe([null, "1", "2"]);
        stage.Bot.Last.Headers["X-Slack-Retry-Reason"].ShouldBe("http_error");
        stage.Bot.Requests.Select(request => (string?)request.Json["event_id"]).Distinct().ShouldBe([delivered.EventId]);
        (await stage.Ana.SendEvent(new() { ["type"] = "app_home_opened" }, redeliver: 2)).Tries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Waiting_in_vain_tells_what_did_arrive()
    {
        await using var stage = await SlackStage.Start(options => options with { Patience = TimeSpan.FromMilliseconds(100) });
        await stage.Card("U0ANA", Card);
        var late = await Should.ThrowAsync<TimeoutException>(stage.Ana.Sees("CR-2"));
        late.Message.ShouldContain("CR-1\n    [Approve] [Decline]");
        late.Message.ShouldContain("direct message with ana");
    }

    private static async Task<SlackStage> OnForm()
    {
        var stage = await SlackStage.Start();
        await stage.Ana.Run("/signoff");
        await stage.Call("views.open", new JsonObject { ["trigger_id"] = stage.Bot.Last.Field("trigger_id"), ["view"] = JsonNode.Parse(Form) });
        return stage;
    }

    private const string Form = """
        {"type":"modal","callback_id":"deny","private_metadata":"CR-1","title":{"type":"plain_text","text":"Form"},"submit":{"type":"plain_text","text":"Send"},"blocks":[
          {"type":"input","block_id":"why","label":{"type":"plain_text","text":"Reason"},"element":{"type":"plain_text_input","action_id":"text","max_length":5}},
          {"type":"input","block_id":"tier","optional":true,"label":{"type":"plain_text","text":"Tier"},"element":{"type":"static_select","action_id":"pick","options":[{"text":{"type":"plain_text","text":"High"},"value":"high"}]}}]}
        """;
}
