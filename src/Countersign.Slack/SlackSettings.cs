using Countersign.Core.People;
using Countersign.Slack.Wire;

namespace Countersign.Slack;

/// <summary>One installation in one workspace. Validated by the host before anything starts.</summary>
/// <param name="SigningSecret">UTF-8 bytes; never empty.</param>
public sealed record SlackSettings(byte[] SigningSecret, BotToken Bot, Uri ApiBaseUrl)
{
    public string TeamId => Bot.TeamId;

    public static ChatIdentity Identity(string? teamId, string userId) => new(Platform.Slack, teamId ?? "", userId);

    public ChatPlace Place(string channelId) => new(Platform.Slack, TeamId, channelId);
}
