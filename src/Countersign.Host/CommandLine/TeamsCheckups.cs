using Countersign.Edge;
using Countersign.Teams;
using Countersign.Teams.Wire.Auth;
using Countersign.Teams.Wire.Connector;

namespace Countersign.Host.CommandLine;

/// <summary><c>doctor</c>'s look at Teams: whether we are given a token, and can prove who speaks.</summary>
internal static class TeamsCheckups
{
    public static async Task<IEnumerable<Checkup>> Of(TeamsSettings settings, CancellationToken cancel)
    {
        using var http = OutboundHttp.Create();
        return
        [
            await Token(settings, http, cancel),
            await Keys(settings, http, cancel),
            // Tokens may be 5 minutes off at most.
            await ClockCheckup.Of("Teams", OutboundHttp.Create, settings.OpenIdMetadataUrl, cancel),
        ];
    }

    private static async Task<Checkup> Token(TeamsSettings settings, HttpClient http, CancellationToken cancel)
    {
        var api = new ConnectorApi(http, settings, new RateGate(TimeProvider.System), TimeProvider.System);
        return await api.Authenticate(cancel) switch
        {
            ConnectorResult<Nothing>.Done => new("teams token", true, $"given, for app {settings.AppId}"),
            ConnectorResult<Nothing>.Failed { Failure: ConnectorFailure.Rejected { Code: var code } } => new(
                "teams token", false, $"{settings.TokenUrl.Host} says {code}",
                "Check Teams:AppId and Teams:TenantId, and make a new client secret (take its value, not its id) or upload the certificate."),
            ConnectorResult<Nothing>.Failed { Failure: var failure } => new(
                "teams token", false, $"no clear answer from {settings.TokenUrl.Host} ({failure.GetType().Name})",
                "Check that this machine reaches it: proxy, firewall, DNS."),
            _ => throw new InvalidOperationException("A result is done or failed."),
        };
    }

    private static async Task<Checkup> Keys(TeamsSettings settings, HttpClient http, CancellationToken cancel) =>
        await new ChannelTokens(settings, http).HasKeys(SystemTime.Now(), cancel)
            ? new("teams signing keys", true, $"read from {settings.OpenIdMetadataUrl.Host}")
            : new("teams signing keys", false, $"can't be read from {settings.OpenIdMetadataUrl.Host}",
                "Without them nobody in Teams can be proven. Check that this machine reaches it: proxy, firewall, DNS.");
}
