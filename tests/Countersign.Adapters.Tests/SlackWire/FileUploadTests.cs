using Countersign.Adapters.Tests.StandIn;
using Countersign.Edge;
using Countersign.Playground.Slack;
using Countersign.Slack;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;
using SlackMessage = Countersign.Slack.Wire.SlackMessage;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class FileUploadTests
{
    private static readonly PngFile Picture = new(new byte[] { 0x89, 0x50, 1, 2, 3 }, "week-47.png", "Week 47", "12 requests, 9 approved");
    private static readonly SlackMessage Words = new("The week", [new Header(new PlainText("The week"))]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_goes_in_three_steps_and_only_Slack_itself_sees_the_bearer()
    {
        await using var slack = await FakeSlack.Start(async context => await context.Response.WriteAsync(context.Request.Path.Value switch
        {
            "/api/files.getUploadURLExternal" => $$"""{"ok":true,"upload_url":"http://{{context.Request.Host}}/upload/v1/secret","file_id":"F1"}""",
            "/upload/v1/secret" => "OK - 5",
            _ => """{"ok":true,"files":[{"id":"F1","title":"Week 47"}]}""",
        }));

        (await new PictureUpload(Api(slack.Api), Settings(slack.Api)).Send(Picture, Ct)).Done().ShouldBe("F1");

        var sent = slack.Received.ToList();
        sent.Select(s => (s.Path, s.ContentType, s.Authorization)).ShouldBe(
        [
            ("/api/files.getUploadURLExternal", "application/x-www-form-urlencoded", "Bearer xoxb-stand-in"),
            ("/upload/v1/secret", "application/octet-stream", ""),
            ("/api/files.completeUploadExternal", "application/json; charset=utf-8", "Bearer xoxb-stand-in"),
        ]);
        sent[0].Body.ShouldBe("filename=week-47.png&length=5&alt_txt=12+requests%2C+9+approved");
        sent[2].Body.ShouldBe("""{"files":[{"id":"F1","title":"Week 47"}]}""");
    }

    [Theory]
    [InlineData("https://evil.example/upload")]
    [InlineData("http://files.slack.com/upload")]
    [InlineData("https://files.slack.com:8443/upload")]
    [InlineData("https://files.slack.com.evil.example/upload")]
    [InlineData("https://files.slack.com@evil.example/upload")]
    [InlineData("https://127.0.0.1/upload")]
    public async Task The_bytes_go_nowhere_but_to_Slack(string url)
    {
        await using var slack = await FakeSlack.Answering($$"""{"ok":true,"upload_url":"{{url}}","file_id":"F1"}""");

        (await new PictureUpload(Api(slack.Api), Settings(slack.Api)).Send(Picture, Ct)).Failure()
            .ShouldBeOfType<SlackFailure.Rejected>().Code.ShouldBe("upload_url_forbidden");
        slack.Received.Count.ShouldBe(1);
        UploadUrlRule.Allows(new Uri("https://files.slack.com/upload/v1/x"), new Uri("https://slack.com/api")).ShouldBeTrue();
    }

    [Fact]
    public async Task The_post_shows_the_picture_under_its_words()
    {
        await using var stage = await Stage();
        var posted = (await Post(stage)).Done();

        var shown = stage.Slack.Channel("payments").ShouldHaveSingleItem();
        shown.Ts.ShouldBe(posted.Ts);
        shown.Readable.ShouldBe("The week\nWeek 47\n(12 requests, 9 approved)");
        var file = stage.Slack.Workspace.Files.All.ShouldHaveSingleItem();
        ((string?)shown.Blocks[1]!["slack_file"]!["id"]).ShouldBe(file.Id);
        file.AltText.ShouldBe("12 requests, 9 approved");
        file.Bytes!.Value.ToArray().ShouldBe(Picture.Bytes.ToArray());
    }

    [Fact]
    public async Task Without_the_scope_the_words_go_alone()
    {
        await using var stage = await Stage(o => o with { Scopes = ["chat:write"] });
        (await Post(stage)).Done();

        stage.Slack.Channel("payments").ShouldHaveSingleItem().Readable.ShouldBe("The week");
    }

    [Theory]
    [InlineData("files.getUploadURLExternal")]
    [InlineData("upload")]
    [InlineData("files.completeUploadExternal")]
    public async Task Wherever_the_picture_fails_the_words_go_alone_and_once(string step)
    {
        foreach (var failure in (Failure[])[new Failure.Down(), new Failure.Garbage(), new Failure.Status(503), new Failure.Refused("file_uploads_disabled")])
        {
            await using var stage = await Stage();
            stage.Slack.Failures.Add(step, failure);
            (await Post(stage)).Done();

            stage.Slack.Channel("payments").ShouldHaveSingleItem().Readable.ShouldStartWith("The week");
        }
    }

    [Fact]
    public async Task Asked_to_wait_nothing_is_posted_yet()
    {
        await using var stage = await Stage();
        stage.Slack.Failures.Add("files.getUploadURLExternal", new Failure.RateLimited(7));

        (await Post(stage)).Failure().ShouldBe(new SlackFailure.Throttled(TimeSpan.FromSeconds(7)));
        stage.Slack.Channel("payments").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_attempt_uploads_again_and_nobody_sees_the_first()
    {
        await using var stage = await Stage();
        stage.Slack.Failures.Add("chat.postMessage", new Failure.Status(500), times: 1);
        (await Post(stage)).Failure().ShouldBeOfType<SlackFailure.Ambiguous>();
        (await Post(stage)).Done();

        stage.Slack.Workspace.Files.All.Count.ShouldBe(2);
        stage.Slack.Channel("payments").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task While_Slack_works_on_the_picture_the_post_waits_for_it()
    {
        await using var stage = await Stage(o => o with { Time = TimeProvider.System, FileWork = TimeSpan.FromMilliseconds(500) });
        (await Post(stage)).Done();

        stage.Slack.Calls.Count(c => c is { Method: "chat.postMessage", Error: "invalid_blocks" }).ShouldBe(1);
        stage.Slack.Channel("payments").ShouldHaveSingleItem().Readable.ShouldContain("12 requests");
    }

    [Fact]
    public async Task A_picture_that_never_gets_ready_does_not_keep_the_words()
    {
        await using var stage = await Stage(o => o with { FileWork = TimeSpan.FromDays(1) });
        var time = new ManualTime();
        var posting = Post(stage, time);
        while (!posting.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(3));
            await Task.Delay(20, Ct);
        }

        (await posting).Done();
        stage.Slack.Calls.Count(c => c is { Method: "chat.postMessage", Error: "invalid_blocks" }).ShouldBe(3);
        stage.Slack.Channel("payments").ShouldHaveSingleItem().Readable.ShouldBe("The week");
    }

    private static Task<SlackStage> Stage(Func<StandInOptions, StandInOptions>? change = null) =>
        SlackStage.Start(o => (change ?? (same => same))(o with { Scopes = [.. o.Scopes, "files:write"] }));

    // As the chat does: the picture first, then the words with it or alone.
    private static async Task<SlackResult<PostedMessage>> Post(SlackStage stage, TimeProvider? time = null)
    {
        var (api, settings) = (Api(stage.Slack.ApiBaseUrl), Settings(stage.Slack.ApiBaseUrl));
        var post = new IllustratedPost(api, settings, time ?? TimeProvider.System, NullLogger<IllustratedPost>.Instance);
        return await post.Upload(Picture, Ct) switch
        {
            (_, { } wait) => new SlackResult<PostedMessage>.Failed(new SlackFailure.Throttled(wait)),
            ({ } file, _) => await post.Post("C0PAY", Words, Picture, file, Ct),
            _ => await api.PostMessage(settings.Bot, "C0PAY", Words, ct: Ct),
        };
    }

    private static SlackApi Api(Uri address) =>
        new(OutboundHttp.Create(), new SlackApiOptions { BaseUrl = address }, new Countersign.Slack.Wire.RateGate(TimeProvider.System), TimeProvider.System);

    private static SlackSettings Settings(Uri address) => new([1], new BotToken("T0STANDIN", "xoxb-stand-in"), address);
}
