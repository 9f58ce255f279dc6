using Countersign.Edge;
using Countersign.Teams.Wire.Auth;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>Promise S3, the channel's keys: where they come from, and which of those published are used.</summary>
public sealed class KeyDocumentTests : IAsyncLifetime
{
    private TokenStage _stage = null!;

    private static Signer Old => TokenStage.First;

    private static Signer New => TokenStage.Second;

    public async ValueTask InitializeAsync() => _stage = await TokenStage.Start();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Theory]
    [InlineData(1024)]
    [InlineData(2040)]
    public async Task A_weak_key_is_not_used(int bits)
    {
        var weak = new Signer("weak", bits);
        _stage.Published = [Old.Jwk(), weak.Jwk()];
        await _stage.ShouldRefuse(weak.Sign(_stage.Claims()), RefusalCodes.UnknownKey);
        await _stage.ShouldProve(_stage.Good());
    }

    [Theory]
    [InlineData("\"use\":\"sig\"", "\"use\":\"enc\"")]
    [InlineData("\"use\":\"sig\"", "\"use\":null")]
    [InlineData("\"use\":\"sig\"", "\"alg\":\"RS512\"")]
    [InlineData("\"kty\":\"RSA\"", "\"kty\":\"EC\"")]
    [InlineData("\"kty\":\"RSA\"", "\"kty\":\"oct\",\"k\":\"AAAA\"")]
    [InlineData("\"e\":\"AQAB\"", "\"e\":\"AQ\"")]
    [InlineData("\"e\":\"AQAB\"", "\"e\":\"AQAA\"")]
    [InlineData("\"e\":\"AQAB\"", "\"e\":\"\"")]
    [InlineData("\"e\":\"AQAB\"", "\"e\":65537")]
    [InlineData("\"n\":\"", "\"n\":\"=")]
    [InlineData("\"kid\":\"key-1\"", "\"kid\":7")]
    public async Task A_key_of_another_kind_is_not_used(string field, string instead)
    {
        var jwk = Old.Jwk();
        jwk.ShouldContain(field);
        _stage.Published = [jwk.Replace(field, instead), New.Jwk()];
        await _stage.ShouldRefuse(_stage.Good(), RefusalCodes.UnknownKey);
        await _stage.ShouldProve(New.Sign(_stage.Claims()));
    }

    [Fact]
    public async Task A_key_needs_no_use()
    {
        _stage.Published = [Old.Jwk().Replace("\"use\":\"sig\",", "")];
        await _stage.ShouldProve(_stage.Good());
    }

    // A document without a usable key is a broken answer: to take it at its word would stop the bot for an hour.
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("\"keys\"")]
    public async Task A_document_without_keys_replaces_none(string listed)
    {
        await _stage.ShouldProve(_stage.Good());
        _stage.Published = [listed];
        _stage.Now += Duration.FromHours(24);
        await _stage.ShouldProve(_stage.Good());
    }

    [Theory]
    [InlineData("http://keys.example/keys")]
    [InlineData("ftp://127.0.0.1/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://127.0.0.1.evil.example/keys")]
    [InlineData("https://user@127.0.0.1/keys")]
    [InlineData("/keys")]
    [InlineData("")]
    public async Task Keys_come_over_https_or_from_this_machine_alone(string keysUrl)
    {
        _stage.KeysUrl = keysUrl;
        (await _stage.Verify(_stage.Good())).ShouldBe(TokenVerdict.KeysUnavailable.Value);
        _stage.Reads.ShouldBe(0);
    }

    [Fact]
    public async Task A_redirect_to_other_keys_is_not_followed()
    {
        await using var elsewhere = await Loopback.Answering($$"""{"keys":[{{Old.Jwk()}}]}""");
        _stage.Server.Answer = Loopback.Saying("", 302, ("Location", elsewhere.Url.AbsoluteUri));
        (await _stage.Verify(_stage.Good())).ShouldBe(TokenVerdict.KeysUnavailable.Value);
        elsewhere.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_document_of_more_than_a_megabyte_is_not_read()
    {
        _stage.Published = [Old.Jwk(), $"\"{new string('x', 1_048_576)}\""];
        (await _stage.Verify(_stage.Good())).ShouldBe(TokenVerdict.KeysUnavailable.Value);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_key_server_that_hangs_is_given_up(bool afterMetadata)
    {
        var serve = _stage.Server.Answer;
        _stage.Server.Answer = context => afterMetadata && context.Request.Path != "/keys" ? serve(context) : Loopback.Hang(context);
        var source = new KeySource(OutboundHttp.Create(), new Uri(_stage.Server.Url, "/metadata"), TimeSpan.FromMilliseconds(200));
        (await source.Read()).ShouldBeNull();
    }

    [Fact]
    public async Task A_metadata_address_in_the_clear_is_not_asked()
    {
        var tokens = new ChannelTokens(TokenStage.Settings(new Uri("http://keys.example/metadata")), OutboundHttp.Create());
        (await tokens.Verify($"Bearer {_stage.Good()}", TokenStage.Message(), _stage.Now)).ShouldBe(TokenVerdict.KeysUnavailable.Value);
    }
}
