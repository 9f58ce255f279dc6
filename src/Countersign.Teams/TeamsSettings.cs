using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Countersign.Core.People;

namespace Countersign.Teams;

/// <summary>One app registration in one tenant. Validated by the host before anything starts.</summary>
/// <param name="AppId">The registration's application (client) id; the audience of every inbound token.</param>
/// <param name="AllowedServiceHosts">Hosts (with a port where it is not the default) that our bearer token may be sent to.</param>
/// <param name="AllowedTenants">Tenants whose activities are taken; <paramref name="TenantId"/> among them.</param>
public sealed record TeamsSettings(
    string AppId,
    TeamsCredential Credential,
    string TenantId,
    Uri OpenIdMetadataUrl,
    Uri TokenUrl,
    ImmutableArray<string> AllowedServiceHosts,
    ImmutableArray<string> AllowedTenants)
{
    /// <summary>The one channel whose activities are taken: others, such as Direct Line, let their users name themselves.</summary>
    public const string ChannelId = "msteams";

    public TeamsCloud Cloud => TeamsCloud.Of(OpenIdMetadataUrl);

    /// <summary>Who must have issued an inbound token.</summary>
    public string Issuer => Cloud.Issuer;

    /// <summary>What our own token is asked for.</summary>
    public string Scope => Cloud.Scope;

    /// <summary>The bot's own id in Teams.</summary>
    public string BotId => $"28:{AppId}";

    /// <summary>Directory ids compare without regard to case, so they are kept in lower case.</summary>
    public static ChatIdentity Identity(string? tenantId, string? directoryId) =>
        new(Platform.Teams, (tenantId ?? "").ToLowerInvariant(), (directoryId ?? "").ToLowerInvariant());

    public ChatPlace Place(string conversationId) => new(Platform.Teams, TenantId.ToLowerInvariant(), conversationId);
}

/// <summary>How the app proves itself when it asks for a token.</summary>
public abstract record TeamsCredential
{
    private TeamsCredential()
    {
    }

    public sealed record Secret(string Value) : TeamsCredential
    {
        // No log can hold it.
        public override string ToString() => "client secret";
    }

    /// <param name="Value">With its private RSA key.</param>
    public sealed record Certificate(X509Certificate2 Value) : TeamsCredential;
}
