using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Countersign.Playground.Slack;

/// <summary>A method's arguments, from JSON or a form. In a form every value is a string, JSON ones included.</summary>
internal sealed record ApiArguments(JsonObject Values)
{
    public static readonly ApiArguments None = new([]);

    /// <summary>The text of an argument; numbers and booleans as they are written. Null when absent.</summary>
    public string? Text(string name) => Values[name] switch
    {
        JsonValue value => Json.Text(value) ?? value.ToString(),
        _ => null,
    };

    /// <summary>A structure, whether it came as one or as a string of JSON.</summary>
    /// <returns>False when a string is there that is no JSON.</returns>
    public bool TryNode(string name, out JsonNode? node)
    {
        node = Values[name];
        if (Json.Text(node) is not { } text) return true;
        node = text.Length == 0 ? null : Json.Read(text);
        return node is not null || text.Length == 0;
    }

    public static ApiArguments FromForm(string body)
    {
        var values = new JsonObject();
        foreach (var (name, value) in QueryHelpers.ParseQuery(body)) values[name] = value.LastOrDefault() ?? "";
        return new(values);
    }
}
