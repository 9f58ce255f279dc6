using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Playground.Teams;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsStandIn;

public sealed class ProofTests
{
    [Fact]
    public async Task A_token_of_the_channel_verifies_by_its_published_keys()
    {
        await using var stage = await TeamsStage.Start();
        await stage.Ana.Say("help");
        var keys = await Keys(stage);
        keys.Issuer.ShouldBe("https://api.botframework.com");
        var result = await Verify(stage, keys, stage.Bot.Last.Headers["Authorization"]["Bearer ".Length..]);
        result.IsValid.ShouldBeTrue(result.Exception?.Message);
        result.Claims["serviceurl"].ShouldBe(stage.Teams.ServiceUrl.AbsoluteUri);
        ((string?)stage.Last["serviceUrl"]).ShouldBe(stage.Teams.ServiceUrl.AbsoluteUri);
        var used = keys.Set.Keys.Single(key => key.Kid == ((JsonWebToken)result.SecurityToken).Kid);
        used.AdditionalData["endorsements"].ToString()!.ShouldContain("msteams");
    }

    [Fact]
    public async Task A_rolled_over_key_signs_and_the_old_one_may_be_gone()
    {
        await using var stage = await TeamsStage.Start();
        var before = stage.Teams.Tokens.Issue();
        stage.Teams.Keys.RollOver(keepOld: false);
        var keys = await Keys(stage);
        (await Verify(stage, keys, before)).IsValid.ShouldBeFalse();
        (await Verify(stage, keys, stage.Teams.Tokens.Issue())).IsValid.ShouldBeTrue();
        keys.Set.Keys.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_can_be_wrong_in_any_way()
    {
        await using var stage = await TeamsStage.Start();
        var keys = await Keys(stage);
        string[] wrong =
        [
            stage.Teams.Tokens.Issue(claims: claims => claims["aud"] = "somebody-else"),
            stage.Teams.Tokens.Issue(claims: claims => claims["iss"] = "https://evil.example"),
            stage.Teams.Tokens.Issue(claims: claims => claims["exp"] = 1),
            stage.Teams.Tokens.Issue(claims: claims => claims.Remove("exp")),
            stage.Teams.Tokens.Issue(key: SigningKey.Make("not-published")),
            stage.Teams.Tokens.Issue(sign: content => HMACSHA256.HashData(stage.Teams.Keys.Current.Rsa.ExportSubjectPublicKeyInfo(), content), header: header => header["alg"] = "HS256"),
            CompactToken.Write(new JsonObject { ["alg"] = "none" }, new JsonObject { ["iss"] = ChannelTokens.Issuer }, sign: null),
        ];
        foreach (var token in wrong) (await Verify(stage, keys, token)).IsValid.ShouldBeFalse(token);
    }

    [Fact]
    public async Task The_key_set_can_be_down()
    {
        await using var stage = await TeamsStage.Start();
        stage.Teams.Failures.Add("openid.*", new Failure.Down());
        await Should.ThrowAsync<HttpRequestException>(Keys(stage));
        stage.Teams.Calls.ShouldAllBe(call => call.Method == "openid.metadata" && call.Status == 0);
    }

    [Fact]
    public async Task The_token_endpoint_asks_for_everything()
    {
        await using var stage = await TeamsStage.Start();
        (await stage.AskToken()).Body["expires_in"]!.GetValue<int>().ShouldBe(3_599);
        (await ErrorOf(form => form["grant_type"] = "password")).ShouldBe("unsupported_grant_type");
        (await ErrorOf(form => form["client_id"] = "else")).ShouldBe("unauthorized_client");
        (await ErrorOf(form => form["client_secret"] = "else")).ShouldBe("invalid_client");
        (await ErrorOf(form => form["scope"] = "https://graph.microsoft.com/.default")).ShouldBe("invalid_scope");
        stage.Teams.BotTokens.Issued.ShouldBe(1);
        stage.Teams.Calls.Count(call => call.Method == Operations.Token).ShouldBe(5);
        stage.Teams.Calls[0].Body!.ToJsonString().ShouldNotContain(stage.Teams.Options.AppSecret);

        async Task<string?> ErrorOf(Action<Dictionary<string, string>> change) => (string?)(await stage.AskToken(change)).Body["error"];
    }

    [Fact]
    public async Task A_certificate_proves_the_app_in_place_of_a_secret()
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=countersign", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        await using var stage = await TeamsStage.Start(options => options with { AppCertificate = X509CertificateLoader.LoadCertificate(certificate.Export(X509ContentType.Cert)) });
        var now = stage.Clock.GetUtcNow();
        var good = Assertion(now.AddMinutes(5), stage.Teams.TokenUrl.AbsoluteUri);
        (await Ask(good)).ShouldBe(200);
        (await Ask(Assertion(now.AddMinutes(-1), stage.Teams.TokenUrl.AbsoluteUri))).ShouldBe(401);
        (await Ask(Assertion(now.AddMinutes(5), "https://else.example"))).ShouldBe(401);
        (await Ask(good[..^4] + "AAAA")).ShouldBe(401);

        string Assertion(DateTimeOffset until, string audience) => CompactToken.Write(
            new JsonObject { ["alg"] = "PS256", ["typ"] = "JWT", ["x5t#S256"] = Base64UrlEncoder.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)) },
            new JsonObject { ["iss"] = stage.Teams.AppId, ["sub"] = stage.Teams.AppId, ["aud"] = audience, ["jti"] = "1", ["exp"] = until.ToUnixTimeSeconds() },
            content => key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pss));

        async Task<int> Ask(string assertion) => (await stage.AskToken(form =>
        {
            form.Remove("client_secret");
            form["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
            form["client_assertion"] = assertion;
        })).Status;
    }

    [Fact]
    public async Task A_bearer_token_expires_and_can_be_revoked()
    {
        await using var stage = await TeamsStage.Start();
        var path = $"{TeamsStage.Chat(stage.Ana)}/members";
        var token = await stage.Token();
        (await stage.Call("GET", path, token: token)).Status.ShouldBe(200);
        (await stage.Call("GET", path, token: "forged")).Status.ShouldBe(401);
        stage.Clock.Advance(TimeSpan.FromHours(1));
        (await stage.Call("GET", path, token: token)).Status.ShouldBe(401);
        token = await stage.Token();
        stage.Teams.BotTokens.Revoke();
        (await stage.Call("GET", path, token: token)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task The_very_same_bytes_come_again()
    {
        await using var stage = await TeamsStage.Start();
        var said = await stage.Ana.Say("list");
        await stage.Teams.Sender.Send(said.Http!.Request!);
        var (first, second) = (stage.Bot.Requests.First(), stage.Bot.Requests.Last());
        Encoding.UTF8.GetString(second.Body).ShouldBe(Encoding.UTF8.GetString(first.Body));
        second.Headers["Authorization"].ShouldBe(first.Headers["Authorization"]);
    }

    /// <summary>What a bot that knows the metadata's address only gets to see.</summary>
    private static async Task<(string Issuer, JsonWebKeySet Set)> Keys(TeamsStage stage)
    {
        using var http = new HttpClient();
        var metadata = JsonNode.Parse(await http.GetStringAsync(stage.Teams.MetadataUrl))!;
        metadata["id_token_signing_alg_values_supported"]!.AsArray().Select(name => (string?)name).ShouldContain("RS256");
        return ((string)metadata["issuer"]!, new(await http.GetStringAsync((string)metadata["jwks_uri"]!)));
    }

    private static Task<TokenValidationResult> Verify(TeamsStage stage, (string Issuer, JsonWebKeySet Set) keys, string token) =>
        new JsonWebTokenHandler().ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = keys.Issuer,
            ValidAudience = stage.Teams.AppId,
            IssuerSigningKeys = keys.Set.GetSigningKeys(),
            ValidAlgorithms = ["RS256"],
            LifetimeValidator = (from, until, _, _) => from <= stage.Clock.GetUtcNow() && until > stage.Clock.GetUtcNow(),
        });
}
