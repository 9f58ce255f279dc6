using Countersign.Core.Words;
using System.Diagnostics.CodeAnalysis;

namespace Countersign.Slack.Wire;

/// <summary>A slash command as Slack posts it. Every member of a workspace may send one.</summary>
/// <param name="Text">What follows the command; empty when nothing does. Untrusted.</param>
/// <param name="TriggerId">Opens one modal, once, within 3 seconds.</param>
/// <param name="ResponseUrl">Takes 5 answers in 30 minutes from whoever knows it: not for logs.</param>
public sealed record SlashCommand(
    string Command,
    string Text,
    string UserId,
    string? UserName,
    string TeamId,
    string? TeamDomain,
    string? ChannelId,
    string? ChannelName,
    string? EnterpriseId,
    bool IsEnterpriseInstall,
    string? ApiAppId,
    string? TriggerId,
    string? ResponseUrl)
{
    /// <summary>Reads the form. False when it is malformed or lacks the command, the user or the team.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out SlashCommand? command)
    {
        command = null;
        if (!SlackForm.IsWellFormed(body)) return false;
        if (SlackForm.Text(body, "command"u8) is not { Length: > 0 } name) return false;
        if (SlackForm.Text(body, "user_id"u8) is not { Length: > 0 } user) return false;
        if (SlackForm.Text(body, "team_id"u8) is not { Length: > 0 } team) return false;

        command = new SlashCommand(
            name,
            SlackForm.Text(body, "text"u8) ?? "",
            user,
            SlackForm.Text(body, "user_name"u8),
            team,
            SlackForm.Text(body, "team_domain"u8),
            SlackForm.Text(body, "channel_id"u8),
            SlackForm.Text(body, "channel_name"u8),
            SlackForm.Text(body, "enterprise_id"u8),
            SlackForm.Text(body, "is_enterprise_install"u8) == "true",
            SlackForm.Text(body, "api_app_id"u8),
            SlackForm.Text(body, "trigger_id"u8),
            SlackForm.Text(body, "response_url"u8));
        return true;
    }

    // The response_url and the text stay out of logs even when somebody logs the whole command.
    public override string ToString() => $"{nameof(SlashCommand)} {CleanText.Line(Command)}";
}
