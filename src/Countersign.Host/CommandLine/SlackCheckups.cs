using Countersign.Slack;
using Countersign.Slack.Wire;

namespace Countersign.Host.CommandLine;

/// <summary><c>doctor</c>'s look at Slack: the token, its scopes, and whether the clocks agree.</summary>
internal static class SlackCheckups
{
    /// <summary>Slack refuses nothing for a wrong clock, but we would refuse Slack: its stamps may be 5 minutes off at most.</summary>
    private static readonly TimeSpan MostClockError = TimeSpan.FromSeconds(60);

    private static readonly string[] Scopes = ["commands", "chat:write", "im:write", "users:read"];

    public static async Task<IEnumerable<Checkup>> Of(SlackSettings settings, CancellationToken cancel) =>
        [.. await Token(settings, cancel), await Clock(settings, cancel)];

    private static async Task<List<Checkup>> Token(SlackSettings settings, CancellationToken cancel)
    {
        using var http = SlackHttp.Create();
        var api = new SlackApi(
            http, new SlackApiOptions { BaseUrl = settings.ApiBaseUrl }, new RateGate(TimeProvider.System), TimeProvider.System);
        switch (await api.AuthTest(settings.Bot, cancel))
        {
            case SlackResult<AuthTested>.Done { Value: var me }:
                var missing = Scopes.Except(me.Scopes).ToList();
                return
                [
                    new("slack token", true, $"accepted, for workspace {me.TeamId}"),
                    me.TeamId == settings.TeamId
                        ? new("slack workspace", true, "is the settings' one")
                        : new("slack workspace", false, $"the token is for {me.TeamId}, the settings say {settings.TeamId}",
                            "Correct Slack:TeamId, or take the token of the right workspace."),
                    missing.Count == 0
                        ? new("slack scopes", true, "all granted")
                        : new("slack scopes", false, $"missing: {string.Join(", ", missing)}",
                            "Add them under OAuth & Permissions (or paste manifests/slack/manifest.json), then reinstall the app."),
                ];
            case SlackResult<AuthTested>.Failed { Failure: SlackFailure.Rejected rejected }:
                return [new("slack token", false, $"Slack says {rejected.Code}", "Copy the bot token again from OAuth & Permissions; reinstall the app if it was removed.")];
            case SlackResult<AuthTested>.Failed { Failure: var failure }:
                return [new("slack token", false, $"no clear answer from {settings.ApiBaseUrl.Host} ({failure.GetType().Name})", "Check that this machine reaches Slack: proxy, firewall, DNS.")];
            default:
                return [];
        }
    }

    private static async Task<Checkup> Clock(SlackSettings settings, CancellationToken cancel)
    {
        try
        {
            using var http = SlackHttp.Create();
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            using var answer = await http.GetAsync(new Uri(settings.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/api.test"), limit.Token);
            if (answer.Headers.Date is not { } date)
                return new("clock", true, "Slack's answer bears no time to compare with");
            var off = SystemTime.Now().ToDateTimeOffset() - date;
            return off.Duration() < MostClockError
                ? new("clock", true, $"{off.Duration().TotalSeconds:0} s off Slack's")
                : new("clock", false, $"{off.Duration().TotalSeconds:0} s off Slack's", "Set this machine's clock (NTP): from 5 minutes on, no press would be taken.");
        }
        catch (Exception unreachable) when (unreachable is HttpRequestException or OperationCanceledException)
        {
            return new("clock", false, "could not be compared: Slack was not reached", "Check that this machine reaches Slack.");
        }
    }
}
