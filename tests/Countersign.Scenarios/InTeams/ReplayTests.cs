using Countersign.Core.Changes;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>S2 in Teams: what the channel delivers again has one effect and the same answer.</summary>
public sealed class ReplayTests
{
    [Theory]
    [InlineData("Approve")]
    [InlineData("I'm on it")]
    [InlineData("Not me: not my area")]
    public async Task A_press_delivered_a_hundred_times_over_a_restart_has_one_effect_and_one_answer(string button)
    {
        await using var home = await Home.OpenWithTeams();
        var (reviewer, card) = await home.Asked();
        var first = (await reviewer.Press(card, button)).Http!;
        if (button.StartsWith("Not me", StringComparison.Ordinal))
            await home.Member("ana").Sees($"CR-1 is with {home.Other(reviewer).User.Name}");
        await home.Quiet();
        var (events, entries, said) = (await home.Events(), await Entries(home), Said(home));

        var answers = (await home.Teams.Sender.Replay(50, first.Request)).ToList();
        await home.Restart();
        answers.AddRange(await home.Teams.Sender.Replay(50, first.Request));
        await home.Quiet();

        answers.ShouldAllBe(a => a.Status == 200 && a.Body == first.Body);
        (await home.Events()).ShouldBe(events);
        (await Entries(home)).ShouldBe(entries);
        Said(home).ShouldBe(said);
    }

    [Fact]
    public async Task A_form_delivered_a_hundred_times_over_a_restart_is_one_request()
    {
        await using var home = await Home.OpenWithTeams();
        var first = (await home.Member("ana").Asks()).Http!;
        await home.ReviewerInTeams();
        await home.Quiet();

        var answers = (await home.Teams.Sender.Replay(50, first.Request)).ToList();
        await home.Restart();
        answers.AddRange(await home.Teams.Sender.Replay(50, first.Request));

        answers.ShouldAllBe(a => a.Status == 200 && a.Body == first.Body);
        (await home.Store.Figures()).Requests.ShouldBe(1);
    }

    [Fact]
    public async Task A_message_delivered_a_hundred_times_is_obeyed_once_and_answered_once_in_a_process()
    {
        await using var home = await Home.OpenWithTeams();
        await home.Asked();
        await home.Hears("ana", "withdraw CR-1", null, "CR-1 is withdrawn");
        var first = home.Teams.Sender.Last!;
        await home.Quiet();

        (await home.Teams.Sender.Replay(50, first)).ShouldAllBe(a => a.Status == 200 && a.Body.Length == 0);
        await home.Quiet();
        Answers(home).ShouldBe(1);
        await home.Restart();
        (await home.Teams.Sender.Replay(50, first)).ShouldAllBe(a => a.Status == 200 && a.Body.Length == 0);

        // Whether the answer of the process before arrived, nobody knows.
        await home.Teams.Eventually("the same answer", () => Answers(home) == 2);
        (await home.Entries("withdrawn")).Count.ShouldBe(1);
        (await home.Entries("refused")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_press_delivered_again_is_refused_once()
    {
        await using var home = await Home.OpenWithTeams();
        var (_, card) = await home.Asked();
        var first = (await home.Member("mo").PressStale(card, card.Card!, "Approve")).Http!;

        (await home.Teams.Sender.Replay(50, first.Request)).ShouldAllBe(a => a.Status == 200 && a.Body == first.Body);

        (await home.Entries("refused")).ShouldHaveSingleItem().Count.ShouldBeNull();
    }

    private static int Answers(Home home) =>
        home.Member("ana").Chat.Count(m => m.Readable.Contains("CR-1 is withdrawn. Nobody is asked any more.", StringComparison.Ordinal));

    private static async Task<int> Entries(Home home) => (await home.Store.LedgerOf(new ChangeId(1))).Length;

    private static int Said(Home home) => home.Teams.Tenant.Messages.All.Count;
}
