using Countersign.Edge;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class SlackApiTests
{
    private static readonly BotToken Bot = new("T1", "xoxb-canary");
    private static readonly SlackMessage Hi = new("Hi", [new Divider()]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_goes_out_as_json_with_the_bearer_and_nothing_unfurled()
    {
        await using var slack = await FakeSlack.Answering("""{"ok":true,"channel":"D1","ts":"1.2","message":{}}""");
        (await Api(slack).PostMessage(Bot, "U1", Hi, "9.9", Ct)).Done().ShouldBe(new PostedMessage("D1", "1.2"));

        var sent = slack.Received.ShouldHaveSingleItem();
        sent.ShouldBe(new FakeSlack.Sent(
            "/api/chat.postMessage",
            "application/json; charset=utf-8",
            "Bearer xoxb-canary",
            """{"channel":"U1","text":"Hi","blocks":[{"type":"divider"}],"thread_ts":"9.9","unfurl_links":false,"unfurl_media":false,"link_names":false,"parse":"none"}"""));
    }

    [Fact]
    public async Task Each_writing_method_sends_what_Slack_documents()
    {
        await using var slack = await FakeSlack.Answering(
            """{"ok":true,"channel":"D1","ts":"1.2","message_ts":"3.4","view":{"id":"V1","hash":"h"}}""");
        var api = Api(slack);
        var modal = new ModalView(new("M"), []);
        (await api.UpdateMessage(Bot, "D1", "1.2", Hi, Ct)).Done().Ts.ShouldBe("1.2");
        (await api.PostEphemeral(Bot, "C1", "U1", Hi, ct: Ct)).Done().MessageTs.ShouldBe("3.4");
        (await api.OpenView(Bot, "t.1", modal, Ct)).Done().ShouldBe(new OpenedView("V1", "h"));
        (await api.PushView(Bot, "t.1", modal, Ct)).Done().Id.ShouldBe("V1");
        (await api.UpdateView(Bot, "V1", "h", modal, Ct)).Done().Id.ShouldBe("V1");
        (await api.PublishHome(Bot, "U1", new HomeView([]), ct: Ct)).Done().Id.ShouldBe("V1");

        const string Modal = """{"type":"modal","title":{"type":"plain_text","text":"M","emoji":false},"blocks":[]}""";
        slack.Received.Select(sent => $"{sent.Path} {sent.Body}").ShouldBe(
        [
            """/api/chat.update {"channel":"D1","ts":"1.2","text":"Hi","blocks":[{"type":"divider"}],"link_names":false,"parse":"none"}""",
            """/api/chat.postEphemeral {"channel":"C1","user":"U1","text":"Hi","blocks":[{"type":"divider"}],"link_names":false,"parse":"none"}""",
            $$"""/api/views.open {"trigger_id":"t.1","view":{{Modal}}}""",
            $$"""/api/views.push {"trigger_id":"t.1","view":{{Modal}}}""",
            $$"""/api/views.update {"view_id":"V1","hash":"h","view":{{Modal}}}""",
            """/api/views.publish {"user_id":"U1","view":{"type":"home","blocks":[]}}""",
        ]);
    }

    [Fact]
    public async Task Reading_methods_send_a_form()
    {
        await using var slack = await FakeSlack.Answering(
            """
            {"ok":true,"team_id":"T1","user_id":"UBOT","bot_id":"B1","app_id":"A1","permalink":"https://acme.slack.com/archives/C1/p1","channel":{"id":"D1"},
             "user":{"id":"U1","team_id":"T1","name":"ana","deleted":false,"is_bot":false,"is_ultra_restricted":true,"tz":"Europe/Berlin",
              "profile":{"display_name":"","real_name":"Ana","status_text":"away","status_emoji":":palm_tree:","status_expiration":1763629200}}}
            """,
            headers: ("x-oauth-scopes", "chat:write, im:write,users:read"));
        var api = Api(slack);
        var tested = (await api.AuthTest(Bot, Ct)).Done();
        (tested.TeamId, tested.UserId, tested.BotId, tested.AppId).ShouldBe(("T1", "UBOT", "B1", "A1"));
        tested.Scopes.ShouldBe(["chat:write", "im:write", "users:read"]);
        (await api.UserInfo(Bot, "U1", Ct)).Done().ShouldBe(new SlackPerson(
            "U1", "T1", "Ana", false, false, true, false, "Europe/Berlin", ":palm_tree:", 1763629200));
        (await api.GetPermalink(Bot, "C1", "1.2", Ct)).Done().Host.ShouldBe("acme.slack.com");
        (await api.OpenConversation(Bot, "U1", Ct)).Done().ShouldBe("D1");

        var sent = slack.Received.ToList();
        sent[1].ContentType.ShouldBe("application/x-www-form-urlencoded");
        sent[1].Body.ShouldBe("user=U1");
        sent[2].Body.ShouldBe("channel=C1&message_ts=1.2");
        sent[3].Body.ShouldBe("""{"users":"U1"}""");
    }

    [Fact]
    public async Task A_trailing_slash_of_the_base_does_not_matter()
    {
        await using var slack = await FakeSlack.Answering("""{"ok":true,"channel":"D1","ts":"1.2"}""");
        var options = new SlackApiOptions { BaseUrl = new(slack.Api + "/") };
        var api = new SlackApi(OutboundHttp.Create(), options, new RateGate(TimeProvider.System), TimeProvider.System);
        (await api.PostMessage(Bot, "C1", Hi, ct: Ct)).Done();
        slack.Received.Single().Path.ShouldBe("/api/chat.postMessage");
    }

    [Fact]
    public async Task Opening_a_view_never_queues()
    {
        await using var slack = await FakeSlack.Answering("""{"ok":true,"view":{"id":"V1"}}""");
        var time = new ManualTime();
        var gate = new RateGate(time);
        gate.Close("views.open", "T1", TimeSpan.FromSeconds(3));
        var api = new SlackApi(OutboundHttp.Create(), new SlackApiOptions { BaseUrl = slack.Api }, gate, time);
        (await api.OpenView(Bot, "t", new ModalView(new("M"), []), Ct)).Failure()
            .ShouldBe(new SlackFailure.Throttled(TimeSpan.FromSeconds(3)));
        slack.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_by_response_url_carries_no_bearer_and_takes_any_success()
    {
        await using var slack = await FakeSlack.Answering("ok");
        (await Api(slack).Respond(new(slack.Url, "/actions/x"), new CommandResponse("Done."), Ct)).Done();
        var sent = slack.Received.ShouldHaveSingleItem();
        sent.Authorization.ShouldBe("");
        sent.Body.ShouldBe("""{"response_type":"ephemeral","text":"Done."}""");
    }

    [Fact]
    public async Task An_answer_to_a_strange_host_is_not_sent()
    {
        await using var slack = await FakeSlack.Answering("ok");
        await using var strange = await FakeSlack.Answering("ok");
        var url = new UriBuilder(strange.Url) { Host = "localhost", Path = "/x" }.Uri;
        (await Api(slack).Respond(url, new CommandResponse("Done."), Ct)).Failure()
            .ShouldBeOfType<SlackFailure.Rejected>().Code.ShouldBe("response_url_forbidden");
        strange.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_used_response_url_is_gone()
    {
        await using var slack = await FakeSlack.Answering("""{"ok":false,"error":"used_url"}""", 404);
        (await Api(slack).Respond(new(slack.Url, "/x"), new CommandResponse("Done."), Ct)).Failure()
            .ShouldBeOfType<SlackFailure.Rejected>().Kind.ShouldBe(RejectionKind.Gone);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_no_failure()
    {
        await using var slack = await FakeSlack.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<OperationCanceledException>(() => Api(slack).AuthTest(Bot, cancel.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("xoxb-1\r\nX-Evil: 1")]
    [InlineData("xoxb 1")]
    [InlineData("xoxb-é")]
    public void What_is_no_token_is_refused_without_repeating_it(string secret)
    {
        var refused = Should.Throw<ArgumentException>(() => new BotToken("T1", secret));
        if (secret.Length > 0) refused.ToString().ShouldNotContain(secret);
    }

    [Fact]
    public void A_token_does_not_print() => $"{Bot}".ShouldBe("bot token of T1");

    private static SlackApi Api(FakeSlack slack) => new(
        OutboundHttp.Create(),
        new SlackApiOptions { BaseUrl = slack.Api },
        new RateGate(TimeProvider.System),
        TimeProvider.System);
}
