using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Countersign.Core.Changes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Countersign.Benchmarks.Press;

/// <summary>
/// Presses of Approve as Teams sends them: an invoke <c>adaptiveCard/action</c> with a token of the channel, which is the same for
/// many activities. Serves the keys that prove it.
/// </summary>
internal sealed class TeamsPresses : IAsyncDisposable
{
    public const string Path = "/api/messages";
    public const string AppId = "b07b07b0-0000-4000-8000-00000000beef";
    public const string Tenant = "7e57ab1e-0000-4000-8000-00000000beef";

    // Nobody listens there: what is measured is the press, not the messages that follow it.
    public const string ServiceUrl = "http://127.0.0.1:1/teams/";

    private readonly WebApplication _keys;
    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "bench" };
    private string _token = "";

    private TeamsPresses()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _keys = builder.Build();
        var jwk = JsonWebKeyConverter.ConvertFromRSASecurityKey(_key);
        _keys.MapGet("/metadata", (HttpRequest request) => Results.Json(new { issuer = "https://api.botframework.com", jwks_uri = $"http://{request.Host}/keys" }));
        _keys.MapGet("/keys", () => Results.Json(new { keys = new[] { new { kty = "RSA", use = "sig", kid = _key.KeyId, n = jwk.N, e = jwk.E, endorsements = (string[])["msteams"] } } }));
    }

    public Uri MetadataUrl => new(new Uri(_keys.Urls.First()), "/metadata");

    public static async Task<TeamsPresses> Start()
    {
        var presses = new TeamsPresses();
        await presses._keys.StartAsync();
        presses._token = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = "https://api.botframework.com",
            Audience = AppId,
            Expires = TimeProvider.System.GetUtcNow().UtcDateTime.AddHours(1),
            Claims = new Dictionary<string, object> { ["serviceurl"] = ServiceUrl },
            SigningCredentials = new SigningCredentials(presses._key, SecurityAlgorithms.RsaSha256),
        });
        return presses;
    }

    /// <summary>A directory object id of somebody.</summary>
    public static string DirectoryId(long number) => string.Create(CultureInfo.InvariantCulture, $"00000000-0000-4000-8000-{number:000000000000}");

    /// <summary>The bytes of one HTTP request; <paramref name="serial"/> makes the activity unique.</summary>
    public byte[] Http(string host, long person, long change, RequestStamp of, long serial)
    {
        var body = Encoding.UTF8.GetBytes($$$"""
            {"name":"adaptiveCard/action","type":"invoke","timestamp":"2026-11-20T10:00:00.000Z","localTimestamp":"2026-11-20T11:00:00.000+01:00","id":"f:{{{Guid.NewGuid()}}}","channelId":"msteams","serviceUrl":"{{{ServiceUrl}}}","from":{"id":"29:{{{person}}}","name":"Reviewer {{{person}}}","aadObjectId":"{{{DirectoryId(person)}}}"},"conversation":{"conversationType":"personal","tenantId":"{{{Tenant}}}","id":"a:1{{{person}}}"},"recipient":{"id":"28:{{{AppId}}}","name":"Countersign"},"entities":[{"locale":"en-US","country":"US","platform":"Web","timezone":"Europe/Berlin","type":"clientInfo"}],"channelData":{"tenant":{"id":"{{{Tenant}}}"},"source":{"name":"message"},"legacy":{"replyToId":"1:{{{serial}}}"}},"replyToId":"{{{1_763_629_200_000 + change}}}","value":{"action":{"type":"Action.Execute","title":"Approve","verb":"approve","data":{"cr":"{{{change}}}.1.2.{{{of}}}"}},"trigger":"manual"},"locale":"en-US","localTimezone":"Europe/Berlin"}
            """);
        var head = Encoding.ASCII.GetBytes(
            $"POST {Path} HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json; charset=utf-8\r\nAuthorization: Bearer {_token}\r\nContent-Length: {body.Length}\r\n\r\n");
        return [.. head, .. body];
    }

    public ValueTask DisposeAsync() => _keys.DisposeAsync();
}
