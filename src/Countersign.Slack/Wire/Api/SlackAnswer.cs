using System.Net;
using System.Text.Json;
using System.Text.Unicode;

namespace Countersign.Slack.Wire;

/// <summary>An answer of the Web API: what the reading of values and failures needs of it.</summary>
internal sealed class SlackAnswer
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    public SlackAnswer(HttpResponseMessage response, byte[] body, DateTimeOffset now)
    {
        Status = response.StatusCode;
        RetryAfter = response.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - now : null;
        Scopes = response.Headers.TryGetValues("x-oauth-scopes", out var scopes) ? string.Join(',', scopes) : "";
        Json = Parse(body);
        Ok = Flag(Json, "ok") ?? (body.AsSpan().Trim(" \r\n"u8).SequenceEqual("ok"u8) ? true : null);
    }

    public HttpStatusCode Status { get; }

    public TimeSpan? RetryAfter { get; }

    public string Scopes { get; }

    /// <summary>The answer when it is a JSON object; else undefined.</summary>
    public JsonElement Json { get; }

    /// <summary>What the answer says of itself; null when it says nothing that we understand.</summary>
    public bool? Ok { get; }

    public static JsonElement Field(JsonElement from, string name) =>
        from.ValueKind == JsonValueKind.Object && from.TryGetProperty(name, out var field) ? field : default;

    public static string? Text(JsonElement from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.String } text ? Sound(text) : null;

    public static bool? Flag(JsonElement from, string name) => Field(from, name).ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    public static long Number(JsonElement from, string name) =>
        Field(from, name) is { ValueKind: JsonValueKind.Number } number && number.TryGetInt64(out var value) ? value : 0;

    public T? Read<T>(Func<SlackAnswer, T?> read) where T : class => Ok == true ? read(this) : null;

    private static JsonElement Parse(byte[] body)
    {
        if (!Utf8.IsValid(body)) return default;
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return default;
        }
    }

    // Half a surrogate pair in a string is the one thing the parser leaves for the reading.
    private static string? Sound(JsonElement text)
    {
        try
        {
            return text.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
