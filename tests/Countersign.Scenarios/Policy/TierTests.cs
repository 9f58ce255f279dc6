using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Scenarios.Policy;

/// <summary>product.md's policy section, row by row, in chat: which tier, who signs off, what is shown.</summary>
public sealed class TierTests
{
    private static readonly (string, string) Paths = ("Files or folders it touches", "src/Page.cs");
    private static readonly (string, string) Tests = ("Tests run and their result", "All 40 pass.");
    private static readonly (string, string) Deletes = ("Does it delete, recreate or migrate anything?", "It deletes something");

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Low_tier_is_put_on_record_with_its_evidence_and_asks_nobody(string platform)
    {
        await using var side = await Side.Open(platform);

        (await side.Asks("ana", "docs", Paths)).Words.ShouldContain("This is low, which asks for test results (policy.yaml line 15)");
        Took(await side.Asks("ana", "docs", Paths, Tests));

        (await side.Ends()).ShouldBe(Outcome.Recorded);
        var told = await side.Sees("ana", "CR-1 is on record");
        told.ShouldContain("Docs site is low (policy.yaml line ");
        told.ShouldContain("It is not an approval");
        (await side.The()).AskedNow.ShouldBeEmpty();
        (await side.Hears("ana", "status CR-1", "Recorded")).ShouldNotContain("Approved", Case.Sensitive);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Critical_asks_a_senior_and_two_when_it_cannot_be_undone(string platform)
    {
        await using var side = await Side.Open(platform);

        Took(await side.Asks("ana", "payments", PolicyTown.Evidence));
        (await side.The()).Round.Seats.ShouldHaveSingleItem().Needs.AtLeast.ShouldBe(Level.Senior);
        Took(await side.Asks("ana", "payments", [.. PolicyTown.Evidence, Deletes]));

        var asked = await side.Asked(2, number: 2);
        asked.Distinct().Count().ShouldBe(2);
        var why = await side.Hears("ana", "why CR-2", "it deletes something: two approvals (built in)");
        why.ShouldContain("Payments is critical (policy.yaml line 19)");
        await side.Press(asked[0], "Approve", 2);
        (await side.Ends(2)).ShouldBeNull();
        await side.Press(asked[1], "Approve", 2);
        (await side.Ends(2)).ShouldBe(Outcome.Approved);
        var told = await side.Sees("ana", "approved CR-2");
        told.ShouldContain(" and ");
        told.ShouldContain("Critical (policy.yaml line 19)");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task High_and_medium_ask_a_peer_of_a_senior_and_a_senior_of_everybody_else(string platform)
    {
        await using var side = await Side.Open(platform);

        foreach (var (service, number) in new[] { ("web", 1), ("tools", 3) })
        {
            Took(await side.Asks("lee", service, Paths, Tests));
            (await side.The(number)).Round.Seats.ShouldHaveSingleItem().Needs.AtLeast.ShouldBe(Level.Mid);
            new[] { "ana", "bo" }.ShouldContain((await side.Asked(1, number))[0]);
            Took(await side.Asks("jo", service, Paths, Tests));
            (await side.Asked(1, number + 1)).ShouldBe(["lee"]);
        }

        await side.Hears("jo", "why CR-2", "a senior, because the author is junior (built in)");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_path_an_answer_and_the_author_raise_the_tier_and_nothing_lowers_it(string platform)
    {
        await using var side = await Side.Open(platform);

        (await side.Asks("lee", "web", Tests)).Words.ShouldContain("Name the files or folders");
        (await side.Asks("lee", "web", [.. PolicyTown.Evidence.SkipLast(1), ("Files or folders it touches", "src/auth/Login.cs")])).Words.ShouldContain("needs a senior or above");
        Took(await side.Asks("lee", "tools", Paths, Tests, ("Rollback plan", "Down migration."), ("Does it delete, recreate or migrate anything?", "It migrates data or schema")));
        Took(await side.Asks("lee", "tools", Paths, Tests, ("Treat it as", "At least high")));
        Took(await side.Asks("kim", "payments", [.. PolicyTown.Evidence, ("Treat it as", "At least medium")]));

        (await side.The(1)).Tier.ShouldBe(Tier.High);
        (await side.The(2)).Tier.ShouldBe(Tier.High);
        (await side.The(3)).Tier.ShouldBe(Tier.Critical);
        await side.Hears("lee", "why CR-1", "it migrates something (policy.yaml line 7)");
        await side.Hears("lee", "why CR-2", "the author raised it");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task What_is_missing_is_said_in_the_form_each_beside_its_field(string platform)
    {
        await using var side = await Side.Open(platform);

        var sent = await side.Asks("ana", "payments", Paths, ("What it found, by severity", "lots"));

        sent.Taken.ShouldBeFalse();
        sent.Words.ShouldContain("This is critical, which asks for test results (policy.yaml line 10). Say which you ran and what came out.");
        sent.Words.ShouldContain("Name the scanner");
        sent.Words.ShouldContain("0 critical, 1 high, 2 medium, 5 low");
        sent.Words.ShouldContain("This is critical, which asks for edge cases looked at (policy.yaml line 10)");
        sent.Words.ShouldContain("This is critical, which asks for a rollback plan (policy.yaml line 10)");
        (await side.Home.Store.Figures()).Requests.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task The_card_shows_the_evidence_in_brief_and_the_details_show_all_of_it(string platform)
    {
        await using var side = await Side.Open(platform);
        Took(await side.Asks("ana", "payments", PolicyTown.Evidence));
        var reviewer = (await side.Asked(1))[0];

        var card = await side.Sees(reviewer, "CR-1");

        card.ShouldContain("CodeQL: 0 critical, 1 high, 2 medium, 0 low");
        card.ShouldContain("Critical (policy.yaml line 19), needs a senior or above");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_repository_binds_the_choice_of_service(string platform)
    {
        await using var side = await Side.Open(platform);

        (await side.Asks("ana", "docs", Paths, Tests, ("Link to the change", "https://github.com/acme/payments-repo/pull/3"))).Words
            .ShouldContain("acme/payments-repo belongs to Payments");
    }

    private static void Took(Sent sent) => sent.Taken.ShouldBeTrue(sent.Words);

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Everybody_reads_what_the_policy_asks(string platform)
    {
        await using var side = await Side.Open(platform);

        var said = await side.Hears("kim", "policy", "is in force: 6 people, 4 services");

        said.ShouldContain("Payments is critical (policy.yaml line 19): 1 approval by a senior or above (built in), 2 when it can't be undone (built in).");
        said.ShouldNotContain("Web shop");
        (await side.Hears("kim", "home", "What the policy asks")).ShouldContain("Payments is critical");
    }
}
