using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What a Web API method answers. Errors are HTTP 200 as well, but for rates.</summary>
internal sealed record ApiAnswer(JsonObject Body, int Status = 200)
{
    public int? RetryAfter { get; init; }

    public static ApiAnswer Ok(JsonObject? fields = null)
    {
        var body = new JsonObject { ["ok"] = true };
        foreach (var (name, value) in fields ?? []) body[name] = value?.DeepClone();
        return new(body);
    }

    public static ApiAnswer Refuse(string error) => new(new JsonObject { ["ok"] = false, ["error"] = error });

    /// <param name="error">Slack's code.</param>
    /// <param name="messages">One sentence for each fault, as <c>[ERROR] … [json-pointer:/…]</c>.</param>
    public static ApiAnswer Refuse(string error, IEnumerable<string> messages)
    {
        var answer = Refuse(error);
        answer.Body["response_metadata"] = new JsonObject { ["messages"] = new JsonArray([.. messages.Select(text => (JsonNode)text)]) };
        return answer;
    }

    public static ApiAnswer MissingScope(string needed, IEnumerable<string> provided)
    {
        var answer = Refuse("missing_scope");
        answer.Body["needed"] = needed;
        answer.Body["provided"] = string.Join(',', provided);
        return answer;
    }

    public static ApiAnswer RateLimited(int? retryAfter) => Refuse("ratelimited") with { Status = 429, RetryAfter = retryAfter };
}
