using System.Net;
using System.Net.Sockets;
using Countersign.Edge;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class SlackFailureTests
{
    private static readonly BotToken Bot = new("T1", "xoxb-canary");
    private static readonly SlackMessage Message = new("words-canary", [new Header(new("words-canary"))]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("7", 7)]
    [InlineData(null, 30)]
    [InlineData("0", 1)]
    [InlineData("999999999", 3600)]
    [InlineData("soon", 30)]
    [InlineData("-5", 30)]
    public async Task Too_many_calls_close_the_method_for_as_long_as_Slack_says(string? header, int seconds)
    {
        (string, string)[] headers = header is null ? [] : [("Retry-After", header)];
        await using var slack = await FakeSlack.Answering("""{"ok":false,"error":"ratelimited"}""", 429, headers);
        var api = Api(slack);
        (await Post(api)).ShouldBe(new SlackFailure.Throttled(TimeSpan.FromSeconds(seconds)));
        if (seconds <= 5) return;
        (await Post(api)).ShouldBeOfType<SlackFailure.Throttled>();
        slack.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Too_many_calls_told_in_the_body_count_too()
    {
        await using var slack = await FakeSlack.Answering("""{"ok":false,"error":"ratelimited"}""");
        (await Post(Api(slack))).ShouldBe(new SlackFailure.Throttled(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [InlineData("""{"ok":false,"error":"fatal_error"}""", 200)]
    [InlineData("""{"ok":false,"error":"internal_error"}""", 200)]
    [InlineData("upstream sent words-canary", 502)]
    [InlineData("", 500)]
    [InlineData("<html>words-canary</html>", 200)]
    [InlineData("", 200)]
    [InlineData("""{"ok":"yes"}""", 200)]
    [InlineData("""{"ok":true}""", 200)]
    [InlineData("""{"ok":true,"channel":7,"ts":"1.2"}""", 200)]
    [InlineData("""{"ok":true,"channel":"\ud800","ts":"1.2"}""", 200)]
    [InlineData("[1]", 200)]
    public async Task What_may_have_been_done_is_ambiguous(string body, int status)
    {
        await using var slack = await FakeSlack.Answering(body, status);
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Ambiguous>().Why.ShouldNotContain("canary");
    }

    [Fact]
    public async Task No_answer_in_time_is_ambiguous()
    {
        await using var slack = await FakeSlack.Start(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var quick = new SlackApiOptions { BaseUrl = slack.Api, Timeout = TimeSpan.FromMilliseconds(100) };
        (await Post(Api(quick))).ShouldBe(new SlackFailure.Ambiguous("time-out") { Silent = true });
    }

    [Fact]
    public async Task A_connection_reset_after_the_call_is_ambiguous()
    {
        await using var slack = await FakeSlack.Start(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Ambiguous>();
        slack.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_ambiguous()
    {
        await using var slack = await FakeSlack.Start(async context =>
        {
            context.Response.ContentLength = 1_000;
            await context.Response.WriteAsync("{\"ok\":true");
            await context.Response.Body.FlushAsync();
            context.Abort();
        });
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Ambiguous>();
    }

    [Fact]
    public async Task An_endless_answer_is_not_read_to_its_end()
    {
        await using var slack = await FakeSlack.Start(async context =>
        {
            var junk = new byte[65_536];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(junk, context.RequestAborted);
        });
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Ambiguous>();
    }

    [Fact]
    public async Task A_deep_answer_is_not_understood()
    {
        await using var slack = await FakeSlack.Answering("{\"ok\":true,\"x\":" + new string('[', 100_000));
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Ambiguous>();
    }

    [Fact]
    public async Task A_refused_connection_is_certainly_not_done()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var nobody = new SlackApiOptions { BaseUrl = new($"http://127.0.0.1:{port}/api") };
        (await Post(Api(nobody))).ShouldBeOfType<SlackFailure.Unavailable>();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(503)]
    public async Task A_service_that_says_it_is_down_has_done_nothing(int status)
    {
        await using var slack = await FakeSlack.Answering("""{"ok":false,"error":"service_unavailable"}""", status);
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Unavailable>();
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await FakeSlack.Answering("""{"ok":true,"channel":"D1","ts":"1.2"}""");
        await using var slack = await FakeSlack.Answering("", 307, ("Location", elsewhere.Url.ToString()));
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Ambiguous>();
        elsewhere.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("user_disabled", RejectionKind.Recipient)]
    [InlineData("user_not_found", RejectionKind.Recipient)]
    [InlineData("messages_tab_disabled", RejectionKind.Recipient)]
    [InlineData("channel_not_found", RejectionKind.Place)]
    [InlineData("is_archived", RejectionKind.Place)]
    [InlineData("invalid_blocks", RejectionKind.Content)]
    [InlineData("msg_blocks_too_long", RejectionKind.Content)]
    [InlineData("message_not_found", RejectionKind.Gone)]
    [InlineData("edit_window_closed", RejectionKind.Gone)]
    [InlineData("hash_conflict", RejectionKind.Gone)]
    [InlineData("trigger_expired", RejectionKind.Trigger)]
    [InlineData("exchanged_trigger_id", RejectionKind.Trigger)]
    [InlineData("invalid_auth", RejectionKind.Credentials)]
    [InlineData("token_revoked", RejectionKind.Credentials)]
    [InlineData("not_found", RejectionKind.Other)]
    [InlineData("something_new", RejectionKind.Other)]
    public async Task A_refusal_says_what_it_is_about(string code, RejectionKind kind)
    {
        await using var slack = await FakeSlack.Answering($$"""{"ok":false,"error":"{{code}}"}""");
        var rejected = (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Rejected>();
        (rejected.Code, rejected.Kind).ShouldBe((code, kind));
    }

    [Fact]
    public async Task A_view_that_is_not_found_is_gone()
    {
        await using var slack = await FakeSlack.Answering("""{"ok":false,"error":"not_found"}""");
        (await Api(slack).UpdateView(Bot, "V1", null, new ModalView(new("M"), []), Ct)).Failure()
            .ShouldBeOfType<SlackFailure.Rejected>().Kind.ShouldBe(RejectionKind.Gone);
    }

    [Fact]
    public async Task A_missing_scope_is_named()
    {
        await using var slack = await FakeSlack.Answering(
            """{"ok":false,"error":"missing_scope","needed":"im:write","provided":"chat:write"}""");
        var rejected = (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Rejected>();
        (rejected.Needed, rejected.Kind).ShouldBe(("im:write", RejectionKind.Credentials));
    }

    [Fact]
    public async Task Slacks_remarks_are_kept_short_on_one_line_and_without_the_token()
    {
        await using var slack = await FakeSlack.Answering(
            """{"ok":false,"error":"invalid_blocks","response_metadata":{"messages":["[ERROR] too long [json-pointer:/blocks/0/text]",7,"Bearer xoxb-canary","LONG"]}}"""
                .Replace("LONG", new string('x', 5_000)));
        var rejected = (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Rejected>();
        rejected.Messages.Count.ShouldBe(2);
        rejected.Messages[0].ShouldBe("[ERROR] too long [json-pointer:/blocks/0/text]");
        rejected.Messages[1].Length.ShouldBe(300);
        rejected.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("a b")]
    [InlineData("x\\ny")]
    [InlineData("<!channel>")]
    public async Task What_is_no_code_is_not_passed_on(string error)
    {
        await using var slack = await FakeSlack.Answering($$"""{"ok":false,"error":"{{error}}"}""");
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Rejected>().Code.ShouldBe("unreadable_error");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused_for_good()
    {
        await using var slack = await FakeSlack.Answering("too large", 413);
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Rejected>().Code.ShouldBe("http_413");
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(407)]
    public async Task A_status_without_Slacks_own_word_blames_no_message(int status)
    {
        await using var slack = await FakeSlack.Answering("<html>a proxy says no", status);
        (await Post(Api(slack))).ShouldBeOfType<SlackFailure.Unavailable>();
    }

    private static async Task<SlackFailure> Post(SlackApi api) => (await api.PostMessage(Bot, "C1", Message, ct: Ct)).Failure();

    private static SlackApi Api(FakeSlack slack) => Api(new SlackApiOptions { BaseUrl = slack.Api });

    private static SlackApi Api(SlackApiOptions options) =>
        new(OutboundHttp.Create(), options, new RateGate(TimeProvider.System), TimeProvider.System);
}
