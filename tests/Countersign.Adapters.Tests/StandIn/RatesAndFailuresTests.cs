using System.Diagnostics;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class RatesAndFailuresTests
{
    private static readonly JsonObject Hello = new() { ["channel"] = "C0PAY", ["text"] = "hello" };
    private static readonly JsonObject HelloInDm = new() { ["channel"] = "U0ANA", ["text"] = "hello" };

    [Fact]
    public async Task A_channel_takes_a_small_burst_then_one_message_a_second()
    {
        await using var stage = await SlackStage.Start(options => options with { EnforceRates = true });
        for (var i = 0; i < 3; i++) (await stage.ErrorOf("chat.postMessage", Hello.DeepClone())).ShouldBeNull();
        using var limited = await stage.Post("chat.postMessage", Hello.DeepClone());
        ((int)limited.StatusCode).ShouldBe(429);
        limited.Headers.RetryAfter!.Delta!.Value.TotalSeconds.ShouldBeGreaterThanOrEqualTo(1);
        (await stage.ErrorOf("chat.postMessage", HelloInDm.DeepClone())).ShouldBeNull("another conversation has its own rate");

        stage.Clock.Advance(limited.Headers.RetryAfter.Delta.Value);
        (await stage.ErrorOf("chat.postMessage", Hello.DeepClone())).ShouldBeNull();
    }

    [Fact]
    public async Task A_method_has_its_tier()
    {
        await using var stage = await SlackStage.Start(options => options with { EnforceRates = true });
        for (var i = 0; i < 20; i++) ((bool)(await stage.CallForm("users.list"))["ok"]!).ShouldBeTrue();
        ((string)(await stage.CallForm("users.list"))["error"]!).ShouldBe("ratelimited");
        stage.Clock.Advance(TimeSpan.FromMinutes(1));
        ((bool)(await stage.CallForm("users.list"))["ok"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Planned_failures_strike_as_often_as_asked_in_the_order_planned()
    {
        await using var stage = await SlackStage.Start();
        stage.Slack.Failures.Add("chat.*", new Failure.RateLimited(7), times: 1);
        stage.Slack.Failures.Add("chat.*", new Failure.RateLimited(null), times: 1);
        stage.Slack.Failures.Add("chat.postMessage", new Failure.Status(503), times: 1);
        stage.Slack.Failures.Add("chat.postMessage", new Failure.Refused("restricted_action"), times: 1);
        stage.Slack.Failures.Add("*", new Failure.Garbage(), times: 1);

        using var first = await stage.Post("chat.postMessage", Hello.DeepClone());
        first.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        using var second = await stage.Post("chat.postMessage", Hello.DeepClone());
        (((int)second.StatusCode), second.Headers.RetryAfter).ShouldBe((429, null));
        ((int)(await stage.Post("chat.postMessage", Hello.DeepClone())).StatusCode).ShouldBe(503);
        (await stage.ErrorOf("chat.postMessage", Hello.DeepClone())).ShouldBe("restricted_action");
        (await stage.BodyOf("chat.postMessage", Hello.DeepClone())).ShouldStartWith("<html>");
        stage.Slack.Channel("payments").ShouldBeEmpty();
        (await stage.ErrorOf("chat.postMessage", Hello.DeepClone())).ShouldBeNull();
    }

    [Fact]
    public async Task Accepted_then_500_did_it()
    {
        await using var stage = await SlackStage.Start();
        var plan = stage.Slack.Failures.Add("chat.postMessage", new Failure.DoneThenStatus());
        ((int)(await stage.Post("chat.postMessage", Hello.DeepClone())).StatusCode).ShouldBe(500);
        (stage.Slack.Channel("payments").Count, plan.Hits).ShouldBe((1, 1));
        plan.Clear();
        (await stage.ErrorOf("chat.postMessage", Hello.DeepClone())).ShouldBeNull();
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task A_silence_lasts_until_the_caller_leaves(bool done, int messages)
    {
        await using var stage = await SlackStage.Start();
        stage.Slack.Failures.Add("chat.postMessage", done ? new Failure.DoneThenSilence() : new Failure.NeverAnswers());
        var post = stage.Post("chat.postMessage", Hello.DeepClone());
        await stage.Slack.Eventually("the call", () => stage.Slack.Calls.Count == 1);
        (await Task.WhenAny(post, Task.Delay(200, TestContext.Current.CancellationToken))).ShouldNotBe(post);
        stage.Slack.Channel("payments").Count.ShouldBe(messages);
        await stage.Slack.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(post);
    }

    [Fact]
    public async Task Down_cuts_every_connection_and_slow_is_late()
    {
        await using var stage = await SlackStage.Start();
        var down = stage.Slack.Failures.Add("*", new Failure.Down());
        await Should.ThrowAsync<HttpRequestException>(stage.Post("auth.test", new JsonObject()));
        down.Clear();
        stage.Slack.Failures.Add("auth.test", new Failure.Slow(TimeSpan.FromMilliseconds(150)), times: 1);
        var took = Stopwatch.StartNew();
        ((bool)(await stage.Call("auth.test", new JsonObject()))["ok"]!).ShouldBeTrue();
        took.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(140);
    }

    [Fact]
    public async Task Slow_work_is_done_even_when_the_caller_has_left()
    {
        await using var stage = await SlackStage.Start();
        stage.Slack.Failures.Add("chat.postMessage", new Failure.Slow(TimeSpan.FromMilliseconds(2_500)), times: 1);
        using var http = new HttpClient { Timeout = TimeSpan.FromMilliseconds(1_500) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", "xoxb-stand-in");
        await Should.ThrowAsync<TaskCanceledException>(http.PostAsJsonAsync($"{stage.Slack.ApiBaseUrl}/chat.postMessage", Hello.DeepClone(), TestContext.Current.CancellationToken));
        (await stage.Ana.Sees("hello", "payments")).Versions.Length.ShouldBe(1);
    }
}
