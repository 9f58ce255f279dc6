using System.Net;
using System.Net.Mime;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Countersign.Playground.Page;

/// <summary>Keeps other sites, opened in the same browser, out of the playground.</summary>
internal static class Guard
{
    private const int MostBytes = 128 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Everything the page loads is its own, and nothing may frame it.</summary>
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>Runs <paramref name="next"/> for requests that this machine's own page can have made.</summary>
    public static RequestDelegate Protect(RequestDelegate next) => async http =>
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        if (Refuses(http.Request) is { } refusal) await refusal.Write(http);
        else await next(http);
    };

    /// <summary>The body as a JSON object, or the refusal.</summary>
    public static async Task<(JsonObject? Body, PageAnswer? Refusal)> Read(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = MostBytes;
        try
        {
            using var reader = new StreamReader(http.Request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
            return JsonNode.Parse(await reader.ReadToEndAsync(http.RequestAborted), null, Strict) is JsonObject body && IsText(body)
                ? (body, null)
                : (null, PageAnswer.Unclear("The request must be a JSON object."));
        }
        catch (BadHttpRequestException fault)
        {
            return (null, PageAnswer.Refuse(fault.StatusCode, "The request is too large or broke off."));
        }
        catch (Exception fault) when (fault is DecoderFallbackException or JsonException or InvalidOperationException)
        {
            return (null, PageAnswer.Unclear("The request must be a JSON object in UTF-8, each name once."));
        }
    }

    // Escapes can spell half a character, which no text holds: reading it throws.
    private static bool IsText(JsonNode? node) => node switch
    {
        JsonObject fields => fields.All(field => IsText(field.Value)),
        JsonArray items => items.All(IsText),
        JsonValue value => value.GetValueKind() != JsonValueKind.String || value.GetValue<string>() is not null,
        _ => true,
    };

    private static PageAnswer? Refuses(HttpRequest request)
    {
        // A foreign name that resolves to this machine (DNS rebinding) is a foreign site.
        if (!IsLoopback(request.Host)) return Forbidden("The playground answers only at this machine's own address, such as http://127.0.0.1.");
        if (!HttpMethods.IsPost(request.Method)) return null;
        if (!IsSameOrigin(request)) return Forbidden("Only the playground's own page may do this.");
        return MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals(MediaTypeNames.Application.Json, StringComparison.OrdinalIgnoreCase)
            ? null
            : PageAnswer.Refuse(StatusCodes.Status415UnsupportedMediaType, "The request must be JSON.");
    }

    private static bool IsSameOrigin(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        return site is ("" or "same-origin") && request.Headers.Origin == $"{request.Scheme}://{request.Host}";
    }

    private static bool IsLoopback(HostString host) =>
        host.Host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static PageAnswer Forbidden(string sentence) => PageAnswer.Refuse(StatusCodes.Status403Forbidden, sentence);
}
