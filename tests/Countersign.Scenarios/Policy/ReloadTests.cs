using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Policy;

/// <summary>A new policy file: what takes away holds at once, what gives waits for two operators, and a restart changes nothing.</summary>
public sealed class ReloadTests
{
    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_promotion_waits_for_two_operators_in_chat(string platform)
    {
        await using var side = await Side.Open(platform);
        var yaml = PolicyTown.Yaml(platform == "Slack");

        await side.Home.ChangePolicy(yaml.Replace("Ana Souza, level: mid", "Ana Souza, level: senior", StringComparison.Ordinal));

        var file = Book(side).Digest[..8];
        LevelOf(side, "ana").ShouldBe(Level.Mid);
        (await side.Sees("mo", "Ana Souza becomes senior, was mid (policy.yaml line 34)")).ShouldContain($"/signoff policy confirm {file}".Replace("/signoff", platform == "Slack" ? "/signoff" : "", StringComparison.Ordinal).Trim());
        await side.Hears("lee", $"policy confirm {file}", "Only an operator");
        await side.Hears("ana", $"policy confirm {file}", "Only an operator");
        await side.Hears("mo", $"policy confirm {file}", "One more operator has to");
        await side.Hears("mo", $"policy confirm {file}", "You have confirmed this file already");
        LevelOf(side, "ana").ShouldBe(Level.Mid);
        await side.Home.Restart();
        LevelOf(side, "ana").ShouldBe(Level.Mid);
        await side.Hears("bo", $"policy confirm {file}", "all of policy");
        LevelOf(side, "ana").ShouldBe(Level.Senior);
        await side.Home.Restart();
        LevelOf(side, "ana").ShouldBe(Level.Senior);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task An_operator_who_gains_is_not_one_of_the_two(string platform)
    {
        await using var side = await Side.Open(platform);

        await side.Home.ChangePolicy(PolicyTown.Yaml(platform == "Slack").Replace("Bo Lind, level: mid", "Bo Lind, level: senior", StringComparison.Ordinal));

        await side.Hears("bo", $"policy confirm {Book(side).Digest[..8]}", "gives you yourself more rights");
        await side.Hears("mo", $"policy confirm {Book(side).Digest[..8]}", "too few");
        LevelOf(side, "bo").ShouldBe(Level.Mid);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Files_one_after_the_other_keep_what_each_made_stricter_across_restarts(string platform)
    {
        await using var side = await Side.Open(platform);
        var yaml = PolicyTown.Yaml(platform == "Slack");
        var demoted = yaml.Replace("Kim Novak, level: senior", "Kim Novak, level: mid", StringComparison.Ordinal);

        await side.Home.ChangePolicy(demoted.Replace("Ana Souza, level: mid", "Ana Souza, level: senior", StringComparison.Ordinal));
        LevelOf(side, "kim").ShouldBe(Level.Mid);
        await side.Home.ChangePolicy(yaml);
        LevelOf(side, "kim").ShouldBe(Level.Mid);
        Book(side).Waiting.ShouldHaveSingleItem().Says.ShouldBe("Kim Novak becomes senior, was mid");
        await side.Home.Restart();

        LevelOf(side, "kim").ShouldBe(Level.Mid);
        LevelOf(side, "ana").ShouldBe(Level.Mid);
        Book(side).Waiting.ShouldHaveSingleItem();
        // A bad file changes nothing of it, and a restart with one neither.
        await side.Home.ChangePolicy(yaml + "\nsurprise: true\n");
        LevelOf(side, "kim").ShouldBe(Level.Mid);
        await side.Home.Restart();
        LevelOf(side, "kim").ShouldBe(Level.Mid);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_reload_between_two_votes_that_demotes_the_first_voter_voids_the_vote(string platform)
    {
        await using var side = await Side.Open(platform);
        (await side.Asks("ana", "payments", [.. PolicyTown.Evidence, ("Does it delete, recreate or migrate anything?", "It recreates something (delete and make anew)")])).Taken.ShouldBeTrue();
        var asked = await side.Asked(2);
        await side.Press(asked[0], "Approve");
        var name = asked[0] switch { "lee" => "Lee Park, level: senior", "kim" => "Kim Novak, level: senior", _ => "Mo Adeyemi, level: principal" };

        await side.Home.ChangePolicy(PolicyTown.Yaml(platform == "Slack").Replace(name, name[..name.IndexOf(':', StringComparison.Ordinal)] + ": mid", StringComparison.Ordinal));
        await side.Sees("ana", "approval of CR-1 does not count any more");
        await side.Press(asked[1], "Approve");

        (await side.Ends()).ShouldBeNull();
        var third = (await side.Asked(1))[0];
        asked.ShouldNotContain(third);
        await side.Press(third, "Approve");
        (await side.Ends()).ShouldBe(Outcome.Approved);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Somebody_new_neither_asks_nor_is_asked_before_they_are_confirmed(string platform)
    {
        await using var side = await Side.Open(platform, yaml => string.Join('\n', yaml.Split('\n').Where(l => !l.Contains("id: jo,", StringComparison.Ordinal))));

        await side.Home.ChangePolicy(PolicyTown.Yaml(platform == "Slack"));

        await side.Hears("jo", "mine", "I don't know you yet");
        foreach (var who in new[] { "mo", "bo" })
            await side.Hears(who, $"policy confirm {Book(side).Digest[..8]}", "Confirmed");
        await side.Hears("jo", "mine", "You have not asked");
    }

    [Fact]
    public async Task An_accepted_file_that_this_version_cannot_read_keeps_the_server_from_starting()
    {
        await using var home = await Home.Open(policy: PolicyTown.Yaml(slack: true));
        byte[] bytes = [.. "version: 1\nsomething: older\n"u8];
        await home.Store.Write(work =>
        {
            work.AcceptPolicy(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), "roster", bytes, 0, home.Clock.Now);
            return true;
        });
        await home.Stop();

        (await Should.ThrowAsync<InvalidOperationException>(home.Start)).Message.ShouldContain("policy accept");
    }

    private static PolicyBook Book(Side side) => side.Home.Services.GetRequiredService<PolicyInForce>().Book;

    private static Level LevelOf(Side side, string who) => Book(side).Roster.Find(new PersonId(who))!.Level;
}
