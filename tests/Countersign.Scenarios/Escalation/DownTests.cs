using Countersign.Scenarios.House;
using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Escalation;

/// <summary>The process was down while time went by: nothing is lost, and people hear of where things stand now.</summary>
public sealed class DownTests
{
    public static TheoryData<string> Platforms => Late.Platforms;

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task After_eight_hours_each_request_says_one_thing(string platform)
    {
        var (late, asked) = await Late.Open(platform, change: yaml => yaml.Replace("ask: 1, escalation", "ask: 1, sla: { calendar: around_the_clock }, escalation", StringComparison.Ordinal));
        await using var _ = late;
        var side = late.Side;
        for (var number = 2; number <= 4; number++)
        {
            (await side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
            (await side.Asked(1, number)).ShouldBe([asked]);
        }

        var before = new[] { "ana", "lee", "bo", "jo" }.Sum(who => side.Chat(who).Count);
        await side.Home.Stop();
        side.Home.Clock.Advance(Duration.FromHours(8));
        await side.Home.Start();
        await late.At(480);

        foreach (var number in new[] { 1, 2, 3, 4 })
        {
            (await late.Steps(number)).ShouldBe([4]);
            late.Said("mo", $"CR-{number} “").ShouldBe(1);
            late.Operators().Count(m => m.Contains($"CR-{number} “", StringComparison.Ordinal)).ShouldBe(1);
            late.Thread(number).ShouldBeEmpty();
        }

        new[] { "ana", "lee", "bo", "jo" }.Sum(who => side.Chat(who).Count).ShouldBe(before, "the last resort alone is told");
        (await side.Hears("ana", "status CR-1", "overdue by 6 h")).ShouldContain("8 h of 2 h used");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_restart_before_and_after_each_step_loses_none_and_repeats_none(string platform)
    {
        var (late, _) = await Late.Open(platform);
        await using var __ = late;

        foreach (var (minutes, step) in new[] { (60, 1), (120, 2), (144, 3), (180, 4) })
        {
            await late.Side.Home.Stop();
            late.Side.Home.Clock.Advance(Home.Friday10 + Duration.FromMinutes(minutes) - late.Side.Home.Clock.Now);
            await late.Side.Home.Start();
            await late.At(minutes);
            (await late.Steps()).ShouldBe(Enumerable.Range(1, step));
            await late.Side.Home.Restart();
            await late.At(minutes);
        }

        (await late.Steps()).ShouldBe([1, 2, 3, 4]);
        late.Thread().Count.ShouldBe(1);
        late.Operators().Count(m => m.Contains("CR-1", StringComparison.Ordinal)).ShouldBe(1);
        late.Said("mo", "CR-1 “").ShouldBe(1);
    }
}
