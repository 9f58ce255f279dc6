using Countersign.Core.Policy;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Chat;

/// <summary>The policy file changes while requests are open.</summary>
public sealed class PolicyTests
{
    public static TheoryData<string> Losses => ["removed", "demoted", "deactivated", "moved to another service"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Whoever_loses_authority_is_taken_off_and_the_seat_is_routed_again(string loss)
    {
        await using var home = await Home.Open();
        await home.Submit();
        var first = await home.Reviewer();
        var card = await first.Sees("CR-1");

        await home.ChangePolicy(Without(first.User.Name, loss));

        (await home.Other(first).Sees("CR-1")).Readable.ShouldContain("[Approve]");
        await first.Sees("You are not asked any more");
        await first.Click("Approve", card, version: 0);
        await first.SeesPrivately(loss switch { "removed" => "not on the roster", "deactivated" => "not active", "demoted" => "not a senior or above", _ => "asked" });
        (await home.Change()).IsSettled.ShouldBeFalse();
        await home.As("ana").Sees($"CR-1 is with {home.Other(first).User.RealName}");
    }

    [Theory]
    [InlineData("version: 1\nservices: []\npeople: []\n", "people")]
    [InlineData("  - { id: lee, name: Lee Park, level: senoir, zone: UTC, slack: U0LEE, primary: [payments] }", "senoir")]
    [InlineData("surprise: true", "surprise")]
    [InlineData("people: [", "YAML")]
    [InlineData("more: [a\nb]", "YAML")]
    [InlineData("more: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "nested deeper")]
    public async Task A_bad_file_changes_nothing_and_the_operators_read_why(string line, string named)
    {
        await using var home = await Home.Open();
        await home.Submit();
        var reviewer = await home.Reviewer();
        var before = Digest(home);
        var bad = line.StartsWith("version", StringComparison.Ordinal) ? line : Town.Policy + "\n" + line + "\n";

        await home.ChangePolicy(bad);
        await home.ChangePolicy(bad + "\n");

        Digest(home).ShouldBe(before);
        var told = await home.As("mo").Sees("The policy file was not taken", channel: "ops");
        told.Readable.ShouldContain(named);
        told.Readable.ShouldContain("line", Case.Insensitive);
        await reviewer.Click("Approve", on: "CR-1");
        await home.As("ana").Sees("approved CR-1");

        await home.Restart();
        Digest(home).ShouldBe(before);
    }

    [Fact]
    public async Task A_request_whose_service_left_the_policy_says_so_once_operators_confirmed_it()
    {
        var policy = Town.Policy.Replace("operators: [mo]", "operators: [mo, bo]", StringComparison.Ordinal);
        await using var home = await Home.Open(policy: policy);
        await home.Submit();
        await home.Reviewer();

        await home.ChangePolicy(System.Text.RegularExpressions.Regex.Replace(
            policy.Replace("primary: [payments, web]", "primary: [web]", StringComparison.Ordinal)
                .Replace(", primary: [payments]", "", StringComparison.Ordinal),
            "  - id: payments.*?(?=  - id: web)", "", System.Text.RegularExpressions.RegexOptions.Singleline));
        // Until operators confirm that it is gone, it is there, and nobody covers it.
        await home.As("ana").Sees("Nobody can be asked");
        foreach (var operatorName in new[] { "mo", "bo" })
            (await home.As(operatorName).Run($"/signoff policy confirm {Digest(home)[..8]}")).Readable.ShouldContain("Confirmed");

        (await home.As("ana").Run("/signoff why CR-1")).Readable.ShouldContain("is not in the policy file any more");
        await home.As("mo").Sees("is stuck");
    }

    [Fact]
    public async Task A_service_that_moves_to_another_channel_gets_its_next_card_there()
    {
        await using var home = await Home.Open();
        await home.ChangePolicy(Town.Policy.Replace("slack_channel: C0PAY", "slack_channel: C0WEB", StringComparison.Ordinal));

        await home.Submit();

        await home.As("bo").Sees("CR-1", channel: "web");
        home.Slack.Channel("payments").ShouldBeEmpty();
    }

    private static string Digest(Home home) => home.Services.GetRequiredService<PolicyInForce>().Book.Digest;

    private static string Without(string person, string loss)
    {
        var lines = Town.Policy.Split('\n').ToList();
        var at = lines.FindIndex(l => l.Contains($"{{ id: {person},", StringComparison.Ordinal));
        lines[at] = loss switch
        {
            "removed" => "",
            "demoted" => lines[at].Replace("level: senior", "level: mid", StringComparison.Ordinal),
            "deactivated" => lines[at].Replace(" }", ", active: false }", StringComparison.Ordinal),
            _ => lines[at].Replace("primary: [payments]", "primary: [web]", StringComparison.Ordinal).Replace(", secondary: [web]", "", StringComparison.Ordinal),
        };
        return string.Join('\n', lines);
    }
}
