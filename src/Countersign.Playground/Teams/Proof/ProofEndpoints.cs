using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>The channel's metadata and key set, and the token endpoint of the tenant.</summary>
internal sealed class ProofEndpoints(StandInTeams teams)
{
    public const string MetadataPath = "/v1/.well-known/openidconfiguration";
    public const string KeysPath = "/v1/.well-known/keys";
    public const string BotScope = "https://api.botframework.com/.default";

    private static readonly string[] Algorithms = ["RS256", "RS384", "RS512"];

    private readonly ClientAssertion _assertion = new(teams);

    public ConnectorAnswer Metadata() => new(200, new JsonObject
    {
        ["issuer"] = ChannelTokens.Issuer,
        ["authorization_endpoint"] = "https://invalid.botframework.com",
        ["jwks_uri"] = new Uri(teams.Root, KeysPath).AbsoluteUri,
        ["id_token_signing_alg_values_supported"] = new JsonArray([.. Algorithms.Select(name => (JsonNode)name)]),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("private_key_jwt"),
    });

    public ConnectorAnswer Keys() => new(200, teams.Keys.KeySet());

    /// <param name="tenant">From the path.</param>
    /// <param name="form">As posted.</param>
    public ConnectorAnswer Token(string tenant, IReadOnlyDictionary<string, string> form)
    {
        if (!tenant.Equals(teams.Options.TenantId, StringComparison.OrdinalIgnoreCase)) return Refuse("invalid_request", $"Tenant '{tenant}' not found.");
        if (form.GetValueOrDefault("grant_type") != "client_credentials") return Refuse("unsupported_grant_type", "The grant type is not supported.");
        if (form.GetValueOrDefault("client_id") != teams.Options.AppId) return Refuse("unauthorized_client", "The application was not found in the directory.");
        if (form.GetValueOrDefault("scope") != BotScope) return Refuse("invalid_scope", "The provided scope is not valid.");
        if (!IsProven(form)) return Refuse("invalid_client", "Invalid client secret or assertion provided.", 401);
        var token = teams.BotTokens.Issue();
        var life = (int)teams.BotTokens.Life.TotalSeconds;
        return new(200, new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = life, ["ext_expires_in"] = life, ["access_token"] = token });
    }

    public static ConnectorAnswer Refuse(string error, string description, int status = 400) =>
        new(status, new JsonObject { ["error"] = error, ["error_description"] = description });

    private bool IsProven(IReadOnlyDictionary<string, string> form) => form.TryGetValue("client_assertion", out var assertion)
        ? form.GetValueOrDefault("client_assertion_type") == ClientAssertion.Type && _assertion.Proves(assertion)
        : form.GetValueOrDefault("client_secret") == teams.Options.AppSecret;
}
