using Countersign.Edge;
using Countersign.Teams;
using Countersign.Teams.Wire.Auth;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>Promise S3, the channel's keys: how long they count, when they are read anew, and what happens without.</summary>
public sealed class KeyTests : IAsyncLifetime
{
    private TokenStage _stage = null!;

    private static Signer Old => TokenStage.First;

    private static Signer New => TokenStage.Second;

    public async ValueTask InitializeAsync() => _stage = await TokenStage.Start();

    public ValueTask DisposeAsync() => _stage.DisposeAsync();

    [Fact]
    public async Task Without_keys_nobody_is_proven_and_trying_is_throttled()
    {
        _stage.IsDown = true;
        for (var i = 0; i < 20; i++) (await _stage.Verify(_stage.Good())).ShouldBe(TokenVerdict.KeysUnavailable.Value);
        _stage.Asked.ShouldBe(1);
        _stage.Now += Duration.FromSeconds(10);
        (await _stage.Verify(_stage.Good())).ShouldBe(TokenVerdict.KeysUnavailable.Value);
        _stage.Asked.ShouldBe(2);
        _stage.IsDown = false;
        _stage.Now += Duration.FromSeconds(10);
        await _stage.ShouldProve(_stage.Good());
    }

    [Fact]
    public async Task The_last_good_keys_serve_while_the_key_server_is_down()
    {
        await _stage.ShouldProve(_stage.Good());
        _stage.IsDown = true;
        var asked = _stage.Asked;
        _stage.Now += Duration.FromHours(24);
        for (var i = 0; i < 20; i++) await _stage.ShouldProve(_stage.Good());
        _stage.Asked.ShouldBe(asked + 1);
        _stage.Now += Duration.FromMinutes(1);
        await _stage.ShouldProve(_stage.Good());
        _stage.Asked.ShouldBe(asked + 2);
        _stage.Now += Duration.FromDays(3);
        await _stage.ShouldProve(_stage.Good());

        _stage.IsDown = false;
        _stage.Published = [New.Jwk()];
        _stage.Now += Duration.FromMinutes(1);
        await _stage.ShouldProve(New.Sign(_stage.Claims()));
        await _stage.ShouldRefuse(_stage.Good(), RefusalCodes.UnknownKey);
    }

    [Fact]
    public async Task Keys_are_read_again_after_a_day()
    {
        await _stage.ShouldProve(_stage.Good());
        _stage.Now += Duration.FromHours(24) - Duration.FromSeconds(1);
        await _stage.ShouldProve(_stage.Good());
        _stage.Reads.ShouldBe(1);
        _stage.Now += Duration.FromSeconds(1);
        await _stage.ShouldProve(_stage.Good());
        _stage.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_new_key_is_found_at_once_and_a_key_that_is_gone_proves_nothing_any_more()
    {
        var token = Old.Sign(_stage.Claims());
        await _stage.ShouldProve(token);
        _stage.Published = [New.Jwk()];
        await _stage.ShouldProve(token);
        await _stage.ShouldProve(New.Sign(_stage.Claims()));
        _stage.Reads.ShouldBe(2);
        await _stage.ShouldRefuse(token, RefusalCodes.UnknownKey);
    }

    [Fact]
    public async Task A_key_that_lost_its_endorsement_proves_nothing_any_more()
    {
        var token = Old.Sign(_stage.Claims());
        await _stage.ShouldProve(token);
        _stage.Published = [Old.Jwk().Replace("msteams", "skype"), New.Jwk()];
        await _stage.ShouldProve(New.Sign(_stage.Claims()));
        await _stage.ShouldRefuse(token, RefusalCodes.Endorsement);
    }

    [Fact]
    public async Task A_key_under_an_old_id_replaces_the_old_one()
    {
        var token = Old.Sign(_stage.Claims());
        await _stage.ShouldProve(token);
        _stage.Published = [New.Jwk("key-1")];
        _stage.Now += Duration.FromHours(24);
        await _stage.ShouldRefuse(Old.Sign(_stage.Claims()), RefusalCodes.Signature);
        await _stage.ShouldProve(New.Sign(Old.Header, _stage.Claims()));
    }

    [Fact]
    public async Task Unknown_ids_have_the_keys_read_once_an_hour_at_most()
    {
        await _stage.ShouldProve(_stage.Good());
        for (var minute = 0; minute < 180; minute++)
        {
            for (var i = 0; i < 5; i++) await _stage.ShouldRefuse(Unknown($"made-up-{minute}-{i}"), RefusalCodes.UnknownKey);
            _stage.Now += Duration.FromMinutes(1);
        }

        _stage.Reads.ShouldBe(1 + 3);
        await _stage.ShouldProve(_stage.Good());
    }

    [Fact]
    public async Task A_hundred_unknown_ids_at_once_have_the_keys_read_once()
    {
        await _stage.ShouldProve(_stage.Good());
        var all = await Task.WhenAll(Enumerable.Range(0, 100).Select(i => _stage.Verify(Unknown($"made-up-{i}"))));
        all.ShouldAllBe(verdict => verdict == new TokenVerdict.Refused(RefusalCodes.UnknownKey));
        _stage.Reads.ShouldBe(2);
    }

    [Fact]
    public async Task A_hundred_first_callers_have_the_keys_read_once()
    {
        var token = _stage.Good();
        var all = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => _stage.Verify(token)));
        all.ShouldAllBe(verdict => verdict == TokenVerdict.Proven.Value);
        _stage.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_would_not_do_anyway_has_no_keys_read()
    {
        await _stage.ShouldProve(_stage.Good());
        var header = """{"alg":"RS256","kid":"made-up"}""";
        await _stage.ShouldRefuse(Old.Sign(header, _stage.Claims(iss: "\"x\"")), RefusalCodes.Issuer);
        await _stage.ShouldRefuse(Old.Sign(header, _stage.Claims(aud: "\"x\"")), RefusalCodes.Audience);
        await _stage.ShouldRefuse(Old.Sign(header, _stage.Claims(exp: "-9999")), RefusalCodes.Lifetime);
        _stage.Reads.ShouldBe(1);
    }

