using System.Security.Cryptography;
using System.Text;
using Countersign.Teams.Wire.Auth;
using Microsoft.Extensions.Primitives;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>Promise S3: only the channel speaks as the channel.</summary>
public sealed class TokenTests : IAsyncLifetime
{
    private TokenStage _stage = null!;

    private static Signer Key => TokenStage.First;

    public async ValueTask InitializeAsync() => _stage = await TokenStage.Start();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task A_sound_token_proves_the_activity_again_and_again()
    {
        var token = _stage.Good();
        for (var i = 0; i < 3; i++) await _stage.ShouldProve(token);
        _stage.Reads.ShouldBe(1);
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("rs256")]
    [InlineData("")]
    public async Task A_token_that_says_it_needs_no_signature_is_refused(string algorithm)
    {
        var unsigned = Signer.Unsigned($$"""{"alg":"{{algorithm}}","kid":"key-1","typ":"JWT"}""", _stage.Claims());
        await _stage.ShouldRefuse(unsigned + ".", RefusalCodes.Malformed);
        await _stage.ShouldRefuse(unsigned, RefusalCodes.Malformed);
        await _stage.ShouldRefuse(unsigned + ".AAAA", RefusalCodes.Header);
        await _stage.ShouldRefuse(
            Key.Sign($$"""{"alg":"{{algorithm}}","kid":"key-1","typ":"JWT"}""", _stage.Claims()), RefusalCodes.Header);
    }

    [Fact]
    public async Task A_token_signed_with_our_knowledge_of_the_public_key_is_refused()
    {
        foreach (var secret in new[] { Key.PublicKeyPem, Key.PublicKeyDer, Encoding.ASCII.GetBytes(Key.Modulus) })
        {
            var forged = Signer.SignWithSecret("""{"alg":"HS256","kid":"key-1","typ":"JWT"}""", _stage.Claims(), secret);
            await _stage.ShouldRefuse(forged, RefusalCodes.Header);
            // The same, dressed as what it is not.
            await _stage.ShouldRefuse(Signer.SignWithSecret(Key.Header, _stage.Claims(), secret), RefusalCodes.Signature);
        }
    }

    [Fact]
    public async Task Other_algorithms_of_the_same_key_are_refused()
    {
        string Header(string algorithm) => $$"""{"alg":"{{algorithm}}","kid":"key-1","typ":"JWT"}""";
        var (claims, pkcs, pss) = (_stage.Claims(), RSASignaturePadding.Pkcs1, RSASignaturePadding.Pss);
        await _stage.ShouldRefuse(Key.Sign(Header("RS384"), claims, HashAlgorithmName.SHA384, pkcs), RefusalCodes.Header);
        await _stage.ShouldRefuse(Key.Sign(Header("RS512"), claims, HashAlgorithmName.SHA512, pkcs), RefusalCodes.Header);
        await _stage.ShouldRefuse(Key.Sign(Header("PS256"), claims, HashAlgorithmName.SHA256, pss), RefusalCodes.Header);
        await _stage.ShouldRefuse(Key.Sign(Header("RS256"), claims, HashAlgorithmName.SHA256, pss), RefusalCodes.Signature);
        await _stage.ShouldRefuse(Key.Sign(Header("RS256"), claims, HashAlgorithmName.SHA384, pkcs), RefusalCodes.Signature);
    }

    [Theory]
    [InlineData("""  "jku":"https://evil.example/keys"  """)]
    [InlineData("""  "x5u":"https://evil.example/cert"  """)]
    [InlineData("""  "x5c":["MIIB"]  """)]
    [InlineData("""  "crit":["exp"]  """)]
    [InlineData("""  "crit":[]  """)]
    [InlineData("""  "b64":false  """)]
    [InlineData("""  "zip":"DEF"  """)]
    [InlineData("""  "enc":"A128GCM"  """)]
    [InlineData("""  "alg":"RS256"  """)]
    [InlineData("""  "kid":"key-1"  """)]
    [InlineData("""  "\u006bid":"key-2"  """)]
    public async Task A_header_that_could_choose_a_key_or_be_read_in_two_ways_is_refused(string more)
    {
        var header = $$"""{"alg":"RS256","kid":"key-1","typ":"JWT",{{more.Trim()}}}""";
        await _stage.ShouldRefuse(Key.Sign(header, _stage.Claims()), RefusalCodes.Header);
    }

