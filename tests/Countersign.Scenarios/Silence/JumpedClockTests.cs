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
        await home.As("mo").Sees("or until the clock is back");
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

    [Fact]
    public async Task A_clock_that_stays_wrong_pings_nobody_and_one_that_a_platform_confirms_goes_on_at_once()
    {
        var theirs = new TheirClock();
        await using var home = await Home.Open(
            Home.Friday10 - Duration.FromDays(4), steady: _steady.Time, witness: clock => new TimeWitness([new Uri("http://127.0.0.1/api.test")], () => new HttpClient(theirs, disposeHandler: false), clock));
        await home.Submit();
        await home.Reviewer();
        theirs.Now = () => home.Clock.Now - Duration.FromDays(1);

        home.Advance(Duration.FromDays(1));
        await home.As("mo").Sees("the same time as your chat platform's clock");
        for (var minute = 0; minute < 120; minute++)
            Pass(home, Duration.FromMinutes(1));
        await home.Quiet();
        (await home.Entries("reminded")).ShouldBeEmpty("two hours of a wrong clock");
        (await home.Entries("escalated")).ShouldBeEmpty();
        theirs.Asked.ShouldBeGreaterThan(1);

        // A machine that slept: the day did pass.
        theirs.Now = () => home.Clock.Now;
        for (var since = 0; since < 200 && (await home.Entries("escalated")).Count == 0; since++)
        {
            Pass(home, Duration.FromSeconds(5));
            await home.Quiet();
        }

        (await home.Entries("escalated")).ShouldHaveSingleItem("the present stage");
        await home.As("mo").Sees("is trusted again");
    }

    private void Pass(Home home, Duration by)
    {
        _steady.Now += by;
        home.Advance(by);
    }

    private sealed class TheirClock : HttpMessageHandler
    {
        private int _asked;

        public Func<Instant>? Now { get; set; }

        public int Asked => _asked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _asked);
            var answer = new HttpResponseMessage();
            answer.Headers.Date = Now!().ToDateTimeOffset();
            return Task.FromResult(answer);
        }
    }

    private sealed class SteadyClock
    {
        public SteadyClock() => Time = new SteadyTime(() => Now);

        public SteadyTime Time { get; }

        public Duration Now { get; set; }
    }
}
