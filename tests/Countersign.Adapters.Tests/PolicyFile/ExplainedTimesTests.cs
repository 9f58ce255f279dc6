using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>What <c>policy explain</c> says of times is what a round would be given.</summary>
public sealed class ExplainedTimesTests
{
    [Theory]
    [InlineData("decision: 30d", "720 h of business hours, 90 working days (policy.yaml line 4)")]
    [InlineData("decision: 5s", "5 s of business hours (policy.yaml line 4)")]
    [InlineData("decision: 5s, calendar: around_the_clock", "5 s (policy.yaml line 4)")]
    [InlineData("decision: 36h, calendar: around_the_clock", "36 h (policy.yaml line 4)")]
    public async Task A_decision_is_due_in_hours_of_its_calendar(string sla, string words) => (await Of(sla, "decision")).ShouldBe(words);

    [Fact]
    public async Task The_services_own_time_counts_on_the_same_calendar() =>
        (await Of("decision: 4h", "decision", ", decision_minutes: 43200")).ShouldBe("720 h of business hours, 90 working days (the service's own decision_minutes)");

    [Fact]
    public async Task The_first_answer_is_due_with_the_decision_where_that_is_sooner()
    {
        (await Of("first_response: 1h, decision: 4h", "first response")).ShouldBe("1 h of business hours (policy.yaml line 4)");
        (await Of("first_response: 1h, decision: 4h", "first response", ", decision_minutes: 5")).ShouldBe("5 min of business hours (as soon as the decision)");
    }

    private static async Task<string> Of(string sla, string what, string ofService = "")
    {
        var said = await Company.Explained(
            $$"""
            version: 1
            operators: [mo]
            tiers:
              high: { sla: { {{sla}} } }
            services:
              - { id: web, tier: high{{ofService}} }
            people:
              - { id: mo, name: Mo Adeyemi, level: principal, slack: U0123MO, primary: [web] }
              - { id: lee, name: Lee Park, level: senior, slack: U0123LEE, primary: [web] }
            defaults: { zone: Europe/Berlin }
            """,
            "--service", "web");
        return said.Split('\n').Single(l => l.StartsWith(what + "  ", StringComparison.Ordinal))[what.Length..].Trim();
    }
}
