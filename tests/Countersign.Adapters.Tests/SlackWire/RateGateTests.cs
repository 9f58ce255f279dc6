using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class RateGateTests
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);
    private readonly ManualTime _time = new();
    private readonly RateGate _gate;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public RateGateTests() => _gate = new RateGate(_time);

    [Fact]
    public async Task A_channel_takes_two_messages_at_once_then_one_a_second()
    {
        (await Post("C1", TimeSpan.Zero)).ShouldBeTrue();
        (await Post("C1", TimeSpan.Zero)).ShouldBeTrue();
        (await Post("C1", TimeSpan.Zero)).ShouldBeFalse();
        (await Post("C2", TimeSpan.Zero)).ShouldBeTrue();
        _gate.WaitFor("chat.postMessage", "T1", "C1").ShouldBe(TimeSpan.FromSeconds(1));

        var third = Post("C1", Long);
        var fourth = Post("C1", Long);
        _time.Advance(TimeSpan.FromSeconds(1));
        (await third).ShouldBeTrue();
        fourth.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(1));
        (await fourth).ShouldBeTrue();
    }

    [Theory]
    [InlineData("views.open", 100, 20)]
    [InlineData("chat.update", 50, 10)]
    [InlineData("users.list", 20, 3)]
    [InlineData("never.heard.of", 20, 3)]
    public async Task A_method_keeps_to_its_tier(string method, int perMinute, int burst)
    {
        (await CountNow(method, 200)).ShouldBe(burst);
        var admitted = 0;
        for (var second = 0; second < 60; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            admitted += await CountNow(method, 200);
        }

        admitted.ShouldBeInRange(perMinute - 1, perMinute);
    }

    [Fact]
    public async Task Workspaces_do_not_share_a_gate()
    {
        await CountNow("users.list", 10);
        (await _gate.Enter("users.list", "T2", null, TimeSpan.Zero, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Who_would_wait_too_long_is_refused_at_once_and_takes_no_place()
    {
        await CountNow("users.list", 3);
        (await _gate.Enter("users.list", "T1", null, TimeSpan.FromSeconds(2), Ct)).ShouldBeFalse();
        _gate.WaitFor("users.list", "T1", null).ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_closed_method_opens_when_Slack_said_and_without_a_burst()
    {
        _gate.Close("chat.update", "T1", TimeSpan.FromSeconds(30));
        (await CountNow("chat.update", 1)).ShouldBe(0);
        (await _gate.Enter("chat.update", "T2", null, TimeSpan.Zero, Ct)).ShouldBeTrue();
        (await _gate.Enter("users.info", "T1", null, TimeSpan.Zero, Ct)).ShouldBeTrue();
        _time.Advance(TimeSpan.FromSeconds(29.9));
        (await CountNow("chat.update", 1)).ShouldBe(0);
        _time.Advance(TimeSpan.FromSeconds(.1));
        (await CountNow("chat.update", 5)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_waits_when_the_method_closes_waits_on_behind_it()
    {
        await CountNow("users.list", 3);
        var patient = _gate.Enter("users.list", "T1", null, Long, Ct).AsTask();
        var hasty = _gate.Enter("users.list", "T1", null, TimeSpan.FromSeconds(10), Ct).AsTask();
        _gate.Close("users.list", "T1", TimeSpan.FromSeconds(60));
        _time.Advance(TimeSpan.FromSeconds(20));
        (await hasty).ShouldBeFalse();
        patient.IsCompleted.ShouldBeFalse();
        // It queued anew after its first wait, so its turn comes with the reopening.
        await AdvanceUntil(patient);
        (await patient).ShouldBeTrue();
        _time.GetTimestamp().ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60).Ticks);
    }

    [Fact]
    public async Task Who_gives_up_waiting_is_let_go()
    {
        await CountNow("users.list", 3);
        using var giveUp = new CancellationTokenSource();
        var waiting = _gate.Enter("users.list", "T1", null, Long, giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Now_or_never_means_now_on_a_clock_that_does_not_stand_still()
    {
        var gate = new RateGate(TimeProvider.System);
        for (var i = 0; i < 20; i++) (await gate.Enter("views.open", "T1", null, TimeSpan.Zero, Ct)).ShouldBeTrue();
    }

    [Fact]
    public async Task Idle_channels_are_forgotten()
    {
        for (var i = 0; i < 20_000; i++)
        {
            (await Post($"C{i}", Long)).ShouldBeTrue();
            _time.Advance(TimeSpan.FromSeconds(1));
        }

        _gate.BucketCount.ShouldBeLessThan(600);
    }

    private async Task AdvanceUntil(Task waiting)
    {
        for (var second = 0; second < 120 && !waiting.IsCompleted; second++)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(2, Ct);
        }
    }

    private Task<bool> Post(string channel, TimeSpan wait) =>
        _gate.Enter("chat.postMessage", "T1", channel, wait, Ct).AsTask();

    private async Task<int> CountNow(string method, int attempts)
    {
        var admitted = 0;
        for (var i = 0; i < attempts; i++)
        {
            if (await _gate.Enter(method, "T1", null, TimeSpan.Zero, Ct)) admitted++;
        }

        return admitted;
    }
}
