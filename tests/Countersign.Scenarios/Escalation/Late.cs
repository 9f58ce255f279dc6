using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Countersign.Scenarios.House;
using Countersign.Scenarios.InTeams;
using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Escalation;

/// <summary>
/// A review of payments that nobody decides. A decision takes two hours, from ten on a Friday; Lee and Kim can review it, Bo leads it, Mo
/// is the operator. The ladder: whoever is asked at 50%, the lead at 100%, the team's channel at 120%, the operators at 150%.
/// </summary>
internal sealed class Late : IAsyncDisposable
{
    private const string Ladder =
        "[{ after: 50%, to: reviewer }, { after: 100%, to: lead }, { after: 120%, to: team }, { after: 150%, to: operators }]";

    private readonly bool _slack;

    private Late(Side side, bool slack) => (Side, _slack) = (side, slack);

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    public Side Side { get; }

    /// <summary>Ana asks, and somebody has the card.</summary>
    /// <param name="alone">Kim is away, so that nothing moves but the clock.</param>
    /// <param name="hasChannel">Whether the service has one on this platform.</param>
    public static async Task<(Late Late, string Asked)> Open(string platform, bool alone = true, bool hasChannel = true, string ladder = Ladder, Func<string, string>? change = null)
    {
        var late = new Late(
            await Side.Open(platform, yaml => (change ?? (y => y))(Yaml(yaml, platform == "Slack", hasChannel, ladder))), platform == "Slack");
        if (alone)
            await late.Side.Hears("kim", "away until monday", "You are away");
        (await late.Side.Asks("ana", "payments", PolicyTown.Evidence)).Taken.ShouldBeTrue();
        return (late, (await late.Side.Asked(1))[0]);
    }

    /// <summary>Moves the clock to so many minutes after it was asked for, and lets everything that came due happen and be said.</summary>
    public async Task At(int minutes)
    {
        Side.Home.MoveTo(Home.Friday10 + Duration.FromMinutes(minutes));
        await Swept();
    }

    /// <summary>What was due is done, and everything that was to be said has been.</summary>
    private async Task Swept()
    {
        await Side.Home.Quiet();
        var now = Side.Home.Clock.Now;
        await Side.Home.Slack.Eventually($"nothing due at {now}", () => Side.Home.Store.Due(now, 1).GetAwaiter().GetResult().IsEmpty);
        await Side.Home.Quiet();
    }

    /// <summary>What stands in the thread of the team's card, oldest first.</summary>
    public IReadOnlyList<string> Thread(int number = 1) => _slack
        ? [.. InSlack(number).Select(m => m.Readable)]
        : [.. InTeams(number).Select(Talk.Shown)];

    /// <summary>What stands in the team's channel itself.</summary>
    public IReadOnlyList<string> Channel() => _slack
        ? [.. Side.Home.Slack.Channel("payments").Where(m => m.ThreadTs is null).Select(m => m.Readable)]
        : [.. Side.Home.Teams.Channel(TeamsTown.Payments).Where(m => !m.IsReply).Select(Talk.Shown)];

    /// <summary>What stands in the operators' channel.</summary>
    public IReadOnlyList<string> Operators() => _slack
        ? [.. Side.Home.Slack.Channel("ops").Select(m => m.Readable)]
        : [.. Side.Home.Teams.Channel(TeamsTown.Ops).Select(Talk.Shown)];

    /// <summary>Presses a button of the newest message in the thread.</summary>
    /// <returns>What only they are answered.</returns>
    public async Task<string> Presses(string who, string button, string answer)
    {
        if (_slack)
        {
            await Side.Home.As(who).Click(button, InSlack(1)[^1]);
            return (await Side.Home.As(who).SeesPrivately(answer)).Readable;
        }

        var pressed = await Side.Home.Member(who).Press(InTeams(1)[^1], button);
        pressed.Outcome.ShouldBe(PressOutcome.Toast, pressed.Trouble);
        pressed.Text.ShouldContain(answer);
        return pressed.Text;
    }

    public async Task AsksForChanges(string who, string reason)
    {
        if (_slack)
        {
            await Side.Home.As(who).Click("Request changes…", on: "CR-1\n");
            (await Side.Home.As(who).Gives(reason)).Outcome.ShouldBe(Submitted.Closed);
        }
        else
            (await Side.Home.Member(who).Press(Side.Home.Member(who).CardOf(), "Request changes", ("What has to change?", reason))).Outcome.ShouldBe(PressOutcome.CardShown);
        await Side.Home.Quiet();
    }

    /// <summary>So many messages to somebody read so.</summary>
    public int Said(string who, string words) => Side.Chat(who).Count(m => m.Contains(words, StringComparison.Ordinal));

    /// <summary>The steps that were taken.</summary>
    public async Task<IReadOnlyList<int>> Steps(int number = 1) =>
        [.. (await Side.Home.Store.History(new ChangeId(number))).OfType<ChangeEvent.Escalated>().Select(e => e.Step)];

    public ValueTask DisposeAsync() => Side.DisposeAsync();

    private List<SlackMessage> InSlack(int number) =>
        [.. Side.Home.Slack.Channel("payments").Where(m => m.ThreadTs == Side.Home.TeamCard(number).Ts)];

    private List<TeamsMessage> InTeams(int number) =>
        [.. Side.Home.Teams.Channel(TeamsTown.Payments).Where(m => m.IsReply && m.Thread == Side.Home.ChannelCard(number).Thread)];

    private static string Yaml(string yaml, bool slack, bool hasChannel, string ladder)
    {
        var (channel, operators) = slack
            ? ("slack_channel: C0PAY", "slack_operators_channel: C0OPS")
            : ($"teams_channel: \"{TeamsTown.Payments}\"", $"teams_operators_channel: \"{TeamsTown.Ops}\"");
        return yaml
            .Replace("operators: [mo, bo]", $"operators: [mo]\n{operators}", StringComparison.Ordinal)
            .Replace("{ ask: 1, evidence:", $"{{ ask: 1, escalation: {ladder}, evidence:", StringComparison.Ordinal)
            .Replace("    tier: critical\n", $"    tier: critical\n    lead: bo\n{(hasChannel ? $"    {channel}\n" : "")}", StringComparison.Ordinal)
            .Replace("level: principal, ", "level: principal, zone: UTC, ", StringComparison.Ordinal)
            .Replace(slack ? "slack: U0MO, primary: [payments] }" : $"teams: {TeamsTown.IdOf("mo")}, primary: [payments] }}", slack ? "slack: U0MO, primary: [docs] }" : $"teams: {TeamsTown.IdOf("mo")}, primary: [docs] }}", StringComparison.Ordinal);
    }
}
