using System.Net;
using System.Text.Json;
using Countersign.Teams.Wire.Inbound;

namespace Countersign.Teams.Wire.Connector;

/// <summary>An answer over HTTP: what the reading of values and failures needs of it.</summary>
internal sealed class ConnectorAnswer
{
    public ConnectorAnswer(HttpResponseMessage response, byte[] body, DateTimeOffset now)
    {
        Status = response.StatusCode;
        RetryAfter = response.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - now : null;
        Json = SoundJson.TryParse(body, out var root) ? root : default;
    }

    public HttpStatusCode Status { get; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public TimeSpan? RetryAfter { get; }

    /// <summary>The answer when it is a JSON object; else undefined.</summary>
    public JsonElement Json { get; }

    /// <summary>Teams' own word for what went wrong: <c>{"error":{"code":…}}</c>, or the code at the top.</summary>
    public string? ErrorCode =>
        SoundJson.Text(SoundJson.Field(Json, "error"u8), "code"u8)
        ?? SoundJson.Text(Json, "code"u8)
        ?? SoundJson.Text(Json, "errorCode"u8);

}
