using Countersign.Playground.Teams;

namespace Countersign.Playground.Town;

/// <summary>Who and what is in Teams: some of those in Slack, and three who are in Teams alone.</summary>
public static partial class SampleTown
{
    private static readonly string[] InBoth = ["ana", "carla", "grace", "hugo", "ines", "jonas", "keiko", "zoe"];

    public static IReadOnlyList<TeamsUser> TeamsUsers { get; } =
    [
        .. Users.Where(user => InBoth.Contains(user.Name)).Select(user => Teams(user.Name, user.RealName, user.Title, user.Tz)),
        Teams("mara", "Mara Novak", "Senior engineer, Billing", "Europe/Berlin"),
        Teams("nils", "Nils Berg", "Mid engineer, Billing", "Europe/Berlin"),
        Teams("olu", "Olu Adeyemi", "Principal; leads Billing", "Europe/Berlin"),
    ];

    public static IReadOnlyList<TeamsTeam> TeamsTeams { get; } =
    [
        new("19:general0acme@thread.tacv2", "Acme Engineering")
        {
            GroupId = "ac3e0000-0000-4000-8000-000000000001",
            Members = [.. TeamsUsers.Select(user => user.Handle)],
            Channels = [new("19:billing0acme@thread.tacv2", "Billing"), new("19:identity0acme@thread.tacv2", "Identity"), new("19:webshop0acme@thread.tacv2", "Web shop")],
        },
    ];

    public static IReadOnlyList<TeamsGroupChat> TeamsChats { get; } =
    [
        new("19:billingreviews@thread.v2", "Billing reviews") { Members = ["ana", "mara", "nils", "olu"] },
    ];

    /// <summary>The directory object ids stand in the policy file too.</summary>
    private static TeamsUser Teams(string handle, string name, string title, string zone) =>
        new($"29:1{handle}", DirectoryId(handle), handle, name) { Title = title, Zone = zone };

    private static string DirectoryId(string handle) =>
        $"{Convert.ToHexStringLower(System.Text.Encoding.ASCII.GetBytes(handle.PadRight(4, '0')[..4]))}-0000-4000-8000-0000000000ac";
}
