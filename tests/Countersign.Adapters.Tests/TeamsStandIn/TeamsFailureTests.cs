using Countersign.Playground.Teams;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

public sealed class TeamsFailureTests
{
    private const string Card = """{"type":"AdaptiveCard","version":"1.5","body":[{"type":"TextBlock","text":"Hello"}]}""";

    [Fact]
    public async Task A_thread_takes_seven_in_a_second_eight_in_two_and_sixty_in_thirty()
    {
        await using var stage = await TeamsStage.Start(options => options with { EnforceRates = true });
        for (var i = 0; i < 7; i++) (await Send(stage, stage.Ana)).ShouldBe(201);
        (await Send(stage, stage.Ana)).ShouldBe(429);
        (await Send(stage, stage.Lee)).ShouldBe(201, "another conversation has its own rate");
        stage.Clock.Advance(TimeSpan.FromSeconds(1));
        (await Send(stage, stage.Ana)).ShouldBe(201);
        using (var limited = await stage.Raw("POST", TeamsStage.Chat(stage.Ana) + "/activities", TeamsStage.Activity(Card)))
        {
            limited.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
        }
        stage.Clock.Advance(TimeSpan.FromSeconds(2));
        for (var sent = 8; sent < 60; sent++)
        {
            stage.Clock.Advance(TimeSpan.FromMilliseconds(300));
            (await Send(stage, stage.Ana)).ShouldBe(201);
        }
        stage.Clock.Advance(TimeSpan.FromMilliseconds(300));
        (await Send(stage, stage.Ana)).ShouldBe(429);
    }

    [Fact]
    public async Task Planned_failures_strike_the_operation_they_name()
    {
        await using var stage = await TeamsStage.Start();
        stage.Teams.Failures.Add("activities.*", new Failure.RateLimited(7), times: 1);
        stage.Teams.Failures.Add(Operations.Send, new Failure.Status(502), times: 1);
        stage.Teams.Failures.Add(Operations.Send, new Failure.Refused("ConversationBlockedByUser") { HttpStatus = 403 }, times: 1);
        stage.Teams.Failures.Add(Operations.Token, new Failure.Refused("invalid_client") { HttpStatus = 401 }, times: 1);
        (await stage.AskToken()).Status.ShouldBe(401);
        (await Send(stage, stage.Ana)).ShouldBe(429);
        (await Send(stage, stage.Ana)).ShouldBe(502);
        (await stage.CodeOf("POST", TeamsStage.Chat(stage.Ana) + "/activities", TeamsStage.Activity(Card))).ShouldBe("ConversationBlockedByUser");
        stage.Ana.Chat.ShouldBeEmpty();
        (await Send(stage, stage.Ana)).ShouldBe(201);
        stage.Teams.Calls.Select(call => (call.Method, call.Status)).ShouldBe(
            [("token", 401), ("token", 200), ("activities.send", 429), ("activities.send", 502), ("activities.send", 403), ("activities.send", 201)]);
    }

    [Fact]
    public async Task Done_then_502_did_it_and_a_silence_lasts_until_the_caller_leaves()
    {
        await using var stage = await TeamsStage.Start();
        stage.Teams.Failures.Add(Operations.Send, new Failure.DoneThenStatus(502), times: 1);
        (await Send(stage, stage.Ana)).ShouldBe(502);
        stage.Ana.Chat.Count.ShouldBe(1);

        stage.Teams.Failures.Add(Operations.Send, new Failure.DoneThenSilence());
        var post = stage.Raw("POST", TeamsStage.Chat(stage.Ana) + "/activities", TeamsStage.Activity(Card));
        await stage.Teams.Eventually("the message", () => stage.Ana.Chat.Count == 2);
        (await Task.WhenAny(post, Task.Delay(200))).ShouldNotBe(post);
        await stage.Teams.DisposeAsync();
        await Should.ThrowAsync<HttpRequestException>(post);
    }

    [Fact]
    public async Task A_bot_that_is_late_or_down_means_that_something_went_wrong()
    {
        await using var stage = await TeamsStage.Start(options => options with { AckLimit = TimeSpan.FromMilliseconds(300) });
        var message = await stage.Card("""{"type":"AdaptiveCard","version":"1.5","body":[],"actions":[{"type":"Action.Execute","title":"Go","verb":"go"}]}""", stage.Ana);
        stage.Bot.Answer = _ => { Thread.Sleep(1_000); return (200, ""); };
        var late = await stage.Ana.Press(message, "Go");
        (late.Outcome, late.Trouble, late.Http!.TimedOut).ShouldBe((PressOutcome.Trouble, "no answer in time", true));
        await stage.Bot.DisposeAsync();
        (await stage.Ana.Press(message, "Go")).Outcome.ShouldBe(PressOutcome.Trouble);
        stage.Ana.Toasts.Count.ShouldBe(2);
        stage.Teams.Faults.ShouldBeEmpty();
    }

    private static async Task<int> Send(TeamsStage stage, TeamsPerson to) => (await stage.Call("POST", TeamsStage.Chat(to) + "/activities", TeamsStage.Activity(Card))).Status;
}
