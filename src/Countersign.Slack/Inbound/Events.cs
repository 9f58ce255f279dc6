using Countersign.Edge;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>
/// Subscribed events. All are harmless to repeat (a Home drawn twice is the same Home), so a redelivery needs no receipt.
/// </summary>
public sealed partial class Events(SlackDesk desk, Homes homes, Later later, ILogger<Events> log)
{
    public void Handle(EventEnvelope envelope, Instant now)
    {
        switch (envelope.Event)
        {
            case AppHomeOpened { Tab: null or "home" } opened:
                Heard(envelope.TeamId, opened.User, now, then: () => homes.Opened(envelope.TeamId, opened.User));
                break;
            case AppHomeOpened opened:
                Heard(envelope.TeamId, opened.User, now, then: null);
                break;
            case AppUninstalled when envelope.TeamId == desk.Settings.TeamId:
                LogUninstalled();
                break;
            case TokensRevoked { Bots.Count: > 0 } when envelope.TeamId == desk.Settings.TeamId:
                LogRevoked();
                break;
        }
    }

    // Home is drawn after it: whoever opens it can be asked again, and must not read that they can't.
    private void Heard(string? teamId, string userId, Instant now, Action? then) =>
        later.Do("noting that somebody can be reached", async cancel =>
        {
            try
            {
                await desk.Reachability.Heard(desk.Who(teamId, userId), now, cancel);
            }
            finally
            {
                then?.Invoke();
            }
        });

    [LoggerMessage(LogLevel.Error, "The app was uninstalled from the workspace: nothing can be sent until it is installed again and Slack:BotToken is set anew")]
    private partial void LogUninstalled();

    [LoggerMessage(LogLevel.Error, "The bot token was revoked: nothing can be sent until the app is installed again and Slack:BotToken is set anew")]
    private partial void LogRevoked();
}
