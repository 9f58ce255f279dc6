using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>The tokens by which the channel proves itself to the bot.</summary>
public sealed class ChannelTokens
{
    public const string Issuer = "https://api.botframework.com";

    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly StandInTeams _teams;

    internal ChannelTokens(StandInTeams teams) => _teams = teams;

    /// <summary>The right one, or one that differs as asked.</summary>
    /// <param name="claims">Changes <c>iss, aud, serviceurl, nbf, exp</c>, or adds to them.</param>
    /// <param name="header">Changes <c>alg, kid, x5t, typ</c>, or adds to them.</param>
    /// <param name="sign">Signs in place of the present key.</param>
    /// <param name="key">Another key, named in the header too.</param>
    public string Issue(Action<JsonObject>? claims = null, Action<JsonObject>? header = null, Func<byte[], byte[]>? sign = null, SigningKey? key = null)
    {
        key ??= _teams.Keys.Current;
        var head = new JsonObject { ["alg"] = "RS256", ["kid"] = key.Kid, ["x5t"] = key.Kid, ["typ"] = "JWT" };
        var now = _teams.Options.Time.GetUtcNow();
        var body = new JsonObject
        {
            ["serviceurl"] = _teams.ServiceUrl.AbsoluteUri,
            ["nbf"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + Life).ToUnixTimeSeconds(),
            ["iss"] = Issuer,
            ["aud"] = _teams.Options.AppId,
        };
        header?.Invoke(head);
        claims?.Invoke(body);
        return CompactToken.Write(head, body, sign ?? key.Sign);
    }
}
