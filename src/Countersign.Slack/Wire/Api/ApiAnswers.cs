namespace Countersign.Slack.Wire;

/// <param name="Scopes">What the token may do, from the <c>x-oauth-scopes</c> header.</param>
public sealed record AuthTested(
    string TeamId,
    string UserId,
    string? BotId,
    string? AppId,
    string? EnterpriseId,
    IReadOnlyList<string> Scopes);

/// <summary>A message as Slack keeps it. Store both: <see cref="Channel"/> is not the user id it was sent to.</summary>
public sealed record PostedMessage(string Channel, string Ts);

/// <summary>A message that only one person sees. It can't be updated.</summary>
public sealed record PostedEphemeral(string MessageTs);

/// <param name="Hash">For the next update: Slack refuses it when the view has changed since.</param>
public sealed record OpenedView(string Id, string? Hash);

/// <param name="Url">Where the file's bytes go, for a short time. Whoever has it may send them: it belongs in no log.</param>
public sealed record UploadPlace(Uri Url, string FileId);

/// <param name="IsRestricted">A guest of several channels, or of one.</param>
/// <param name="IsStranger">From another workspace, with no channel in common.</param>
/// <param name="Timezone">An IANA name, such as <c>Europe/Berlin</c>.</param>
/// <param name="StatusEmoji">Of a status only this is read, never its text, so that no log and no record can hold it.</param>
/// <param name="StatusExpiration">Unix seconds; 0 when the status does not end.</param>
public sealed record SlackPerson(
    string Id,
    string? TeamId,
    string? Name,
    bool Deleted,
    bool IsBot,
    bool IsRestricted,
    bool IsStranger,
    string? Timezone,
    string? StatusEmoji,
    long StatusExpiration);

/// <summary>Who holds their notifications, by user id.</summary>
public sealed record SlackQuiet(IReadOnlyDictionary<string, QuietWindow> Users);

/// <param name="Enabled">Without it the times mean nothing: Slack writes 1 then.</param>
/// <param name="Start">Unix seconds: of the window that is open, or of the next one.</param>
/// <param name="End">Unix seconds.</param>
public readonly record struct QuietWindow(bool Enabled, long Start, long End);

/// <summary>Slack took the call and has nothing more to say.</summary>
public sealed record Accepted
{
    public static readonly Accepted Value = new();
}
