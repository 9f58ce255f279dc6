using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Countersign.Playground.Slack;

/// <summary>A call as it arrived: read, but not yet judged.</summary>
/// <param name="Method">The last part of the path.</param>
/// <param name="Token">The bearer token, or null.</param>
/// <param name="IsJson">Whether the arguments came as JSON, which the reading methods don't take.</param>
/// <param name="Arguments">Empty when they could not be read.</param>
/// <param name="Fault">What is wrong with the body, or null.</param>
internal sealed record ApiRequest(string Method, string? Token, bool IsJson, ApiArguments Arguments, string? Fault)
{
    public static async Task<ApiRequest> Read(HttpContext http, string method)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(http.RequestAborted);
        var authorization = http.Request.Headers.Authorization.ToString();
        var token = authorization.StartsWith("Bearer ", StringComparison.Ordinal) ? authorization["Bearer ".Length..] : null;
        var type = http.Request.ContentType ?? "";

        if (type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return Json.Read(body) switch
            {
                JsonObject values => new(method, token, true, new(values), null),
                null => new(method, token, true, ApiArguments.None, "invalid_json"),
                _ => new(method, token, true, ApiArguments.None, "json_not_object"),
            };
        }
        var isForm = type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
        return isForm || body.Length == 0
            ? new(method, token, false, ApiArguments.FromForm(body), null)
            : new(method, token, false, ApiArguments.None, "invalid_post_type");
    }

    /// <summary>A copy for the log: what a caller does with its own nodes later must not change it.</summary>
    public JsonObject Logged => (JsonObject)Arguments.Values.DeepClone();
}
