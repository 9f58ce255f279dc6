using System.Collections.Immutable;

namespace Countersign.Teams;

/// <summary>The addresses and names of one of Microsoft's clouds.</summary>
/// <param name="Issuer">Who signs what the channel sends.</param>
/// <param name="Scope">What our own token is asked for.</param>
/// <param name="LoginHost">Where our own token comes from.</param>
public sealed record TeamsCloud(string Issuer, string Scope, Uri OpenIdMetadataUrl, string LoginHost)
{
    public static readonly TeamsCloud Public = new(
        "https://api.botframework.com",
        "https://api.botframework.com/.default",
        new Uri("https://login.botframework.com/v1/.well-known/openidconfiguration"),
        "login.microsoftonline.com");

    public static readonly TeamsCloud Government = new(
        "https://api.botframework.us",
        "https://api.botframework.us/.default",
        new Uri("https://login.botframework.azure.us/v1/.well-known/openidconfiguration"),
        "login.microsoftonline.us");

    /// <summary>The cloud that a metadata address belongs to; the public one for stand-ins and gateways.</summary>
    public static TeamsCloud Of(Uri openIdMetadataUrl) =>
        string.Equals(openIdMetadataUrl.IdnHost, Government.OpenIdMetadataUrl.IdnHost, StringComparison.OrdinalIgnoreCase)
            ? Government
            : Public;

    /// <summary>Where an app of that tenant gets its token.</summary>
    public Uri TokenUrl(string tenantId) => new($"https://{LoginHost}/{Uri.EscapeDataString(tenantId)}/oauth2/v2.0/token");
}

/// <summary>The hosts that Teams answers on: the defaults of <see cref="TeamsSettings.AllowedServiceHosts"/>.</summary>
public static class ServiceHosts
{
    public static readonly ImmutableArray<string> Public = ["smba.trafficmanager.net"];

    public static readonly ImmutableArray<string> Government =
    [
        "smba.infra.gcc.teams.microsoft.com",
        "smba.infra.gov.teams.microsoft.us",
        "smba.infra.dod.teams.microsoft.us",
    ];

    public static ImmutableArray<string> Of(TeamsCloud cloud) => cloud == TeamsCloud.Government ? Government : Public;
}
