using Countersign.Adapters.Tests.SlackWire;
using Countersign.Teams.Wire.Connector;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

public sealed class TeamsRateGateTests
{
    private readonly ManualTime _time = new();
    private readonly RateGate _gate;

    public TeamsRateGateTests() => _gate = new RateGate(_time);

    [Fact]
    public void A_conversation_takes_seven_at_once_an_eighth_a_second_later_and_then_waits_for_the_second()
    {
        Admitted("19:a", 20).ShouldBe(7);
        _gate.Enter("19:a").ShouldBe(TimeSpan.FromSeconds(1));
        _time.Advance(TimeSpan.FromSeconds(1));
        Admitted("19:a", 20).ShouldBe(1);
        _gate.Enter("19:a").ShouldBe(TimeSpan.FromSeconds(1));
        Admitted("19:b", 1).ShouldBe(1);
    }

    // Whoever always asks, in any span of that length.
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 8)]
    [InlineData(30, 60)]
    [InlineData(3600, 1800)]
    public void No_span_holds_more_than_Teams_takes(int seconds, int most)
    {
        List<TimeSpan> taken = [];
        for (var step = TimeSpan.Zero; step < TimeSpan.FromHours(2); step += TimeSpan.FromMilliseconds(250))
        {
            for (var n = Admitted("19:a", 10); n > 0; n--) taken.Add(step);
            _time.Advance(TimeSpan.FromMilliseconds(250));
        }

        var span = TimeSpan.FromSeconds(seconds);
        var worst = 0;
        for (int first = 0, last = 0; last < taken.Count; last++)
        {
            while (taken[last] - taken[first] >= span) first++;
            worst = Math.Max(worst, last - first + 1);
        }

        worst.ShouldBe(most);
    }

    [Fact]
    public void The_app_takes_thirty_a_second_in_its_tenant()
    {
        Enumerable.Range(0, 100).Count(i => _gate.Enter($"a:{i}") == TimeSpan.Zero).ShouldBe(30);
        _time.Advance(TimeSpan.FromSeconds(1));
        Enumerable.Range(0, 100).Count(i => _gate.Enter($"a:{i}") == TimeSpan.Zero).ShouldBe(30);
    }

    [Fact]
    public void Who_is_refused_takes_no_place()
    {
        Admitted("19:a", 1000).ShouldBe(7);
        _time.Advance(TimeSpan.FromSeconds(2));
        Admitted("19:a", 1000).ShouldBe(7);
    }

    [Fact]
    public void A_shorter_closing_does_not_open_a_longer_one()
    {
        _gate.Close("19:a", TimeSpan.FromSeconds(30)).ShouldBe(TimeSpan.FromSeconds(30));
        _gate.Close("19:a", TimeSpan.FromSeconds(5)).ShouldBe(TimeSpan.FromSeconds(30));
        _gate.Enter("19:a").ShouldBe(TimeSpan.FromSeconds(30));
        _time.Advance(TimeSpan.FromSeconds(30));
        Admitted("19:a", 1).ShouldBe(1);
    }

    [Fact]
    public void Idle_conversations_are_forgotten()
    {
        for (var i = 0; i < 20_000; i++)
        {
            _gate.Enter($"a:{i}").ShouldBe(TimeSpan.Zero);
            _time.Advance(TimeSpan.FromSeconds(30));
        }

        _gate.ThreadCount.ShouldBeLessThan(600);
    }

    private int Admitted(string thread, int attempts) =>
        Enumerable.Range(0, attempts).Count(_ => _gate.Enter(thread) == TimeSpan.Zero);
}
