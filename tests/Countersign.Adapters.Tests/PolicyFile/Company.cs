using System.Diagnostics;
using System.Text;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using Shouldly;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>A policy file that uses every key, from which the tests make others.</summary>
internal static class Company
{
    public const string Yaml = """
        version: 1
        slack_operators_channel: C0123OPS
        operators: [mo, kim]
        holidays:
          - { id: germany, days: [2026-12-25, 2026-12-26, 2026-12-30..2027-01-01] }
          - { id: brazil, days: [2026-11-20] }
        defaults: { zone: Europe/Berlin, hours: mon-fri 09:00-17:00, holidays: germany, capacity: 90m }
        answers: { deletes: critical, recreates: critical, migrates: high, irreversible: critical }
        paths:
          - { pattern: "**/migrations/**", tier: critical }
        tiers:
          critical:
            approvals: 1
            destructive_approvals: 2
            level: senior
            different_teams: false
            ask: 2
            spot_check_percent: 0
            evidence: [tests, scanner, edge_cases, rollback]
            sla: { first_response: 30m, decision: 2h, calendar: around_the_clock }
            escalation:
              - { after: 50%, to: reviewer }
              - { after: 100%, to: lead }
              - { after: 150%, to: mo }
            routing: { lateness: 2, load: 1, skill: 1, today: 0.5 }
          high:
            level: peer
            spot_check_percent: 20
            evidence: [tests]
            sla: { calendar: service_hours, expires: 10d }
          low: { approvals: 0, evidence: [] }
        teams:
          - id: money
            name: Money
            lead: mo
            tiers:
              critical: { approvals: 2, destructive_approvals: 3, different_teams: true, evidence: [ai_review] }
          - id: shop
          - id: ops
        services:
          - id: payments
            name: Payments
            tier: critical
            team: money
            slack_channel: C0123PAY
            lead: mo
            repositories: [acme/payments-api]
            paths:
              - { pattern: "docs/**", tier: high }
          - { id: web, tier: high, team: shop, decision_minutes: 90, zone: America/New_York, holidays: brazil, repositories: [acme/web] }
          - { id: docs, tier: low, repositories: [acme/docs] }
        rotations:
          - id: payments-duty
            services: [payments]
            people: [lee, kim, mo]
            every: week
            hands_over: mon 09:00
            zone: Europe/Lisbon
            starts: 2026-11-02
          - { id: web-duty, services: [web, docs], people: [raj], every: day, hands_over: "7:30", starts: 2026-11-03 }
        people:
          - { id: ana, name: Ana Souza, level: mid, slack: U0123ANA, team: shop }
          - { id: kim, name: Kim Novak, level: senior, slack: U0123KIM, team: shop, secondary: [payments], holidays: brazil, capacity: 4h }
          - { id: mo, name: Mo Adeyemi, level: principal, slack: U0123MO, team: money, holidays: none, hours: "mon-thu 8-12 13-16, fri 8-12" }
          - { id: lee, name: Lee Park, level: senior, slack: U0123LEE, team: money, limit: 5 }
          - { id: bot, name: Fix Bot, agent_of: ana, slack: U0123BOT }
        people_csv: |
          id,name,level,slack,team,secondary,holidays
          raj,Raj Patel,senior,U0123RAJ,ops,payments web,brazil
          "zoe","Zoe, the new one",unknown,U0123ZOE,,docs,
        """;

    public static PolicyReading Read(string yaml) => PolicyFileReader.Read(Encoding.UTF8.GetBytes(yaml), ChatHomes.Any);

    public static PolicyBook Good(string yaml) => Read(yaml) is { Book: { } book } ? book
        : throw new ShouldAssertException(string.Join('\n', Read(yaml).Errors));

    /// <summary>What <c>policy explain</c> prints of it.</summary>
    public static async Task<string> Explained(string yaml, params string[] words)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-explain-");
        try
        {
            var file = Path.Combine(folder.FullName, "policy.yaml");
            await File.WriteAllTextAsync(file, yaml);
            var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
            foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "Countersign.Host.dll"), "policy", "explain", file, .. words])
                start.ArgumentList.Add(word);
            using var run = Process.Start(start)!;
            var output = await run.StandardOutput.ReadToEndAsync();
            await run.WaitForExitAsync();
            run.ExitCode.ShouldBe(0);
            return output;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The number, from 1, of the first line with this text.</summary>
    public static int LineOf(string text) => Yaml.Split('\n').ToList().FindIndex(l => l.Contains(text, StringComparison.Ordinal)) + 1;
}
