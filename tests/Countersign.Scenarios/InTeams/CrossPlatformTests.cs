using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.InTeams;

/// <summary>One request, both platforms: whoever asks, decides or watches, on whichever side, every copy says the same.</summary>
public sealed class CrossPlatformTests
{
    private static readonly string[] Sides = ["slack", "teams"];

    public static TheoryData<string, string, string> Everywhere { get; } =
        new(from author in Sides from reviewer in Sides from channel in Sides select (author, reviewer, channel));

    [Theory]
    [MemberData(nameof(Everywhere))]
    public async Task A_request_is_decided_once_and_every_copy_says_so(string author, string reviewer, string channel)
    {
        await using var home = await Home.OpenWithTeams(TeamsTown.Policy($"ana: {author}", $"lee: {reviewer}", $"kim: {reviewer}", $"channel: {channel}"));
        await Ask(home, author);
        var asked = await Asked(home);

        await Approve(home, asked, reviewer);
        await home.Quiet();

        (await home.Change()).Status.ShouldBeOfType<Status.Settled>().Outcome.ShouldBe(Outcome.Approved);
        (await home.Entries("round_settled")).Count.ShouldBe(1);
        await Says(home, reviewer, asked, "Approved by");
        await ChannelSays(home, channel, "Approved by");
        await Says(home, author, "ana", "approved CR-1");
        home.Teams.Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("slack", "teams")]
    [InlineData("teams", "slack")]
    public async Task A_reviewer_on_both_says_where_to_be_asked_and_old_copies_follow(string first, string then)
    {
        await using var home = await Home.OpenWithTeams(TeamsTown.Policy("lee: both", "kim: slack", "channel: both"));
        await Away(home, "kim");
        await Here(home, first, "lee");
        await Ask(home, "teams");
        (await Asked(home)).ShouldBe("lee");
        await Says(home, first, "lee", "CR-1");

        await Here(home, then, "lee");
        await Says(home, then, "lee", "CR-1");
        await Approve(home, "lee", then);
        await home.Quiet();

        await Says(home, first, "lee", "Approved by");
        await Says(home, then, "lee", "Approved by");
        await ChannelSays(home, "slack", "Approved by");
        await ChannelSays(home, "teams", "Approved by");
    }

    [Fact]
    public async Task A_reviewer_whose_Teams_app_is_gone_is_asked_in_Slack_instead()
    {
        await using var home = await Home.OpenWithTeams(TeamsTown.Policy("lee: both", "kim: slack"));
        await Away(home, "kim");
        await Here(home, "teams", "lee");
        await Ask(home, "teams");
        await Says(home, "teams", "lee", "CR-1");

        await home.Member("lee").Uninstall();
        await Says(home, "slack", "lee", "CR-1");
        await Approve(home, "lee", "slack");
        (await home.Change()).Status.ShouldBeOfType<Status.Settled>();
        await home.Teams.Eventually("the lead told", () =>
            home.Member("mo").Chat.Any(m => m.Readable.Contains("can't message Lee Park in Teams", StringComparison.Ordinal)));
    }

    private static async Task Ask(Home home, string side)
    {
        if (side == "slack")
            await home.Submit();
        else
            (await home.Member("ana").Asks()).Outcome.ShouldBe(DialogOutcome.Message);
    }

    private static async Task<string> Asked(Home home)
    {
        var change = await home.Teams.Eventually<ChangeRequest>("somebody asked", async () =>
            await home.Store.Find(new ChangeId(1)) is { } found && found.AskedNow.Any() ? found : null);
        return change.AskedNow.First().Person.Value;
    }

    private static async Task Approve(Home home, string who, string side)
    {
        if (side == "slack")
            (await home.As(who).Click("Approve", on: "CR-1")).Status.ShouldBe(200);
        else
            (await home.Member(who).Press("Approve", on: "CR-1")).Outcome.ShouldBe(PressOutcome.CardShown);
    }

    private static async Task Here(Home home, string side, string who)
    {
        if (side == "slack")
            (await home.As(who).Run("/signoff here")).Readable.ShouldContain("ask you here in Slack");
        else
        {
            await home.Member(who).Say("here");
            await home.Member(who).Sees("ask you here in Teams");
        }
    }

    private static Task<SlashReply> Away(Home home, string who) => home.As(who).Run("/signoff away until monday");

    private static Task Says(Home home, string side, string who, string words) => home.Teams.Eventually($"“{words}” with {who} in {side}", () => side == "slack"
        ? home.As(who).Dm.Any(m => m.Readable.Contains(words, StringComparison.Ordinal))
        : home.Member(who).Chat.Any(m => m.Readable.Contains(words, StringComparison.Ordinal)));

    private static Task ChannelSays(Home home, string side, string words) => home.Teams.Eventually($"“{words}” in the channel in {side}", () => side == "slack"
        ? home.Slack.Channel("payments").Any(m => m.Readable.Contains(words, StringComparison.Ordinal))
        : home.Teams.Channel(TeamsTown.Payments).Any(m => m.Readable.Contains(words, StringComparison.Ordinal)));
}
