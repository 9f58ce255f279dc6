using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Countersign.Playground.Teams;

/// <summary>A call as it arrived: read and named, but not yet judged.</summary>
/// <param name="Operation">One of <see cref="Operations"/>.</param>
/// <param name="Conversation">From the path, unescaped.</param>
/// <param name="Item">An activity's or member's id from the path.</param>
/// <param name="Body">Its bytes.</param>
internal sealed record ConnectorRequest(string Operation, string Conversation, string? Item, byte[] Body, string? Bearer, IQueryCollection Query)
{
    private JsonNode? _json;

    /// <summary>Null when it is no JSON.</summary>
    public JsonNode? Json => _json ??= Body.Length == 0 ? null : StandIn.Json.Read(Encoding.UTF8.GetString(Body));

    public static async Task<ConnectorRequest> Read(HttpContext http, string basePath)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        var authorization = http.Request.Headers.Authorization.ToString();
        var bearer = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null;
        var (operation, conversation, item) = Name(http.Request.Method, Segments(http), basePath);
        return new(operation, conversation, item, body.ToArray(), bearer, http.Request.Query);
    }

    private static (string Operation, string Conversation, string? Item) Name(string verb, string[] path, string basePath) => (verb, path) switch
    {
        ("GET", ["v1", ".well-known", "openidconfiguration"]) => (Operations.Metadata, "", null),
        ("GET", ["v1", ".well-known", "keys"]) => (Operations.Keys, "", null),
        ("POST", [var tenant, "oauth2", "v2.0", "token"]) => (Operations.Token, "", tenant),
        (_, [var root, "v3", "conversations", .. var rest]) when root == basePath => Name(verb, rest),
        _ => (Operations.Unknown, "", null),
    };

    private static (string Operation, string Conversation, string? Item) Name(string verb, string[] path) => (verb, path) switch
    {
        ("POST", []) => (Operations.CreateConversation, "", null),
        ("POST", [var id, "activities"]) => (Operations.Send, id, null),
        ("POST", [var id, "activities", var activity]) => (Operations.Reply, id, activity),
        ("PUT", [var id, "activities", var activity]) => (Operations.Update, id, activity),
        ("DELETE", [var id, "activities", var activity]) => (Operations.Delete, id, activity),
        ("GET", [var id, "members"]) => (Operations.Members, id, null),
        ("GET", [var id, "members", var member]) => (Operations.Member, id, member),
        ("GET", [var id, "pagedmembers"]) => (Operations.MembersPage, id, null),
        _ => (Operations.Unknown, "", null),
    };

    /// <summary>Parts of the path as they were sent, each unescaped by itself: an id that was not escaped falls apart.</summary>
    private static string[] Segments(HttpContext http)
    {
        var raw = http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>()!.RawTarget;
        var path = raw.Split('?', 2)[0];
        return [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
    }
}
