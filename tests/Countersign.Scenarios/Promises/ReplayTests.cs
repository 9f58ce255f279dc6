using Countersign.Core.Changes;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Promises;

/// <summary>S2: replays and retries are harmless.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("Approve")]
    [InlineData("I'm on it")]
    [InlineData("Not me: not my area")]
    public async Task A_press_replayed_a_hundred_times_over_a_restart_has_one_effect_and_one_answer(string button)
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var first = await reviewer.Click(button, on: "CR-1");
        if (button.StartsWith("Not me", StringComparison.Ordinal))
            await home.As("ana").Sees($"CR-1 is with {home.Other(reviewer).User.RealName}");
        await home.Quiet();
        var before = Told(home);
        var (decided, entries) = (await Decisions(home), (await home.Store.LedgerOf(new ChangeId(1))).Length);

        var answers = (await home.Slack.Sender.Replay(50, first.Request)).ToList();
        await home.Restart();
        // The port is another one now; the request is the same.
        answers.AddRange(await home.Slack.Sender.Replay(50, first.Request));
        await home.Quiet();

        answers.ShouldAllBe(a => a.Status == first.Status && a.Body == first.Body);
        (await Decisions(home)).ShouldBe(decided);
        (await home.Store.LedgerOf(new ChangeId(1))).Length.ShouldBe(entries);
        Told(home).ShouldBe(before);
    }

    [Fact]
    public async Task A_command_delivered_again_is_answered_byte_for_byte_the_same()
    {
        await using var home = await Home.Open();
        await home.Submit();
        await home.Reviewer();
        var first = await home.As("ana").Run("/signoff withdraw CR-1");

        var answers = await home.Slack.Sender.Replay(20, first.Http.Request);

        answers.ShouldAllBe(a => a.Status == 200 && a.Body == first.Http.Body);
        (await home.Entries("withdrawn")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_press_delivered_again_is_refused_once()
    {
        await using var home = await Home.Open();
        await home.Submit();
        await home.Reviewer();
        var first = await home.As("bo").Click("Approve", on: "CR-1", channel: "payments");

        (await home.Slack.Sender.Replay(20, first.Request)).ShouldAllBe(a => a.Status == 200 && a.Body.Length == 0);

        (await home.Entries("refused")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reason_sent_again_counts_once_though_the_form_is_gone()
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        await reviewer.Click("Deny…", on: "CR-1");
        var first = await reviewer.Gives("It loses refunds.");

        var answers = await home.Slack.Sender.Replay(20, first.Http!.Request);

        answers.ShouldAllBe(a => a.Status == 200 && a.Body.Length == 0);
        (await home.Store.History(new ChangeId(1))).OfType<ChangeEvent.Voted>().Count().ShouldBe(1);
    }

    private static int Told(Home home) => home.Slack.Calls.Count(c => c.Method == "chat.postMessage");

    private static async Task<int> Decisions(Home home) => (await home.Store.History(new ChangeId(1))).Length;
}
