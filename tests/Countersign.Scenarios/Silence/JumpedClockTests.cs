using Countersign.Core.Changes;
using Countersign.Host.Ticking;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.Silence;

/// <summary>The machine's clock jumps (F12): nobody is pinged by it, people decide as ever, and the operators hear what was seen.</summary>
public sealed class JumpedClockTests
{
    private readonly SteadyClock _steady = new();

    [Fact]
    public async Task A_day_ahead_and_back_again_pings_nobody_and_stops_no_decision()
    {
        await using var home = await Home.Open(Home.Friday10 - Duration.FromDays(4), steady: _steady.Time);
        await home.Submit();
        var first = await home.Reviewer();
        Pass(home, Duration.FromMinutes(1));

        home.Advance(Duration.FromDays(1));

        await home.As("mo").Sees("jumped ahead by 24 h");
        await home.As("mo").Sees("until the clock is back");
        await home.Submit(title: "Round the fee");
        await home.Reviewer(2);
        Pass(home, Duration.FromMinutes(1));
        await home.Quiet();
        (await home.Entries("reminded")).ShouldBeEmpty();
        (await home.Entries("escalated")).ShouldBeEmpty();
        await first.Click("Approve", on: "CR-1");
        await home.Quiet();
        (await home.Change()).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Approved);

        home.Clock.Advance(Duration.FromDays(-1));
        Pass(home, Duration.FromMinutes(1));
        await home.Quiet();
        home.Slack.Workspace.Messages.All.Count(m => m.Channel == "C0OPS" && m.Versions[0].Text.Contains("jumped ahead", StringComparison.Ordinal)).ShouldBe(1);
    }

    private void Pass(Home home, Duration by)
    {
        _steady.Now += by;
        home.Advance(by);
    }

    private sealed class SteadyClock
    {
        public SteadyClock() => Time = new SteadyTime(() => Now);

        public SteadyTime Time { get; }

        public Duration Now { get; set; }
    }
}
