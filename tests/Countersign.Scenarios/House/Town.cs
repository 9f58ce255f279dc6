using Countersign.Playground.Slack;

namespace Countersign.Scenarios.House;

/// <summary>The people, channels and policy that scenarios are about.</summary>
internal static class Town
{
    public const string Team = "T0ACME";

    /// <summary>Ana (mid) writes; Lee and Kim (seniors) review payments; Mo leads; Jo is junior; Pat left; Zoe is on no roster.</summary>
    public const string Policy = """
        version: 1
        slack_operators_channel: C0OPS
        operators: [mo]
        answers: { deletes: low, recreates: low, migrates: low, irreversible: low }
        tiers:
          critical: { destructive_approvals: 1, ask: 1, evidence: [] }
          high: { level: senior, spot_check_percent: 0, evidence: [] }
          medium: { evidence: [] }
          low: { evidence: [] }
        services:
          - id: payments
            name: Payments
            tier: critical
            decision_minutes: 120
            slack_channel: C0PAY
            lead: mo
            repositories: [acme/payments-api]
          - id: web
            name: Web shop
            tier: high
            slack_channel: C0WEB
        people:
          - { id: ana, name: Ana Souza, level: mid, zone: UTC, slack: U0ANA, primary: [web] }
          - { id: bo, name: Bo Lind, level: mid, zone: UTC, slack: U0BO, primary: [web] }
          - { id: jo, name: Jo Mbeki, level: junior, zone: UTC, slack: U0JO, primary: [payments, web] }
          - { id: lee, name: Lee Park, level: senior, zone: UTC, slack: U0LEE, primary: [payments], secondary: [web], lead: mo }
          - { id: kim, name: Kim Novak, level: senior, zone: UTC, slack: U0KIM, primary: [payments] }
          - { id: pat, name: Pat Doe, level: senior, zone: UTC, slack: U0PAT, primary: [payments], active: false }
          - { id: mo, name: Mo Adeyemi, level: principal, zone: UTC, slack: U0MO }
        """;

    public static IReadOnlyList<SlackUser> Users { get; } =
    [
        new("U0ANA", "ana", "Ana Souza"), new("U0BO", "bo", "Bo Lind"), new("U0JO", "jo", "Jo Mbeki"),
        new("U0LEE", "lee", "Lee Park"), new("U0KIM", "kim", "Kim Novak"), new("U0PAT", "pat", "Pat Doe"),
        new("U0MO", "mo", "Mo Adeyemi"), new("U0ZOE", "zoe", "Zoe Stranger"),
        new("U0GUEST", "guest", "Gus Guest") { IsRestricted = true },
        new("U0OUT", "out", "Olga Outside") { TeamId = "T0OTHER" },
    ];

    public static IReadOnlyList<SlackChannel> Channels { get; } =
    [
        new("C0PAY", "payments") { Members = ["ana", "bo", "jo", "lee", "kim", "pat", "mo", "zoe", "guest", "out"] },
        new("C0WEB", "web") { Members = ["ana", "bo", "lee"] },
        new("C0OPS", "ops") { Members = ["mo"] },
    ];
}