    [Fact]
    public async Task A_key_that_the_token_brings_along_is_not_used()
    {
        var own = new Signer("key-1");
        await _stage.ShouldRefuse(
            own.Sign($$"""{"alg":"RS256","kid":"key-1","jwk":{{own.Jwk()}}}""", _stage.Claims()), RefusalCodes.Header);
        await _stage.ShouldRefuse(own.Sign(_stage.Claims()), RefusalCodes.Signature);
    }

    [Theory]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""", RefusalCodes.Header)]
    [InlineData("""{"alg":"RS256","kid":""}""", RefusalCodes.Header)]
    [InlineData("""{"alg":"RS256","kid":7}""", RefusalCodes.Header)]
    [InlineData("""{"alg":["RS256"],"kid":"key-1"}""", RefusalCodes.Header)]
    [InlineData("""["RS256"]""", RefusalCodes.Header)]
    [InlineData("""{"alg":"RS256","kid":"key-1"}}""", RefusalCodes.Header)]
    [InlineData("{", RefusalCodes.Header)]
    [InlineData("""{"alg":"RS256","kid":"key-9"}""", RefusalCodes.UnknownKey)]
    [InlineData("""{"alg":"RS256","kid":"KEY-1"}""", RefusalCodes.UnknownKey)]
    [InlineData("""{"alg":"RS256","kid":"../key-1"}""", RefusalCodes.UnknownKey)]
    public async Task A_header_without_a_key_that_the_channel_publishes_is_refused(string header, string code) =>
        await _stage.ShouldRefuse(Key.Sign(header, _stage.Claims()), code);

    [Theory]
    [InlineData("\"https://evil.example\"", RefusalCodes.Issuer)]
    [InlineData("\"https://api.botframework.com/\"", RefusalCodes.Issuer)]
    [InlineData("\"https://API.botframework.com\"", RefusalCodes.Issuer)]
    [InlineData("\"https://api.botframework.us\"", RefusalCodes.Issuer)]
    [InlineData("[\"https://api.botframework.com\"]", RefusalCodes.Claims)]
    [InlineData("\"\"", RefusalCodes.Claims)]
    [InlineData("null", RefusalCodes.Claims)]
    [InlineData(null, RefusalCodes.Claims)]
    public async Task Only_the_channels_issuer_counts(string? issuer, string code) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(iss: issuer)), code);

    [Theory]
    [InlineData("\"99999999-2222-3333-4444-555555555555\"", RefusalCodes.Audience)]
    [InlineData($"\"{TokenStage.AppId} \"", RefusalCodes.Audience)]
    [InlineData($"\"api://{TokenStage.AppId}\"", RefusalCodes.Audience)]
    [InlineData("\"*\"", RefusalCodes.Audience)]
    [InlineData("\"\"", RefusalCodes.Claims)]
    [InlineData("{}", RefusalCodes.Claims)]
    [InlineData(null, RefusalCodes.Claims)]
    public async Task Only_a_token_for_this_app_counts(string? audience, string code) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(aud: audience)), code);

    // The channel makes a token for one app. With one for two, the other app could speak to us as the channel.
    [Theory]
    [InlineData($"[\"{TokenStage.AppId}\"]")]
    [InlineData($"[\"other\",\"{TokenStage.AppId}\"]")]
    [InlineData($"[\"{TokenStage.AppId}\",\"other\"]")]
    public async Task A_list_of_audiences_is_refused_even_where_we_are_in_it(string audience) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(aud: audience)), RefusalCodes.Claims);

    [Theory]
    [InlineData("-301", "-3600", false)]
    [InlineData("-300", "-3600", false)]
    [InlineData("-299", "-3600", true)]
    [InlineData("3600", "299", true)]
    [InlineData("3600", "300", true)]
    [InlineData("3600", "301", false)]
    [InlineData("3600", null, true)]
    [InlineData("-100000", null, false)]
    public async Task A_token_holds_from_not_before_to_expiry_give_or_take_five_minutes(string expires, string? notBefore, bool holds)
    {
        var token = Key.Sign(_stage.Claims(exp: expires, nbf: notBefore));
        if (holds) await _stage.ShouldProve(token);
        else await _stage.ShouldRefuse(token, RefusalCodes.Lifetime);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("null")]
    [InlineData("\"1795165200\"")]
    [InlineData("1795165200.5")]
    [InlineData("1e300")]
    [InlineData("[1795165200]")]
    [InlineData("99999999999999")]
    public async Task A_token_without_a_plain_expiry_is_refused(string? expires) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(exp: expires)), RefusalCodes.Claims);

    [Theory]
    [InlineData("\"soon\"")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_not_before_that_is_no_time_is_refused(string notBefore) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(nbf: notBefore)), RefusalCodes.Claims);

    [Theory]
    [InlineData("\"https://evil.example/\"", RefusalCodes.ServiceUrl)]
    [InlineData("\"https://smba.trafficmanager.net/amer/\"", RefusalCodes.ServiceUrl)]
    [InlineData("\"https://smba.trafficmanager.net/emea\"", RefusalCodes.ServiceUrl)]
    [InlineData("\"\"", RefusalCodes.Claims)]
    [InlineData($"[\"{TokenStage.Service}\"]", RefusalCodes.Claims)]
    [InlineData(null, RefusalCodes.Claims)]
    public async Task The_token_must_name_the_activitys_service_url(string? serviceUrl, string code) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(serviceurl: serviceUrl)), code);

    [Fact]
    public async Task The_service_url_may_differ_in_case()
    {
        await _stage.ShouldProve(Key.Sign(_stage.Claims(serviceurl: "\"https://SMBA.trafficmanager.net/EMEA/\"")));
        await _stage.ShouldProve(_stage.Good(), TokenStage.Message("HTTPS://smba.TrafficManager.net/emea/"));
    }

    [Fact]
    public async Task Each_activity_is_compared_also_where_the_token_is_known()
    {
        var token = _stage.Good();
        await _stage.ShouldProve(token);
        await _stage.ShouldRefuse(token, RefusalCodes.ServiceUrl, TokenStage.Message("https://evil.example/"));
        await _stage.ShouldRefuse(token, RefusalCodes.ServiceUrl, TokenStage.Message(null));
        await _stage.ShouldRefuse(token, RefusalCodes.Channel, TokenStage.Message(channelId: "directline"));
        await _stage.ShouldRefuse(token, RefusalCodes.Channel, TokenStage.Message(channelId: null));
        await _stage.ShouldProve(token);
    }

    [Fact]
    public async Task A_known_token_ends_with_its_time()
    {
        var token = _stage.Good();
        await _stage.ShouldProve(token);
        _stage.Now += Duration.FromSeconds(3600 + 299);
        await _stage.ShouldProve(token);
        _stage.Now += Duration.FromSeconds(1);
        await _stage.ShouldRefuse(token, RefusalCodes.Lifetime);
    }

    // Direct Line and Web Chat speak for the same app with the same issuer, and their users name themselves.
    [Theory]
    [InlineData("webchat")]
    [InlineData("directline")]
    [InlineData("MSTEAMS")]
    [InlineData("")]
    public async Task Another_channel_is_refused_even_where_the_key_vouches_for_it(string channel) =>
        await _stage.ShouldRefuse(_stage.Good(), RefusalCodes.Channel, TokenStage.Message(channelId: channel));

    [Theory]
    [InlineData("")]
    [InlineData("\"webchat\"")]
    [InlineData("\"MSTEAMS\",\"msteamsx\",7,null")]
    public async Task A_key_that_does_not_vouch_for_Teams_is_refused(string endorsements)
    {
        _stage.Published = [Key.Jwk().Replace("\"msteams\",\"webchat\"", endorsements)];
        await _stage.ShouldRefuse(_stage.Good(), RefusalCodes.Endorsement);
    }

    [Theory]
    [InlineData("\"endorsements\":[\"msteams\",\"webchat\"]", "\"x\":1")]
    [InlineData("[\"msteams\",\"webchat\"]", "\"msteams\"")]
    [InlineData("[\"msteams\",\"webchat\"]", "null")]
    [InlineData("[\"msteams\",\"webchat\"]", "{\"msteams\":true}")]
    public async Task A_key_without_a_list_of_endorsements_is_refused(string listed, string instead)
    {
        _stage.Published = [Key.Jwk().Replace(listed, instead)];
        await _stage.ShouldRefuse(_stage.Good(), RefusalCodes.Endorsement);
    }

    [Fact]
    public async Task The_id_of_one_key_does_not_help_the_signature_of_another()
    {
        _stage.Published = [Key.Jwk(), TokenStage.Second.Jwk()];
        await _stage.ShouldRefuse(TokenStage.Second.Sign(Key.Header, _stage.Claims()), RefusalCodes.Signature);
        await _stage.ShouldRefuse(Key.Sign(TokenStage.Second.Header, _stage.Claims()), RefusalCodes.Signature);
        await _stage.ShouldProve(TokenStage.Second.Sign(_stage.Claims()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Of_two_keys_with_one_id_the_one_that_verified_must_vouch(bool swapped)
    {
        var silent = new Signer("key-1") { Endorsements = ["webchat"] };
        _stage.Published = [silent.Jwk(), Key.Jwk()];
        if (swapped) _stage.Published.Reverse();
        await _stage.ShouldProve(_stage.Good());
        await _stage.ShouldRefuse(silent.Sign(_stage.Claims()), RefusalCodes.Endorsement);
    }

    [Theory]
    [InlineData("\"iss\":\"https://api.botframework.com\"")]
    [InlineData("\"aud\":\"other\"")]
    [InlineData("\"serviceurl\":\"https://evil.example/\"")]
    [InlineData("\"exp\":99999999999")]
    [InlineData("\"nbf\":1")]
    [InlineData("\"\\u0065xp\":99999999999")]
    [InlineData("\"x\":{\"y\":1,\"y\":2}")]
    public async Task A_claim_given_twice_is_refused(string again) =>
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(more: again)), RefusalCodes.Claims);

    [Fact]
    public async Task Claims_that_are_not_sound_json_are_refused()
    {
        foreach (var claims in new[] { "", "7", "null", "{\"iss\":\"\\ud800\"}", "{" + new string('[', 5_000) })
            await _stage.ShouldRefuse(Key.Sign(claims), claims.Length == 0 ? RefusalCodes.Malformed : RefusalCodes.Claims);
    }

    [Fact]
    public async Task An_encrypted_token_of_five_parts_is_refused()
    {
        var five = string.Join('.', Signer.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM","kid":"key-1"}"""u8.ToArray()), "AAAA", "AAAA", "AAAA", "AAAA");
        await _stage.ShouldRefuse(five, RefusalCodes.Malformed);
        await _stage.ShouldRefuse(_stage.Good() + ".AAAA.AAAA", RefusalCodes.Malformed);
    }

    [Fact]
    public async Task A_token_of_17_KB_is_refused_and_one_of_15_is_not()
    {
        await _stage.ShouldRefuse(Key.Sign(_stage.Claims(more: $"\"x\":\"{new string('x', 12_500)}\"")), RefusalCodes.Malformed);
        await _stage.ShouldProve(Key.Sign(_stage.Claims(more: $"\"x\":\"{new string('x', 10_800)}\"")));
    }

    [Fact]
    public async Task Exactly_one_bearer_is_taken()
    {
        var token = _stage.Good();
        StringValues[] headers =
        [
            StringValues.Empty, "", "Bearer", "Bearer ", token, $"Basic {token}", $"Bearer  {token}", $"Bearer {token} ", $"Bearer\t{token}",
            $" Bearer {token}", $"Bearer {token}, Bearer {token}", $"Bearer {token},{token}", $"Bearer {token} {token}",
            new(["Bearer " + token, "Bearer " + token]), new(["Bearer " + token, ""]),
        ];
        foreach (var header in headers)
            (await _stage.VerifyHeader(header)).ShouldBe(new TokenVerdict.Refused(RefusalCodes.Missing), header.ToString());
        (await _stage.VerifyHeader($"bearer {token}")).ShouldBe(TokenVerdict.Proven.Value);
    }

    [Fact]
    public async Task A_token_has_one_spelling()
    {
        var token = _stage.Good();
        await _stage.ShouldRefuse(token + "=", RefusalCodes.Malformed);
        await _stage.ShouldRefuse(token + "\n", RefusalCodes.Malformed);
        await _stage.ShouldRefuse(token.Replace('-', '+').Replace('_', '/') + "+", RefusalCodes.Malformed);
        // 256 bytes leave four bits of the last letter unused: sixteen spellings of one signature, of which one is right.
        const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var last = Letters.IndexOf(token[^1]);
        for (var bits = 1; bits < 16; bits++) await _stage.ShouldRefuse(token[..^1] + Letters[last ^ bits], RefusalCodes.Malformed);
    }

    [Fact]
    public void A_token_does_not_print()
    {
        var open = TokenShape.Open(_stage.Good(), out _);
        open.ShouldNotBeNull();
        $"{open}".ShouldBe("UnprovenToken");
    }
}
