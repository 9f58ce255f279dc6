using System.Text;
using Countersign.Edge;
using Countersign.Teams;
using Countersign.Teams.Wire.Auth;
using Countersign.Teams.Wire.Inbound;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Shouldly;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>The channel's key server, a bot that listens to it, and a clock that stands still until a test moves it.</summary>
internal sealed class TokenStage : IAsyncDisposable
{
    public const string AppId = "11111111-2222-3333-4444-555555555555";
    public const string Service = "https://smba.trafficmanager.net/emea/";

    // Making a key takes longer than any test.
    public static readonly Signer First = new("key-1");
    public static readonly Signer Second = new("key-2");

    private readonly Loopback _server;

    private TokenStage(Loopback server)
    {
        _server = server;
        Published = [First.Jwk()];
        _server.Answer = Serve;
        Tokens = new ChannelTokens(Settings(new Uri(server.Url, "/v1/.well-known/openidconfiguration")), OutboundHttp.Create());
    }

    public Instant Now { get; set; } = Instant.FromUtc(2026, 11, 20, 9, 0);

    public ChannelTokens Tokens { get; }

    public List<string> Published { get; set; }

    public string? KeysUrl { get; set; }

    public bool IsDown { get; set; }

    /// <summary>How often the key document was read.</summary>
    public int Reads => _server.Received.Count(sent => sent.Target == "/keys");

    public int Asked => _server.Received.Count;

    public Loopback Server => _server;

    public static async Task<TokenStage> Start() => new(await Loopback.Start(_ => Task.CompletedTask));

    public static TeamsSettings Settings(Uri metadata) => new(
        AppId, new TeamsCredential.Secret("canary"), "tenant", metadata, new Uri("https://login.example/token"), ServiceHosts.Public, ["tenant"]);

    public static Activity Message(string? serviceUrl = Service, string? channelId = "msteams")
    {
        var (service, channel) = (System.Text.Json.JsonSerializer.Serialize(serviceUrl), System.Text.Json.JsonSerializer.Serialize(channelId));
        var json = $$"""{"type":"message","id":"1","serviceUrl":{{service}},"channelId":{{channel}},"from":{"id":"29:a"} }""";
        Activity.TryParse(Encoding.UTF8.GetBytes(json), out var activity).ShouldBeTrue();
        return activity!;
    }

    /// <summary>The claims of a good token; a test replaces what it is about. Null leaves a claim out.</summary>
    public string Claims(
        string? iss = "\"https://api.botframework.com\"",
        string? aud = $"\"{AppId}\"",
        string? serviceurl = $"\"{Service}\"",
        string? exp = "3600",
        string? nbf = "-300",
        string? more = null)
    {
        var now = Now.ToUnixTimeSeconds();
        string?[] claims =
        [
            iss is null ? null : $"\"iss\":{iss}",
            aud is null ? null : $"\"aud\":{aud}",
            serviceurl is null ? null : $"\"serviceurl\":{serviceurl}",
            exp is null ? null : $"\"exp\":{(long.TryParse(exp, out var e) ? now + e : exp)}",
            nbf is null ? null : $"\"nbf\":{(long.TryParse(nbf, out var n) ? now + n : nbf)}",
            more,
        ];
        return $"{{{string.Join(',', claims.OfType<string>())}}}";
    }

    public string Good() => First.Sign(Claims());

    public Task<TokenVerdict> Verify(string token, Activity? activity = null) => VerifyHeader($"Bearer {token}", activity);

    public Task<TokenVerdict> VerifyHeader(StringValues header, Activity? activity = null) =>
        Tokens.Verify(header, activity ?? Message(), Now);

    public async Task ShouldProve(string token, Activity? activity = null) =>
        (await Verify(token, activity)).ShouldBe(TokenVerdict.Proven.Value);

    public async Task ShouldRefuse(string token, string code, Activity? activity = null) =>
        (await Verify(token, activity)).ShouldBe(new TokenVerdict.Refused(code));

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private Task Serve(HttpContext context)
    {
        if (IsDown) return Loopback.Saying("", 503)(context);
        return context.Request.Path == "/keys"
            ? Loopback.Saying($$"""{"keys":[{{string.Join(',', Published)}}]}""")(context)
            : Loopback.Saying($$"""{"issuer":"https://api.botframework.com","jwks_uri":"{{KeysUrl ?? new Uri(_server.Url, "/keys").AbsoluteUri}}"}""")(context);
    }
}
