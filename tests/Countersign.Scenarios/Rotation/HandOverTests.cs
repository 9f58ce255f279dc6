using Countersign.Scenarios.House;
using Countersign.Scenarios.Policy;
using NodaTime;
using static Countersign.Scenarios.Rotation.Duty;

namespace Countersign.Scenarios.Rotation;

/// <summary>Whoever comes on and whoever goes off are told once, by the clock on the wall, whatever happens to the server.</summary>
public sealed class HandOverTests
{
    private const string IsOn = "You are on for payments-duty until";

    public static TheoryData<string> Platforms => Duty.Platforms;

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_hand_over_while_the_server_is_down_is_told_once_after_the_start(string platform)
    {
        await using var side = await Open(platform);
        await side.Home.Restart();
        await side.Home.Quiet();
        side.Said("lee", IsOn).ShouldBe(1);
        await side.Home.Stop();
        side.Home.Clock.MoveTo(November(23, 8));

        await side.Home.Start();
        await side.Sees("kim", IsOn);
        await side.Sees("lee", "Kim Novak is on for payments-duty now, and you are off.");
        await side.Home.Restart();
        await side.Home.Quiet();

        side.Said("kim", IsOn).ShouldBe(1);
        side.Said("lee", "you are off").ShouldBe(1);
        side.Said("lee", IsOn).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_daily_hand_over_keeps_its_hour_when_the_clocks_change(string platform)
    {
        // The last Sunday of October: nine o'clock in Berlin is at seven UTC on Saturday, and at eight on Sunday.
        await using var side = await Open(platform, Daily, Instant.FromUtc(2026, 10, 24, 12, 0));

        side.Home.MoveTo(Instant.FromUtc(2026, 10, 25, 7, 59));
        await side.Hears("jo", "rota", "payments-duty: Lee Park is on until");
        await side.Home.Quiet();
        side.Said("kim", IsOn).ShouldBe(0);

        side.Home.Advance(Duration.FromMinutes(1));
        await side.Sees("kim", IsOn);
        await side.Hears("jo", "rota", "payments-duty: Kim Novak is on until");
        side.Home.MoveTo(Instant.FromUtc(2026, 10, 26, 8, 0));
        await side.Sees("lee", "Kim Novak is on for payments-duty now");
        await side.Home.Slack.Eventually("Lee told again", () => side.Said("lee", IsOn) == 2);
        side.Said("kim", IsOn).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_policy_file_that_changes_who_is_on_holds_at_once_and_tells_them(string platform)
    {
        await using var side = await Open(platform);

        await side.Home.ChangePolicy(With(PolicyTown.Yaml(platform == "Slack"), Weekly.Replace("[lee, kim]", "[mo, lee]", StringComparison.Ordinal)));

        await side.Sees("mo", IsOn);
        await side.Sees("lee", "Mo Adeyemi is on for payments-duty now, and you are off.");
        (await side.Home.OnFor(side.Home.Clock.Now)).ShouldBe("mo");
        await side.Home.ChangePolicy(With(PolicyTown.Yaml(platform == "Slack"), Weekly.Replace("[lee, kim]", "[lee, ana]", StringComparison.Ordinal)));
        (await side.Home.OnFor(side.Home.Clock.Now)).ShouldBe("mo");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Whoever_takes_the_time_that_runs_is_told_by_the_swap_alone_and_hands_back(string platform)
    {
        await using var side = await Open(platform);
        await side.Hears("lee", "rota swap @kim today", "I asked Kim Novak");
        await side.Clicks("kim", "Take it", "Lee Park asks you");
        await side.Sees("lee", "Kim Novak takes payments-duty");
        (await side.Home.OnFor(side.Home.Clock.Now)).ShouldBe("kim");

        side.Home.MoveTo(November(21, 8));

        await side.Home.Slack.Eventually("Lee on again", () => side.Said("lee", IsOn) == 2);
        await side.Sees("kim", "Lee Park is on for payments-duty now, and you are off.");
        side.Said("kim", IsOn).ShouldBe(0);
    }
}
