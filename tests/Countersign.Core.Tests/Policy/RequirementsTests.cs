using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Policy;

/// <summary>What the policy asks of a change: product.md's policy section, row by row, with the built-in rules.</summary>
public sealed class RequirementsTests
{
    private static readonly PolicyBook Builtin = Book([Of("payments", Tier.Critical), Of("web", Tier.High), Of("tools", Tier.Medium), Of("docs", Tier.Low)], []);

    private static Service Of(string id, Tier tier) => Service(id) with { Tier = Line(tier, 20 + (int)tier), Rules = TierRules.BuiltIn };

    private static Judgement Judge(string service, Level author, Destruction destruction = Destruction.None, int? drawn = 9_999, Tier? raised = null, Tier? before = null, params string[] paths) =>
        Requirements.Judge(Builtin, new ChangeFacts(Builtin.Find(new ServiceId(service))!, author, [.. paths], destruction, raised, before, drawn));

    private static string Levels(Judgement asked) => string.Join('+', asked.Seats.Select(s => s.AtLeast).Order());

    [Theory]
    [InlineData("payments", Level.Principal, Destruction.None, Tier.Critical, "Senior")]
    [InlineData("payments", Level.Junior, Destruction.None, Tier.Critical, "Senior")]
    [InlineData("payments", Level.Senior, Destruction.Deletes, Tier.Critical, "Senior+Senior")]
    [InlineData("payments", Level.Senior, Destruction.Irreversible, Tier.Critical, "Senior+Senior")]
    [InlineData("web", Level.Senior, Destruction.None, Tier.High, "Mid")]
    [InlineData("web", Level.Mid, Destruction.None, Tier.High, "Senior")]
    [InlineData("web", Level.Unknown, Destruction.None, Tier.High, "Senior")]
    [InlineData("tools", Level.Senior, Destruction.None, Tier.Medium, "Mid")]
    [InlineData("tools", Level.Junior, Destruction.None, Tier.Medium, "Senior")]
    [InlineData("tools", Level.Senior, Destruction.Migrates, Tier.Critical, "Senior+Senior")]
    [InlineData("docs", Level.Junior, Destruction.None, Tier.Low, "")]
    [InlineData("docs", Level.Junior, Destruction.Recreates, Tier.Critical, "Senior+Senior")]
    public void Each_tier_asks_what_the_product_says(string service, Level author, Destruction destruction, Tier tier, string levels)
    {
        var asked = Judge(service, author, destruction);

        asked.Requirement.Tier.ShouldBe(tier);
        Levels(asked).ShouldBe(levels);
    }

    [Fact]
    public void A_junior_mid_or_unknown_author_always_gets_a_senior_in_every_tier_above_low_whatever_the_file_says()
    {
        foreach (var level in new[] { Level.Unknown, Level.Junior, Level.Mid })
            foreach (var asks in new[] { Level.Junior, Level.Mid, Level.Senior, Level.Principal })
                foreach (var approvals in new[] { 1, 2, 5 })
                    foreach (var tier in Tiers.All.Where(t => t > Tier.Low))
                    {
                        var service = Of("any", tier) with
                        {
                            Rules = [.. TierRules.BuiltIn.Select(r => r with { AtLeast = Line(asks, 1), Approvals = Line(approvals, 2), DestructiveApprovals = Line(approvals, 2) })],
                        };
                        var seats = Requirements.Judge(Builtin, new ChangeFacts(service, level, [], Destruction.None, null)).Seats;

                        seats.Length.ShouldBe(approvals);
                        seats.ShouldContain(s => s.AtLeast >= Level.Senior);
                        seats.ShouldAllBe(s => s.AtLeast >= asks);
                    }
    }

    [Fact]
    public void The_highest_of_service_path_answer_author_and_round_before_wins()
    {
        foreach (var own in Tiers.All)
            foreach (var path in Tiers.All)
                foreach (var deletes in Tiers.All)
                    foreach (var raised in Tiers.All.Cast<Tier?>().Append(null))
                        foreach (var before in Tiers.All.Cast<Tier?>().Append(null))
                        {
                            var book = Book([Of("any", own)], []);
                            book = new PolicyBook(book.Digest, "", book.Roster, book.Services, book.Operators, [])
                            {
                                Paths = [new PathRule(PathPattern.Parse("db/**"), path, new PolicyLine("policy.yaml", 7, "paths[0]"))],
                                Answers = Answers.BuiltIn with { Deletes = Line(deletes, 8) },
                            };
                            var service = book.Find(new ServiceId("any"))!;
                            foreach (var touches in new[] { true, false })
                                foreach (var answer in new[] { Destruction.None, Destruction.Deletes })
                                {
                                    var facts = new ChangeFacts(service, Level.Senior, touches ? ["db/x.sql"] : ["src/x.cs"], answer, raised, before);
                                    var expected = new[] { own, touches ? path : Tier.Low, answer == Destruction.None ? Tier.Low : deletes, raised ?? Tier.Low, before ?? Tier.Low }.Max();

                                    var asked = Requirements.Judge(book, facts);

                                    asked.Requirement.Tier.ShouldBe(expected);
                                    asked.Requirement.Reasons.ShouldContain(r => r.Kind == ReasonKind.Tier);
                                }
                        }
    }

    [Fact]
    public void Every_requirement_names_the_lines_that_asked_for_it()
    {
        var words = RequirementWords.Of(Judge("web", Level.Mid).Requirement, Judge("web", Level.Mid).Seats);

        words.ShouldBe("High: Web is high (policy.yaml line 22). Needs a senior or above: high asks one approval (built in); a senior, because the author is mid (built in).");
    }

    [Fact]
    public void A_spot_check_adds_a_senior_unless_one_looks_anyway()
    {
        Levels(Judge("web", Level.Senior, drawn: 999)).ShouldBe("Mid+Senior");
        Levels(Judge("web", Level.Senior, drawn: 1_000)).ShouldBe("Mid");
        Levels(Judge("web", Level.Mid, drawn: 0)).ShouldBe("Senior");
        Levels(Judge("payments", Level.Senior, drawn: 0)).ShouldBe("Senior");
        Levels(Judge("docs", Level.Senior, drawn: 0)).ShouldBe("");
        Judge("web", Level.Senior, drawn: 731).Requirement.Reasons.ShouldContain(r => r.Says == "a senior for a spot check (drew 7.31, below 10)");
    }

    [Fact]
    public void The_draw_follows_from_number_and_time_alone_and_is_even()
    {
        var at = Instant.FromUnixTimeMilliseconds(1_795_000_000_123);
        // printf 'spot-check:CR-12:1795000000123' | sha256sum begins with the same 32 bits.
        var first = Convert.ToUInt32(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("spot-check:CR-12:1795000000123"u8))[..8], 16);
        SpotCheck.Draw(new ChangeId(12), at).ShouldBe((int)(first / 4294967296m * 10_000));

        var picked = Enumerable.Range(1, 20_000).Count(n => SpotCheck.Picks(SpotCheck.Draw(new ChangeId(n), at + Duration.FromMinutes(n)), 10));
        picked.ShouldBeInRange(1_870, 2_130);
    }
}
