using Countersign.Teams;
using Countersign.Teams.Wire.Connector;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>Promise S4: our bearer goes nowhere but to the hosts on the list.</summary>
public sealed class BearerTests
{
    private static readonly ConnectorFailure NotAllowed = new ConnectorFailure.Rejected("service_host_not_allowed", RejectionKind.Refused);

    [Fact]
    public async Task A_listener_that_is_not_on_the_list_hears_nothing()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        await using var rogue = await Loopback.Answering("""{"id":"1","activityId":"1","members":[]}""");
        var port = rogue.Url.Port;
        string[] urls =
        [
            $"http://127.0.0.1:{port}/", $"http://localhost:{port}/emea/", $"http://[::1]:{port}/", $"https://127.0.0.1:{port}/",
            $"http://smba.trafficmanager.net@127.0.0.1:{port}/", $"https://smba.trafficmanager.net@127.0.0.1:{port}/",
            $"http://{stage.Connector.Url.Authority}@127.0.0.1:{port}/", $"http://LOCALHOST:{port}/", $"http://0x7f.1:{port}/",
            $"http://127.0.0.1:{port}/{stage.Connector.Url.Authority}", $"http://127.0.0.1:{port}#{stage.Connector.Url.Authority}",
            $"http://2130706433:{port}/", "https://smba.trafficmanager.net.evil.example/", "http://smba.trafficmanager.net/",
        ];
        foreach (var url in urls) await EveryCall(stage.Api, new Uri(url), NotAllowed);
        rogue.Received.ShouldBeEmpty();
        stage.Connector.Received.ShouldBeEmpty();
        // There was not even a bearer that could have leaked.
        stage.Login.Received.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_by_any_call(int status)
    {
        await using var rogue = await Loopback.Answering("""{"id":"1","activityId":"1","members":[]}""");
        await using var stage = await ConnectorStage.Answering("", status, ("Location", rogue.Url.AbsoluteUri));
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Ambiguous($"status {status}"));
        (await stage.Update()).Failure().ShouldBe(new ConnectorFailure.Unavailable($"status {status}"));
        (await stage.Api.CreatePersonal(stage.Service, "29:a", "t")).Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
        (await stage.Api.CreateThread(stage.Service, "19:c", "t", ConnectorStage.Card)).Failure().ShouldBeOfType<ConnectorFailure.Ambiguous>();
        (await stage.Api.Delete(stage.Service, "a:1", "1")).Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
        (await stage.Api.Member(stage.Service, "a:1", "29:a")).Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
        (await stage.Api.Members(stage.Service, "a:1")).Failure().ShouldBeOfType<ConnectorFailure.Unavailable>();
        rogue.Received.ShouldBeEmpty();
        stage.Connector.Received.Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_redirect_of_the_token_endpoint_does_not_carry_our_secret_on()
    {
        await using var rogue = await Loopback.Answering("""{"access_token":"x","expires_in":3600}""");
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        stage.Login.Answer = Loopback.Saying("", 307, ("Location", rogue.Url.AbsoluteUri));
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Unavailable("token: status 307"));
        rogue.Received.ShouldBeEmpty();
        stage.Connector.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Our_secret_goes_nowhere_in_the_clear()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        var api = stage.ApiWith(stage.Settings with { TokenUrl = new Uri("http://login.example/token") });
        (await api.Send(stage.Service, "a:1", ConnectorStage.Card)).Failure()
            .ShouldBe(new ConnectorFailure.Rejected("token_url_not_private", RejectionKind.Refused));
    }

    [Fact]
    public async Task A_listed_host_is_found_in_any_case()
    {
        await using var stage = await ConnectorStage.Answering("""{"id":"1"}""");
        var port = stage.Connector.Url.Port;
        var api = stage.ApiAllowing([$"LocalHost:{port}"]);
        (await api.Send(new Uri($"HTTP://LOCALHOST:{port}/emea"), "a:1", ConnectorStage.Card)).Done();
        (await api.Send(new Uri($"http://127.0.0.1:{port}/emea"), "a:1", ConnectorStage.Card)).Failure().ShouldBe(NotAllowed);
    }

    [Fact]
    public async Task No_failure_tells_the_token_or_what_the_server_said()
    {
        await using var stage = await ConnectorStage.Start(context => Loopback.Saying(
            $$"""{"error":{"code":"{{context.Request.Headers.Authorization}}","message":"{{context.Request.Headers.Authorization}}"} }""", 403)(context));
        (await stage.Send()).Failure().ShouldBe(new ConnectorFailure.Rejected("unreadable_error", RejectionKind.Recipient));
        $"{new TeamsCredential.Secret("canary")}".ShouldNotContain("canary");
        $"{stage.Settings with { Credential = new TeamsCredential.Secret("canary") }}".ShouldNotContain("canary");
    }

    private static async Task EveryCall(ConnectorApi api, Uri url, ConnectorFailure expected)
    {
        (await api.CreatePersonal(url, "29:a", "t")).Failure().ShouldBe(expected);
        (await api.CreateThread(url, "19:c", "t", ConnectorStage.Card)).Failure().ShouldBe(expected);
        (await api.Send(url, "a:1", ConnectorStage.Card)).Failure().ShouldBe(expected);
        (await api.Reply(url, "a:1", "1", ConnectorStage.Card)).Failure().ShouldBe(expected);
        (await api.Update(url, "a:1", "1", ConnectorStage.Card)).Failure().ShouldBe(expected);
        (await api.Delete(url, "a:1", "1")).Failure().ShouldBe(expected);
        (await api.Member(url, "a:1", "29:a")).Failure().ShouldBe(expected);
        (await api.Members(url, "a:1")).Failure().ShouldBe(expected);
    }
}
