using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>A ladder that reaches nobody is taken, and the file's reader hears of it.</summary>
public sealed class LadderAdviceTests
{
    private const string Operators = "slack_operators_channel: C0123OPS\noperators: [mo, lee]";
    private const string Steps = "[{ after: 50%, to: reviewer }, { after: 100%, to: lead }, { after: 150%, to: mo }]";

    [Fact]
    public void A_ladder_that_reaches_somebody_at_every_step_needs_no_word() => Of().ShouldBeEmpty();

    [Fact]
    public void A_step_to_somebody_who_left_or_has_no_account()
    {
        Of(steps: "[{ after: 50%, to: eva }]").ShouldBe(["line 5: tiers.critical.escalation[0].after: eva is not active, so this step reaches nobody"]);
        Of(steps: "[{ after: 50%, to: reviewer }, { after: 90%, to: tom }]").ShouldBe(
            ["line 5: tiers.critical.escalation[1].after: tom has no slack or teams id of a platform that is set up, so this step reaches nobody"]);
    }

    [Theory]
    [InlineData("eva", "is not active")]
    [InlineData("tom", "has no slack or teams id of a platform that is set up")]
    public void A_lead_who_hears_nothing_where_nobody_else_leads(string lead, string why)
    {
        var word = $"line 0: services.web: its lead {lead} {why}, and nobody else leads it, so the step to the lead reaches nobody";
        Of(lead: $", lead: {lead}").ShouldBe([word]);
        Of(lead: $", lead: {lead}", steps: "[]").ShouldBe([], "no step tells a lead");
        Of(lead: $", team: shop", team: lead).ShouldBe([word]);
        Of(lead: $", team: shop, lead: mo", team: lead).ShouldBeEmpty();
        Of(lead: $", lead: {lead}", leadOfLee: ", lead: mo").ShouldBe([], "whoever is asked has a lead of their own");
    }

    [Fact]
    public void A_step_to_the_lead_where_nobody_leads()
    {
        Of(lead: "").ShouldBe(["line 0: services.web: has no lead, and nobody leads its reviewers, so the step to the lead reaches nobody"]);
        Of(lead: "", steps: null).ShouldBe([], "the built-in steps pass over whoever is not there");
    }

    [Fact]
    public void Two_steps_that_are_the_same()
    {
        Of(steps: "[{ after: 100%, to: lead }, { after: 100%, to: mo }, { after: 100%, to: lead }, { after: 100%, to: mo }]").ShouldBe(
        [
            "line 5: tiers.critical.escalation[2].after: 100% to lead stands here twice; the second step does nothing",
            "line 5: tiers.critical.escalation[3].after: 100% to mo stands here twice; the second step does nothing",
        ]);
        Of(steps: "[{ after: 100%, to: mo }, { after: 120%, to: mo }]").ShouldBeEmpty();
    }

    [Fact]
    public void A_teams_services_do_not_repeat_what_is_said_of_the_organisations_ladder() =>
        Of(lead: ", lead: mo, team: shop", team: "mo", steps: "[{ after: 50%, to: eva }]").Count.ShouldBe(1);

    [Theory]
    [InlineData("operators: []")]
    [InlineData("operators: [eva, tom]")]
    public void A_last_resort_that_reaches_nobody(string operators)
    {
        const string Word = "line 0: operators: names nobody who is active and has a chat account, and no operators' channel is set, so the last step of every escalation reaches nobody: a request may wait unseen for ever";
        Of(operators: operators).ShouldContain(Word);
        Of(operators: operators + "\nslack_operators_channel: C0123OPS").ShouldNotContain(Word);
        Of(operators: "operators: [mo]").ShouldNotContain(Word);
    }

    private static List<string> Of(string? steps = Steps, string lead = ", lead: mo", string team = "mo", string leadOfLee = "", string operators = Operators)
    {
        var reading = Company.Read(
            $$"""
            version: 1
            {{operators}}
            tiers:
              critical: { {{(steps is null ? "" : $"escalation: {steps}")}} }
            teams:
              - { id: shop, lead: {{team}} }
            services:
              - { id: web, tier: critical, slack_channel: C0123WEB{{lead}} }
            people:
              - { id: mo, name: Mo Adeyemi, level: principal, slack: U0123MO, primary: [web] }
              - { id: lee, name: Lee Park, level: senior, slack: U0123LEE, primary: [web]{{leadOfLee}} }
              - { id: eva, name: Eva Maas, level: senior, slack: U0123EVA, active: false }
              - { id: tom, name: Tom Baker, level: mid }
            defaults: { zone: Europe/Berlin }
            """);
        reading.Errors.ShouldBeEmpty();
        return [.. reading.Findings.Where(f => !f.Message.Contains("can neither ask", StringComparison.Ordinal)).Select(f => $"line {f.Line}: {f.Key}: {f.Message}")];
    }
}
