using System.Security.Cryptography;
using System.Text;
using Countersign.Core.People;
using Countersign.Host.Settings;
using Countersign.Playground.Page;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;
using Countersign.Playground.Town;
using Countersign.Slack;
using Countersign.Slack.Wire;
using Countersign.Teams;

namespace Countersign.Host.Playground;

/// <summary>The sample town's two workspaces, and what the bot is told of them. The secrets are known to nobody before this start: whatever else runs on this machine can't speak as Slack or Teams.</summary>
internal static class Workspaces
{
    public static StandInOptions Slack(PlaygroundClock clock) => new()
    {
        Time = clock,
        TeamId = SampleTown.Team,
        TeamDomain = "acme",
        TeamName = "Acme",
        SigningSecret = Secret(),
        BotToken = "xoxb-" + Secret(),
        Scopes = ["commands", "chat:write", "im:write", "users:read", "dnd:read", "files:write"],
        Users = SampleTown.Users,
        Channels = SampleTown.Channels,
        Commands = [new("/signoff", "Ask for a sign-off, or see what waits", "[link] | status CR-12 | list | mine | next | away until monday | help")],
        Shortcuts = [new("Ask for a sign-off", Countersign.Slack.Cards.Ids.NewShortcut, "Opens the form for an AI-assisted change")],
    };

    public static TeamsStandInOptions Teams(PlaygroundClock clock) => new()
    {
        Time = clock,
        AppSecret = Secret(),
        Users = SampleTown.TeamsUsers,
        Teams = SampleTown.TeamsTeams,
        GroupChats = SampleTown.TeamsChats,
        Extensions = [new(Countersign.Teams.Cards.Ids.NewExtension, "Ask for a sign-off", "Opens the form for an AI-assisted change")],
    };

    /// <summary>Everybody has the app from the first moment; the bot is told as soon as it runs.</summary>
    public static void Install(StandInTeams teams)
    {
        foreach (var user in teams.Tenant.Directory.Users)
            teams.Tenant.Directory.SetInstalled(user, true);
    }

    /// <summary>Where to write to everybody, as the bot has it of a tenant that has used it for long.</summary>
    public static async Task Introduce(StandInTeams teams, Addresses addresses, PlaygroundClock clock)
    {
        foreach (var user in teams.Tenant.Directory.Users)
        {
            var identity = TeamsSettings.Identity(teams.TenantId, user.DirectoryId);
            await addresses.Keep(
                new ChatAddress(
                    Platform.Teams, identity.Tenant, AddressKind.Person, identity.UserId, teams.ServiceUrl.ToString(), user.Id, TeamsDirectory.PersonalId(user), null),
                clock.Now);
        }
    }

    /// <summary>The stand-in listens elsewhere at each start: whatever the bot knows of it is there now.</summary>
    public static async Task MoveHere(StandInTeams teams, IEnumerable<ChatAddress> known, Addresses addresses, PlaygroundClock clock)
    {
        foreach (var address in known)
            await addresses.Keep(address with { ServiceUrl = teams.ServiceUrl.ToString() }, clock.Now);
    }

    public static HostSettings Settings(StandInSlack slack, StandInTeams teams, PlaygroundFiles files, int port) => new(
        new SlackSettings(Encoding.UTF8.GetBytes(slack.SigningSecret), new BotToken(slack.TeamId, slack.BotToken), slack.ApiBaseUrl),
        new TeamsSettings(
            teams.AppId, new TeamsCredential.Secret(teams.Options.AppSecret), teams.TenantId, teams.MetadataUrl, teams.TokenUrl, [teams.ServiceHost], [teams.TenantId]),
        files.Database, files.Policy, new Uri($"http://127.0.0.1:{port}"), null)
    {
        IsPlayground = true,
    };

    private static string Secret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
