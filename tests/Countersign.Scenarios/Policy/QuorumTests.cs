using Countersign.Core.Changes;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Policy;

/// <summary>Two seats, two people, two presses at the same moment over real HTTP.</summary>
public sealed class QuorumTests
{
    private static readonly (string, string) Deletes = ("Does it delete, recreate or migrate anything?", "It deletes something");

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Two_who_approve_at_once_settle_it_once_and_one_who_presses_twice_counts_once(string platform)
    {
        await using var side = await Side.Open(platform);
        for (var number = 1; number <= 4; number++)
        {
            var sent = await side.Asks("ana", "payments", [.. PolicyTown.Evidence, Deletes]);
            sent.Taken.ShouldBeTrue(sent.Words);
            var asked = await side.Asked(2, number);

            var first = await side.Aims(asked[0], "Approve", $"CR-{number}");
            await Side.AtOnce(first, first, await side.Aims(asked[1], "Approve", $"CR-{number}"));

            (await side.Ends(number)).ShouldBe(Outcome.Approved);
            (await side.Home.Entries("voted", number)).Count.ShouldBe(2);
            (await side.Home.Entries("round_settled", number)).Count.ShouldBe(1);
        }
    }
}
