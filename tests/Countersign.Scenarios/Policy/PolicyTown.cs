using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Policy;

/// <summary>
/// The policy of these scenarios: a service of each tier. Ana and Bo are mid, Jo is junior, Lee and Kim are seniors, Mo is a principal;
/// Mo and Bo are operators.
/// </summary>
internal static class PolicyTown
{
    public static string Label(string service) => service switch
    {
        "payments" => "Payments (critical)",
        "web" => "Web shop (high)",
        "tools" => "Tools (medium)",
        _ => "Docs site (low)",
    };

    public static string Yaml(bool slack)
    {
        string who(string name) => slack ? $"slack: U0{name.ToUpperInvariant()}" : $"teams: {TeamsTown.IdOf(name)}";
        return $$"""
            version: 1
            operators: [mo, bo]
            defaults: { zone: UTC }
            paths:
              - { pattern: "**/auth/**", tier: critical }
            answers:
              migrates: high
            tiers:
              critical:
                { ask: 1, evidence: [tests, scanner, edge_cases, rollback] }
              high:
                spot_check_percent: 0
                evidence: [tests]
              medium: { evidence: [] }
              low: { evidence: [tests] }
            services:
              - id: payments
                name: Payments
                tier: critical
                repositories: [acme/payments-repo]
              - id: web
                name: Web shop
                tier: high
                repositories: [acme/web-repo]
              - id: tools
                name: Tools
                tier: medium
                repositories: [acme/tools-repo]
              - id: docs
                name: Docs site
                tier: low
                repositories: [acme/docs-repo]
            people:
              - { id: ana, name: Ana Souza, level: mid, {{who("ana")}}, primary: [web, tools] }
              - { id: bo, name: Bo Lind, level: mid, {{who("bo")}}, primary: [web, tools] }
              - { id: jo, name: Jo Mbeki, level: junior, {{who("jo")}}, primary: [payments, web, tools] }
              - { id: lee, name: Lee Park, level: senior, {{who("lee")}}, primary: [payments, web, tools, docs] }
              - { id: kim, name: Kim Novak, level: senior, {{who("kim")}}, primary: [payments] }
              - { id: mo, name: Mo Adeyemi, level: principal, {{who("mo")}}, primary: [payments] }

            """;
    }

    /// <summary>Everything that critical asks for.</summary>
    public static (string Field, string Value)[] Evidence { get; } =
    [
        ("Tests run and their result", "dotnet test: 412 passed."),
        ("Scanner", "CodeQL"),
        ("What it found, by severity", "0 critical, 1 high, 2 medium"),
        ("Edge cases you looked at", "Null bank code, two refunds at once."),
        ("Rollback plan", "Revert the commit; no data is touched."),
        ("Files or folders it touches", "src/Refunds.cs"),
    ];
}
