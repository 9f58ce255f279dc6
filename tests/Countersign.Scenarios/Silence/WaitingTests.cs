using Countersign.Core.Changes;
using Countersign.Scenarios.House;
using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Silence;

/// <summary>Lee holds the one review that her limit allows, Kim and Mo can't be asked: the next waits, and goes to whoever can first.</summary>
public sealed class WaitingTests
{
    public static TheoryData<string, string> Ways =>
        new MatrixTheoryData<string, string>(["Slack", "Teams"], ["comes back", "raises the limit", "drops the limit", "changes the hours", "withdraws"]);

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_waits_is_asked_at_once_when_somebody_can_be(string platform, string how)
    {
        await using var side = await OneWaits(platform);

        var (who, said, heard, asked) = how switch
        {
            "comes back" => ("kim", "back", "I can ask you from now on", "kim"),
            "raises the limit" => ("lee", "limit 2", "At most 2", "lee"),
            "drops the limit" => ("lee", "limit none", "no limit", "lee"),
            "changes the hours" => ("mo", "hours 9-17", "Mon–Fri 09:00–17:00", "mo"),
            _ => ("ana", "withdraw CR-1", "CR-1 is withdrawn", "lee"),
        };
        await side.Hears(who, said, heard);

        (await side.Asked(1, 2)).ShouldBe([asked]);
    }

    [Theory]
    [InlineData("Slack")]
    [InlineData("Teams")]
    public async Task What_waits_is_asked_when_hours_begin_or_an_absence_ends(string platform)
    {
        await using var side = await OneWaits(platform);
        await side.Hears("kim", "limit 1", "At most 1");

        // Kim's absence ends at one, Mo's hours begin at two. What Lee has not begun by then may change hands as well.
        side.Home.MoveTo(Home.Friday10 + Duration.FromHours(3) - Duration.FromSeconds(1));
        await side.Home.Quiet();
        (await side.The(2)).AskedNow.ShouldBeEmpty();
        side.Home.Advance(Duration.FromSeconds(1));
        await side.Asked(1, 2);
        await side.Asked(1, 1);

        (await side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
        await side.Sees("ana", "CR-3 waits");
        side.Home.MoveTo(Home.Friday10 + Duration.FromHours(4));
        await side.Asked(1, 3);
    }

    private static async Task<Side> OneWaits(string platform)
    {
        var side = await Side.Open(platform);
        await side.Hears("kim", "away 3 hours", "You are away");
        await side.Hears("mo", "hours 14-17", "14:00");
        await side.Hears("lee", "limit 1", "At most 1");
        (await side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
        (await side.Asked(1)).ShouldBe(["lee"]);
        (await side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
        (await side.Sees("ana", "CR-2 waits")).ShouldContain("is at their limit");
        (await side.The(2)).Status.ShouldBeOfType<Status.Waiting>();
        return side;
    }
}