    [Fact]
    public async Task A_failed_reading_for_an_unknown_id_is_tried_again_a_minute_later()
    {
        await _stage.ShouldProve(_stage.Good());
        (_stage.IsDown, _stage.Published) = (true, [Old.Jwk(), New.Jwk()]);
        var asked = _stage.Asked;
        for (var i = 0; i < 10; i++) await _stage.ShouldRefuse(New.Sign(_stage.Claims()), RefusalCodes.UnknownKey);
        _stage.Asked.ShouldBe(asked + 1);
        await _stage.ShouldProve(_stage.Good());
        _stage.IsDown = false;
        _stage.Now += Duration.FromMinutes(1);
        await _stage.ShouldProve(New.Sign(_stage.Claims()));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_stops_nothing()
    {
        await _stage.ShouldProve(_stage.Good());
        _stage.Now -= Duration.FromDays(1);
        await _stage.ShouldProve(_stage.Good());
        _stage.Published = [Old.Jwk(), New.Jwk()];
        await _stage.ShouldProve(New.Sign(_stage.Claims()));
    }

    [Fact]
    public async Task While_the_key_server_hangs_the_last_good_keys_serve_without_waiting_for_it()
    {
        var keys = new ChannelKeys(new KeySource(OutboundHttp.Create(), new Uri(_stage.Server.Url, "/metadata"), TimeSpan.FromMinutes(5)));
        var good = (await keys.Refresh(_stage.Now, CancellationToken.None)).ShouldNotBeNull();
        _stage.Server.Answer = Loopback.Hang;

        // The reading itself is not over before five minutes: whoever waited for it would still wait.
        (await keys.AfterUnknown(good, _stage.Now, CancellationToken.None)).ShouldBeSameAs(good);
        (await keys.Refresh(_stage.Now + ChannelKeys.MaxAge, CancellationToken.None)).ShouldBeSameAs(good);
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_stop_the_reading_for_the_others()
    {
        var hold = new TaskCompletionSource();
        var serve = _stage.Server.Answer;
        _stage.Server.Answer = async context =>
        {
            await hold.Task;
            await serve(context);
        };
        using var giveUp = new CancellationTokenSource();
        var hasty = _stage.Tokens.Verify($"Bearer {_stage.Good()}", TokenStage.Message(), _stage.Now, giveUp.Token);
        var patient = _stage.Verify(_stage.Good());
        await giveUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => hasty);
        hold.SetResult();
        (await patient).ShouldBe(TokenVerdict.Proven.Value);
    }

    [Fact]
    public void The_governments_channel_has_its_own_issuer()
    {
        var settings = TokenStage.Settings(TeamsCloud.Government.OpenIdMetadataUrl);
        (settings.Issuer, settings.Scope).ShouldBe(("https://api.botframework.us", "https://api.botframework.us/.default"));
        var local = TokenStage.Settings(_stage.Server.Url);
        (local.Issuer, local.Scope).ShouldBe(("https://api.botframework.com", "https://api.botframework.com/.default"));
        ServiceHosts.Of(settings.Cloud).ShouldBe(ServiceHosts.Government);
        ServiceHosts.Of(local.Cloud).ShouldBe(ServiceHosts.Public);
        settings.Cloud.TokenUrl("my-tenant").ShouldBe(new Uri("https://login.microsoftonline.us/my-tenant/oauth2/v2.0/token"));
        local.Cloud.TokenUrl("my-tenant").ShouldBe(new Uri("https://login.microsoftonline.com/my-tenant/oauth2/v2.0/token"));
    }

    [Fact]
    public void Known_tokens_are_bounded_and_the_dead_go_first()
    {
        var known = new VerifiedTokens();
        var key = KeyDocument.Keys(System.Text.Encoding.UTF8.GetBytes($$"""{"keys":[{{Old.Jwk()}}]}"""))!.Named("key-1")[0];
        var lives = new Lifetime(null, _stage.Now + Duration.FromHours(1));
        known.Keep(TokenHash.Of("living"), new VerifiedToken("s", key, lives), _stage.Now);
        var dead = new VerifiedToken("s", key, new Lifetime(null, _stage.Now - Duration.FromHours(1)));
        for (var i = 1; i < VerifiedTokens.Capacity; i++) known.Keep(TokenHash.Of($"{i}"), dead, _stage.Now);
        known.Keep(TokenHash.Of("another"), new VerifiedToken("s", key, lives), _stage.Now);
        known.Count.ShouldBe(2);
        known.Find(TokenHash.Of("living"), _stage.Now).ShouldNotBeNull();
        for (var i = 0; i < 10_000; i++) known.Keep(TokenHash.Of($"{i}"), new VerifiedToken("s", key, lives), _stage.Now);
        known.Count.ShouldBeLessThanOrEqualTo(VerifiedTokens.Capacity);
    }

    private string Unknown(string kid) => Old.Sign($$"""{"alg":"RS256","kid":"{{kid}}"}""", _stage.Claims());
}
