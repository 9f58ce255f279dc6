using Countersign.Playground.Page;
using NodaTime;
using NodaTime.Text;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Page;

public sealed class PlaygroundClockTests
{
    private static readonly Instant Friday10 = Instant.FromUtc(2026, 11, 20, 10, 0);

    [Fact]
    public void It_runs_with_real_time_and_what_was_skipped()
    {
        var real = new MovedClock();
        var clock = new PlaygroundClock(real, Duration.FromHours(1));
        var moved = 0;
        clock.Moved += () => moved++;
        clock.Advance(Duration.FromMinutes(15));
        real.Now += Duration.FromSeconds(5);
        clock.Now.ShouldBe(Friday10 + Duration.FromMinutes(75) + Duration.FromSeconds(5));
        clock.MoveTo(Friday10 + Duration.FromHours(4));
        clock.GetCurrentInstant().ShouldBe(Friday10 + Duration.FromHours(4));
        clock.GetUtcNow().ShouldBe(clock.Now.ToDateTimeOffset());
        moved.ShouldBe(2);
    }

    [Fact]
    public void It_never_goes_back_and_stays_in_reach()
    {
        var clock = new PlaygroundClock(new MovedClock());
        clock.Advance(Duration.FromHours(4));
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(Duration.FromSeconds(-1)));
        Should.Throw<ArgumentOutOfRangeException>(() => clock.MoveTo(Friday10));
        Should.Throw<ArgumentOutOfRangeException>(() => clock.Advance(Duration.FromDays(40_000)));
        Should.Throw<ArgumentOutOfRangeException>(() => new PlaygroundClock(new MovedClock(), Duration.FromHours(-1)));
        clock.Offset.ShouldBe(Duration.FromHours(4));
    }

    [Theory]
    [InlineData("2026-11-20T10:00:00Z", "Europe/Berlin", "2026-11-23T08:00:00Z")]
    [InlineData("2026-11-23T05:00:00Z", "Europe/Berlin", "2026-11-30T08:00:00Z")]
    [InlineData("2026-11-23T04:00:00Z", "America/New_York", "2026-11-23T14:00:00Z")]
    [InlineData("2026-11-20T10:00:00Z", "Nowhere/Else", "2026-11-23T09:00:00Z")]
    public void Next_monday_is_the_persons_own_and_never_today(string now, string zone, string expected) =>
        ClockSteps.NextMonday(InstantPattern.General.Parse(now).Value, zone).ShouldBe(InstantPattern.General.Parse(expected).Value);

    [Fact]
    public async Task The_page_moves_it_and_the_bot_sees_what_came_due()
    {
        await using var stage = await PageStage.Start();
        var own = stage.Address.GetLeftPart(UriPartial.Authority);
        (await stage.Post("playground/api/clock", """{"as":"U0LEE","step":"monday"}""", own)).Status.ShouldBe(200);
        stage.Clock.Now.ShouldBe(Instant.FromUtc(2026, 11, 23, 8, 0));
        stage.Swept.ShouldBe(1);
        (await stage.Post("playground/api/clock", """{"as":"U0LEE","step":"-4h"}""", own)).Status.ShouldBe(400);
        (await stage.Get("playground/api/trace")).Body["acts"]![0]!["what"]!.ToString().ShouldContain("next Monday");
    }

    private sealed class MovedClock : IClock
    {
        public Instant Now { get; set; } = Friday10;

        public Instant GetCurrentInstant() => Now;
    }
}
