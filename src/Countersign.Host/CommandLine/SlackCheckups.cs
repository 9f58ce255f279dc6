using Countersign.Edge;
using Countersign.Slack;
using Countersign.Slack.Wire;

namespace Countersign.Host.CommandLine;

/// <summary><c>doctor</c>'s look at Slack: the token, its scopes, and whether the clocks agree.</summary>
internal static class SlackCheckups
{
    private static readonly string[] Scopes = ["commands", "chat:write", "im:write", "users:read"];

    // What goes on without them.
    private static readonly (string Scope, string Without)[] Optional =
        [("dnd:read", "do-not-disturb does not count"), ("files:write", "digests have no picture")];

    public static async Task<IEnumerable<Checkup>> Of(SlackSettings settings, CancellationToken cancel) =>
        [
            .. await Token(settings, cancel),
            // Slack refuses nothing for a wrong clock, but we would refuse Slack: its stamps may be 5 minutes off at most.
            await ClockCheckup.Of("Slack", OutboundHttp.Create, new Uri(settings.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/api.test"), cancel),
        ];

    private static string Granted(IReadOnlyList<string> scopes) =>
        string.Concat(["all needed are granted", .. Optional.Where(o => !scopes.Contains(o.Scope)).Select(o => $"; {o.Scope} is not, so {o.Without}")]);

    private static async Task<List<Checkup>> Token(SlackSettings settings, CancellationToken cancel)
    {
        using var http = OutboundHttp.Create();
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
                        ? new("slack scopes", true, Granted(me.Scopes))
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
}
