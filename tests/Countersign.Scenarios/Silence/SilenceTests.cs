using Countersign.Core.Changes;
using Countersign.Scenarios.House;
using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Silence;

/// <summary>
/// What happens when nobody answers. Payments is critical: a decision takes two hours, a reminder comes after 12 minutes, a move after 26.4.
/// </summary>
public sealed class SilenceTests
{
    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Without_a_sign_there_is_one_reminder_and_then_somebody_else_is_asked(string platform)
    {
        await using var side = await Side.Open(platform);
        var (first, before) = (await Asks(side), await Pings(side));

        side.Home.Advance(Duration.FromMinutes(20));
        var reminder = await side.Sees(first, "by Ana Souza waits for you, due");
        reminder.ShouldContain("CR-1");
        reminder.ShouldContain("I'm on it");
        reminder.ShouldContain("Not me");
        side.Home.Advance(Duration.FromMinutes(19));
        await side.Home.Quiet();
        (await side.The()).AskedNow.Single().Person.Value.ShouldBe(first);
        // The card, and one reminder: no more than two pings before it moves.
        (await Pings(side)).ShouldBe(before + 1);

        side.Home.Advance(Duration.FromMinutes(1));
        var second = await AskedInsteadOf(side, first);
        (await side.Sees("ana", "No sign yet from")).ShouldContain("who may be busy, so I asked");
        await side.Sees(first, "you may be busy, so I asked somebody else");
        side.Chat(first).ShouldNotContain(m => m.Contains("CR-1", StringComparison.Ordinal) && m.Contains("[Approve]", StringComparison.Ordinal));
        (await side.Home.Entries("reminded")).Count.ShouldBe(1);
        (await side.Home.Entries("stood_down")).Count.ShouldBe(1);
        await side.Press(second, "Approve");
        (await side.Ends()).ShouldBe(Outcome.Approved);
        (await side.Hears("ana", "status CR-1", "was asked instead of")).ShouldContain("I reminded");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Whoever_opens_the_details_is_there_and_keeps_it(string platform)
    {
        await using var side = await Side.Open(platform);
        var first = await Asks(side);

        await side.Looks(first);
        await WaitHalfAnHour(side);

        (await side.The()).AskedNow.Single().Person.Value.ShouldBe(first);
        (await side.Home.Entries("acknowledged")).Count.ShouldBe(1);
        (await side.Home.Entries("reminded")).ShouldBeEmpty();
        side.Chat(first).ShouldNotContain(m => m.Contains("waits for you", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Whoever_is_on_it_keeps_it(string platform)
    {
        await using var side = await Side.Open(platform);
        var first = await Asks(side);

        await side.Press(first, "I'm on it");
        await WaitHalfAnHour(side);

        (await side.The()).Status.ShouldBe(new Status.InReview(new(first)));
        (await side.Home.Entries("reminded")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_decline_is_answered_by_the_next_at_once(string platform)
    {
        await using var side = await Side.Open(platform);
        var first = await Asks(side);

        await side.Answers(first, "Not me: not my area", "What the AI did", "I ask somebody else for CR-1");

        (await AskedInsteadOf(side, first)).ShouldNotBe(first);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_restart_forgets_no_reminder_and_repeats_none(string platform)
    {
        await using var side = await Side.Open(platform);
        var first = await Asks(side);

        await side.Home.Stop();
        side.Home.Clock.Advance(Duration.FromMinutes(30));
        await side.Home.Start();
        await side.Sees(first, "waits for you, due");
        await side.Home.Restart();
        // The reminder was 10 minutes late, so the move waits as much longer.
        side.Home.Advance(Duration.FromMinutes(19));
        await side.Home.Quiet();
        (await side.The()).AskedNow.Single().Person.Value.ShouldBe(first);
        await side.Home.Restart();
        side.Home.Advance(Duration.FromMinutes(1));

        await AskedInsteadOf(side, first);
        (await side.Home.Entries("reminded")).Count.ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Of_two_who_are_asked_for_a_critical_change_the_first_to_start_has_it_and_the_others_card_closes_quietly(string platform)
    {
        await using var side = await Side.Open(platform, yaml => yaml.Replace("ask: 1, ", "", StringComparison.Ordinal));
        (await side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
        var asked = await side.Asked(2);
        var before = await Pings(side);

        await side.Press(asked[1], "I'm on it");

        await side.Sees(asked[0], "the other one who was asked is on it");
        await side.Home.Quiet();
        (await Pings(side)).ShouldBe(before);
        (await side.The()).AskedNow.Single().Person.Value.ShouldBe(asked[1]);
        await side.Press(asked[1], "Approve");
        (await side.Ends()).ShouldBe(Outcome.Approved);
    }

    // Ana asks; who got it.
    private static async Task<string> Asks(Side side)
    {
        (await side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
        return (await side.Asked(1))[0];
    }

    private static async Task<string> AskedInsteadOf(Side side, string first)
    {
        await side.Home.Slack.Eventually($"somebody else than {first} asked", () => side.The().GetAwaiter().GetResult().AskedNow.Any(a => a.Person.Value != first));
        return (await side.Asked(1))[0];
    }

    private static async Task WaitHalfAnHour(Side side)
    {
        foreach (var minutes in new[] { 20, 22, 3 })
        {
            side.Home.Advance(Duration.FromMinutes(minutes));
            await side.Home.Quiet();
        }
    }

    // New messages to reviewers; edits make no sound.
    private static Task<int> Pings(Side side) => Task.FromResult(new[] { "lee", "kim", "mo" }.Sum(who => side.Chat(who).Count));
}
