namespace Countersign.Slack.Wire;

/// <summary>The person behind an interaction. Ids start with <c>U</c> or <c>W</c>.</summary>
public sealed record SlackUser(string Id, string? Name, string? TeamId);

/// <summary>
/// Who acted, and for which installation. <see cref="TeamId"/> is null in an organisation-wide installation;
/// the person's own workspace differs from it in a shared channel.
/// </summary>
public sealed record Origin(
    SlackUser User,
    string? TeamId,
    string? TeamDomain,
    string? EnterpriseId,
    string? ApiAppId,
    bool IsEnterpriseInstall)
{
    /// <summary>The workspace the person belongs to, which with the user id makes the person.</summary>
    public string? UserTeamId => User.TeamId ?? TeamId;
}
