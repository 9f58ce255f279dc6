using Countersign.Playground.Teams;
using Countersign.Teams;

namespace Countersign.Scenarios.House;

/// <summary>The same people in Teams, the channels there, and the policy that says who is where.</summary>
internal static class TeamsTown
{
    public const string Payments = "19:payments@thread.tacv2";
    public const string Ops = "19:ops@thread.tacv2";
    public const string Pool = "19:pool@thread.v2";
    public const string Elsewhere = "0e15e000-0000-4000-8000-00000000000e";

    private static readonly string[] Handles = ["ana", "bo", "jo", "lee", "kim", "pat", "mo", "zoe"];

    /// <summary>A directory object id that tells whose it is.</summary>
    public static string IdOf(string handle) => $"{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(handle.PadRight(4, '_')))}-0000-4000-8000-000000000001";

    public static TeamsStandInOptions Options(TimeProvider time) => new()
    {
        Time = time,
        Users =
        [
            .. Town.Users.Where(u => Handles.Contains(u.Name)).Select(u => new TeamsUser($"29:{u.Name}", IdOf(u.Name), u.Name, u.RealName)),
            new("29:gus", IdOf("gus"), "gus", "Gus Guest") { IsGuest = true },
            new("29:olga", IdOf("olga"), "olga", "Olga Outside") { TenantId = Elsewhere },
        ],
        Teams =
        [
            new("19:engineering@thread.tacv2", "Engineering")
            {
                GroupId = "9a0a9a0a-0000-4000-8000-000000000009",
                Members = [.. Handles, "gus", "olga"],
                Channels = [new(Payments, "Payments"), new(Ops, "Ops")],
            },
        ],
        GroupChats = [new(Pool, "Review pool") { Members = ["ana", "lee", "kim", "zoe"] }],
        AckLimit = TimeSpan.FromSeconds(10),
    };

    public static TeamsSettings Settings(StandInTeams teams) => new(
        teams.AppId, new TeamsCredential.Secret(teams.Options.AppSecret), teams.TenantId, teams.MetadataUrl, teams.TokenUrl,
        [teams.ServiceHost], [teams.TenantId]);

    /// <summary>Everybody is on Teams alone, unless it is said where somebody is.</summary>
    /// <param name="on">Such as <c>ana: slack</c>, <c>lee: both</c>; <c>channel</c> says where the team's card goes.</param>
    public static string Policy(params string[] on)
    {
        var where = on.Select(o => o.Split(": ")).ToDictionary(o => o[0], o => o[1]);
        string At(string who) => where.GetValueOrDefault(who, "teams");
        string Ids(string who) => string.Concat(
            At(who) is "slack" or "both" ? $"slack: U0{who.ToUpperInvariant()}, " : "", At(who) is "teams" or "both" ? $"teams: {IdOf(who)}, " : "");
        string Channels(string slack, string teams, string key) => string.Concat(
            At("channel") is "slack" or "both" ? $"{key.Replace("*", "slack")}: {slack}\n" : "",
            At("channel") is "teams" or "both" ? $"{(key.StartsWith(' ') ? key : key).Replace("*", "teams")}: \"{teams}\"\n" : "");
        return $$"""
            version: 1
            {{Channels("C0OPS", Ops, "*_operators_channel")}}operators: [mo]
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
            {{Channels("C0PAY", Payments, "    *_channel")}}    lead: mo
                repositories: [acme/payments-api]
              - id: web
                name: Web shop
                tier: high
            people:
              - { id: ana, name: Ana Souza, level: mid, zone: UTC, {{Ids("ana")}}primary: [web] }
              - { id: bo, name: Bo Lind, level: mid, zone: UTC, {{Ids("bo")}}primary: [web] }
              - { id: jo, name: Jo Mbeki, level: junior, zone: UTC, {{Ids("jo")}}primary: [payments, web] }
              - { id: lee, name: Lee Park, level: senior, zone: UTC, {{Ids("lee")}}primary: [payments], secondary: [web], lead: mo }
              - { id: kim, name: Kim Novak, level: senior, zone: UTC, {{Ids("kim")}}primary: [payments] }
              - { id: pat, name: Pat Doe, level: senior, zone: UTC, {{Ids("pat")}}primary: [payments], active: false }
              - { id: mo, name: Mo Adeyemi, level: principal, zone: UTC, {{Ids("mo")}}}
            """;
    }
}
