using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>A team that is called as another word after the digest command is taken, and the file's reader hears of it.</summary>
public sealed class TeamWordAdviceTests
{
    [Theory]
    [InlineData("house")]
    [InlineData("last")]
    [InlineData("this")]
    [InlineData("names")]
    [InlineData("w47")]
    [InlineData("2026-w47")]
    public void A_team_that_no_word_reaches(string id) => Advice(id).ShouldBe(
        [$"teams.{id}: after /signoff digest the word “{id}” means something else, so only its own people reach this team's digest there; another id would mend it"]);

    [Theory]
    [InlineData("operations")]
    [InlineData("w54")]
    [InlineData("week")]
    [InlineData("w4-team")]
    public void Any_other_needs_no_word(string id) => Advice(id).ShouldBeEmpty();

    private static List<string> Advice(string id)
    {
        var read = Company.Read(Company.Yaml.Replace("  - id: shop\n", $"  - id: shop\n  - id: {id}\n", StringComparison.Ordinal));
        read.Book.ShouldNotBeNull().Teams.Keys.ShouldContain(t => t.Value == id);
        return [.. read.Findings.Where(f => f.Key.StartsWith("teams.", StringComparison.Ordinal)).Select(f => $"{f.Key}: {f.Message}")];
    }
}
