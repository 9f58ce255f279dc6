using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Countersign.Teams;
using Countersign.Teams.Wire.Connector;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

public sealed class AccessTokenTests : IAsyncLifetime
{
    private ConnectorStage _stage = null!;

    public async ValueTask InitializeAsync() => _stage = await ConnectorStage.Answering("""{"id":"1"}""");

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_token_is_asked_for_by_a_form_and_used_until_five_minutes_before_its_end()
    {
        for (var i = 0; i < 3; i++) (await _stage.Send()).Done();
        var asked = _stage.Login.Received.ShouldHaveSingleItem();
        asked.ShouldBe(new Loopback.Sent(
            "POST",
            "/oauth2/v2.0/token",
            "application/x-www-form-urlencoded",
            "",
            "grant_type=client_credentials&client_id=app&scope=https%3A%2F%2Fapi.botframework.com%2F.default&client_secret=s+e%26cret"));

        _stage.Time.Advance(TimeSpan.FromSeconds(3299));
        (await _stage.Send()).Done();
        _stage.Login.Received.Count.ShouldBe(1);
        _stage.Time.Advance(TimeSpan.FromSeconds(1));
        (await _stage.Send()).Done();
        _stage.Connector.Received.Last().Authorization.ShouldBe("Bearer canary-2");
    }

    [Fact]
    public async Task A_hundred_callers_at_once_ask_once()
    {
        var calls = Enumerable.Range(0, 30).Select(i => _stage.Send($"a:{i}"));
        foreach (var result in await Task.WhenAll(calls)) result.Done();
        _stage.Login.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_was_withdrawn_is_replaced_and_the_call_repeated_once()
    {
        (await _stage.Send()).Done();
        _stage.Connector.Answer = context => context.Request.Headers.Authorization == "Bearer canary-1"
            ? Loopback.Saying("", 401)(context)
            : Loopback.Saying("""{"id":"2"}""")(context);
        (await _stage.Send()).Done().ActivityId.ShouldBe("2");
        (await _stage.Send()).Done();
        _stage.Login.Received.Count.ShouldBe(2);
        _stage.Connector.Received.Count.ShouldBe(4);
    }

    [Fact]
    public async Task A_second_401_is_about_us()
    {
        _stage.Connector.Answer = Loopback.Saying("""{"error":{"code":"BotNotRegistered"}}""", 401);
        (await _stage.Send()).Failure().ShouldBe(new ConnectorFailure.Rejected("BotNotRegistered", RejectionKind.Credentials));
        (_stage.Connector.Received.Count, _stage.Login.Received.Count).ShouldBe((2, 2));
    }

    [Fact]
    public async Task While_the_endpoint_is_down_the_old_token_serves_to_its_end()
    {
        (await _stage.Send()).Done();
        _stage.Login.Answer = Loopback.Saying("", 503);
        _stage.Time.Advance(TimeSpan.FromSeconds(3599));
        (await _stage.Send()).Done();
        _stage.Time.Advance(TimeSpan.FromSeconds(1));
        (await _stage.Send()).Failure().ShouldBe(new ConnectorFailure.Unavailable("token: status 503"));
    }

    [Fact]
    public async Task A_short_lived_token_is_used_for_half_its_life()
    {
        _stage.Login.Answer = Loopback.Saying("""{"access_token":"short","expires_in":"60"}""");
        (await _stage.Send()).Done();
        _stage.Time.Advance(TimeSpan.FromSeconds(29));
        (await _stage.Send()).Done();
        _stage.Login.Received.Count.ShouldBe(1);
        _stage.Time.Advance(TimeSpan.FromSeconds(1));
        (await _stage.Send()).Done();
        _stage.Login.Received.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(400, """{"error":"invalid_client","error_description":"canary"}""", "Rejected { Code = invalid_client, Kind = Credentials }")]
    [InlineData(401, """{"error":"unauthorized_client"}""", "Rejected { Code = unauthorized_client, Kind = Credentials }")]
    [InlineData(400, """{"error":"temporarily_unavailable"}""", "Unavailable { Why = token: temporarily_unavailable }")]
    [InlineData(403, "<html>a proxy", "Unavailable { Why = token: status 403 }")]
    [InlineData(500, """{"error":"server_error"}""", "Unavailable { Why = token: status 500 }")]
    [InlineData(429, "", "Throttled { RetryAfter = 00:00:05 }")]
    [InlineData(200, "", "Unavailable { Why = token: status 200 }")]
    [InlineData(200, """{"access_token":"","expires_in":3600}""", "Unavailable { Why = token: status 200 }")]
    [InlineData(200, """{"access_token":"a\r\nX: y","expires_in":3600}""", "Unavailable { Why = token: status 200 }")]
    [InlineData(200, """{"access_token":"a","expires_in":-1}""", "Unavailable { Why = token: status 200 }")]
    public async Task A_refusal_of_the_endpoint_is_told_for_what_it_is(int status, string body, string failure)
    {
        _stage.Login.Answer = Loopback.Saying(body, status);
        (await _stage.Send()).Failure().ToString().ShouldBe(failure);
        _stage.Connector.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_certificate_proves_us_by_a_signed_statement()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=bot", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var api = _stage.ApiWith(_stage.Settings with { Credential = new TeamsCredential.Certificate(certificate) });
        (await api.Send(_stage.Service, "a:1", ConnectorStage.Card)).Done();
        var form = QueryHelpers.ParseQuery(_stage.Login.Received.Single().Body);
        form.ContainsKey("client_secret").ShouldBeFalse();
        form["client_assertion_type"].ToString().ShouldBe("urn:ietf:params:oauth:client-assertion-type:jwt-bearer");

        var assertion = new JsonWebToken(form["client_assertion"].ToString());
        var now = _stage.Time.GetUtcNow().ToUnixTimeSeconds();
        (assertion.Alg, assertion.Issuer, assertion.Subject).ShouldBe(("PS256", "app", "app"));
        assertion.Audiences.ShouldBe([_stage.Settings.TokenUrl.AbsoluteUri]);
        assertion.GetHeaderValue<string>("x5t#S256").ShouldBe(Signer.Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)));
        assertion.Id.ShouldNotBeNullOrEmpty();
        (assertion.GetPayloadValue<long>("nbf"), assertion.GetPayloadValue<long>("exp")).ShouldBe((now, now + 300));
        var result = await new JsonWebTokenHandler().ValidateTokenAsync(assertion.EncodedToken, new TokenValidationParameters
        {
            ValidIssuer = "app",
            ValidAudience = _stage.Settings.TokenUrl.AbsoluteUri,
            IssuerSigningKey = new X509SecurityKey(certificate),
            LifetimeValidator = (_, _, _, _) => true,
        });
        result.IsValid.ShouldBeTrue();
    }
}
