using Countersign.Core.Changes;
using Countersign.Playground.Slack;
using Countersign.Scenarios.House;
using NodaTime;

namespace Countersign.Scenarios.Promises;

/// <summary>S5: only the right person decides. Everybody else may press whatever they like.</summary>
public sealed class AuthorityTests
{
    private static readonly (string Button, string Command)[] Deeds =
    [
        ("Approve", "approve"), ("Deny…", "deny"), ("Request changes…", "requestchanges"), ("I'm on it", "claimreview"),
        ("Not me: not my area", "decline"), ("Details", "details"),
    ];

    [Theory]
    [InlineData("ana", "your own change", "not asked", true)]
    [InlineData("bo", "You are a co-author", "not asked", true)]
    [InlineData("mo", "not asked", "not asked", true)]
    [InlineData("jo", "not a senior or above", "not asked", true)]
    [InlineData("pat", "not active", "not active", false)]
    [InlineData("guest", "not on the roster", "not on the roster", false)]
    [InlineData("zoe", "not on the roster", "not on the roster", false)]
    [InlineData("out", "another workspace", "another workspace", false)]
    [InlineData("U0BOT", "not on the roster", "not on the roster", false)]
    [InlineData("the one just removed", "not on the roster", "not on the roster", false)]
    public async Task Nobody_else_decides_anything_and_each_hears_why_alone(string who, string voting, string passing, bool mayLook)
    {
        await using var home = await Home.Open();
        await WithCoAuthor(home);
        var reviewer = await home.Reviewer();
        if (who.StartsWith("the one", StringComparison.Ordinal))
        {
            who = reviewer.User.Name;
            await home.ChangePolicy(string.Join('\n', Town.Policy.Split('\n').Where(l => !l.Contains($"{{ id: {who},", StringComparison.Ordinal))));
            await home.Reviewer();
        }

        await home.Quiet();
        var card = home.TeamCard();
        var events = (await home.Store.History(new ChangeId(1))).Length;

        foreach (var (button, command) in Deeds)
        {
            var heard = home.As(who).Ephemerals.Count;
            (await home.As(who).Click(button, card)).Status.ShouldBe(200);
            if (command == "details" && mayLook)
            {
                await home.As(who).SeesView("What the author checked");
                continue;
            }

            await home.Slack.Eventually($"a private word about {button} for {who}", () => home.As(who).Ephemerals.Count > heard);
            home.As(who).Ephemerals[^1].Readable.ShouldContain(command == "decline" ? passing : voting);
            home.As(who).OpenView.ShouldBeNull();
        }

        await home.Quiet();
        (await home.Store.History(new ChangeId(1))).Length.ShouldBe(events);
        home.TeamCard().Versions.Length.ShouldBe(card.Versions.Length, "the shared card was touched");
        var refused = home.Refused().Select(d => d.Split(':')[0]).Distinct().ToList();
        refused.ShouldBe(Deeds.Select(d => d.Command).Where(c => !(c == "details" && mayLook)), ignoreOrder: true);
    }

    [Fact]
    public async Task The_same_refusal_again_is_counted_not_written_again()
    {
        await using var home = await Home.Open();
        await home.Submit();
        await home.Reviewer();
        await home.Quiet();
        var card = home.TeamCard();

        for (var i = 0; i < 30; i++)
            await home.As("bo").Click("Approve", card);
        (await home.Entries("refused")).Count.ShouldBe(1);
        home.Advance(Duration.FromMinutes(61));

        await home.Slack.Eventually("the count of the hour", () => home.Entries("refused").GetAwaiter().GetResult().Count == 2);
        (await home.Entries("refused"))[^1].Count.ShouldBe(29);
    }

    private static async Task WithCoAuthor(Home home)
    {
        await home.As("ana").Run("/signoff https://github.com/acme/payments-api/pull/12");
        (await home.As("ana").Submit(
            ("Service", "Payments (critical)"), ("AI tools used", "Claude Code"), ("What the AI did", "Wrote it."),
            ("What you checked yourself", "Read every line and ran it."), ("Co-authors", "U0BO"))).Outcome.ShouldBe(Submitted.Closed);
    }
}
