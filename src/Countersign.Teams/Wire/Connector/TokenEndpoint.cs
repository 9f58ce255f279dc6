using System.Net;
using System.Text.Json;
using Countersign.Teams.Wire.Inbound;

namespace Countersign.Teams.Wire.Connector;

/// <summary>Asks for a token of our own: one attempt.</summary>
internal sealed class TokenEndpoint(HttpClient http, TeamsSettings settings, TimeProvider time)
{
    private readonly Exchange _exchange = new(http, time);

    public async Task<ConnectorResult<AccessToken>> Ask(TimeSpan patience)
    {
        // The secret goes nowhere in the clear but to this very machine.
        if (!TeamsHttp.IsPrivate(settings.TokenUrl)) return Failed(new ConnectorFailure.Rejected("token_url_not_private", RejectionKind.Refused));
        using var request = new HttpRequestMessage(HttpMethod.Post, settings.TokenUrl) { Content = new FormUrlEncodedContent(Form()) };
        var (answer, failure) = await _exchange.Send(request, patience, default);
        // Asking again never does anything twice: whatever broke off is merely unavailable.
        if (failure is not null) return Failed(new ConnectorFailure.Unavailable($"token: {FailureReading.Why(failure)}"));
        if (answer!.IsSuccess && Read(answer) is { } token) return new ConnectorResult<AccessToken>.Done(token);
        return Failed(Refusal(answer));
    }

    private Dictionary<string, string> Form()
    {
        Dictionary<string, string> form = new(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = settings.AppId,
            ["scope"] = settings.Scope,
        };
        switch (settings.Credential)
        {
            case TeamsCredential.Secret { Value: var secret }:
                form["client_secret"] = secret;
                break;
            case TeamsCredential.Certificate { Value: var certificate }:
                form["client_assertion_type"] = ClientAssertion.Type;
                form["client_assertion"] = ClientAssertion.Create(certificate, settings.AppId, settings.TokenUrl, time.GetUtcNow());
                break;
        }

        return form;
    }

    private static AccessToken? Read(ConnectorAnswer answer) =>
        AccessToken.Of(SoundJson.Text(answer.Json, "access_token"u8), Seconds(SoundJson.Field(answer.Json, "expires_in"u8)));

    // A number by the standard; some gateways send it as a text.
    private static long Seconds(JsonElement expiresIn) => expiresIn.ValueKind switch
    {
        JsonValueKind.Number when expiresIn.TryGetInt64(out var seconds) => seconds,
        JsonValueKind.String when long.TryParse(expiresIn.GetString(), out var seconds) => seconds,
        _ => 0,
    };

    private static ConnectorFailure Refusal(ConnectorAnswer answer)
    {
        if (answer.Status == HttpStatusCode.TooManyRequests) return FailureReading.Throttled(answer);
        var code = SoundJson.Text(answer.Json, "error"u8);
        if ((int)answer.Status is < 400 or >= 500 || code is null)
            return new ConnectorFailure.Unavailable($"token: status {(int)answer.Status}");
        // "temporarily_unavailable" is the standard's word for try again.
        return code == "temporarily_unavailable"
            ? new ConnectorFailure.Unavailable($"token: {code}")
            : new ConnectorFailure.Rejected(FailureReading.Code(code), RejectionKind.Credentials);
    }

    private static ConnectorResult<AccessToken>.Failed Failed(ConnectorFailure failure) => new(failure);
}
