using System.Collections.Immutable;
using System.Text;
using Countersign.Adapters.Tests.SlackWire;
using Countersign.Edge;
using Countersign.Teams;
using Countersign.Teams.Wire.Connector;
using Shouldly;

namespace Countersign.Adapters.Tests.TeamsWire;

/// <summary>A Connector and a token endpoint on the loopback, each answering as a test says, and a client of both.</summary>
internal sealed class ConnectorStage : IAsyncDisposable
{
    public static readonly OutgoingActivity Card = new("In short", Encoding.UTF8.GetBytes("""{"type":"AdaptiveCard","version":"1.5"}"""));

    private int _tokens;

    private ConnectorStage(Loopback connector, Loopback login)
    {
        (Connector, Login) = (connector, login);
        login.Answer = context => Loopback.Saying(
            $$"""{"token_type":"Bearer","expires_in":3600,"access_token":"canary-{{Interlocked.Increment(ref _tokens)}}"}""")(context);
        Settings = new TeamsSettings(
            "app", new TeamsCredential.Secret("s e&cret"), "tenant", TeamsCloud.Public.OpenIdMetadataUrl, new Uri(login.Url, "/oauth2/v2.0/token"),
            [connector.Url.Authority], ["tenant"]);
        Api = ApiWith(Settings);
    }

    public Loopback Connector { get; }

    public Loopback Login { get; }

    public ManualTime Time { get; } = new();

    public TeamsSettings Settings { get; }

    public ConnectorApi Api { get; }

    public Uri Service => new(Connector.Url, "/emea/");

    public static async Task<ConnectorStage> Start(RequestDelegate answer) =>
        new(await Loopback.Start(answer), await Loopback.Start(_ => Task.CompletedTask));

    public static Task<ConnectorStage> Answering(string json, int status = 200, params (string Name, string Value)[] headers) =>
        Start(Loopback.Saying(json, status, headers));

    public ConnectorApi ApiWith(TeamsSettings settings, TimeProvider? time = null, TimeSpan? timeout = null)
    {
        time ??= Time;
        var options = new ConnectorOptions { Timeout = timeout ?? TimeSpan.FromSeconds(10) };
        return new ConnectorApi(OutboundHttp.Create(), settings, new RateGate(time), time, options);
    }

    public ConnectorApi ApiAllowing(ImmutableArray<string> hosts) => ApiWith(Settings with { AllowedServiceHosts = hosts });

    public Task<ConnectorResult<PostedActivity>> Send(string conversation = "a:1") => Api.Send(Service, conversation, Card);

    public Task<ConnectorResult<PostedActivity>> Update(string conversation = "a:1") => Api.Update(Service, conversation, "17", Card);

    public async ValueTask DisposeAsync()
    {
        await Connector.DisposeAsync();
        await Login.DisposeAsync();
    }
}

internal static class ConnectorResults
{
    public static T Done<T>(this ConnectorResult<T> result) =>
        result.ShouldBeOfType<ConnectorResult<T>.Done>(result.ToString()).Value;

    public static ConnectorFailure Failure<T>(this ConnectorResult<T> result) =>
        result.ShouldBeOfType<ConnectorResult<T>.Failed>().Failure;
}
