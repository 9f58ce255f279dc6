using System.Text.Json;
using System.Text.Json.Nodes;

namespace Countersign.Playground.StandIn;

/// <summary>The small rules that cards are made of. Lengths are in UTF-16 units, the strictest reading.</summary>
internal static class Rules
{
    public static Rule String(int most, int least = 1) => (value, at, faults) =>
    {
        if (Json.Text(value) is not { } text) faults.Add(at, "must be a string");
        else Length(text, most, least, at, faults);
    };

    public static void Flag(JsonNode value, string at, Faults faults)
    {
        if (value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) faults.Add(at, "must be a boolean");
    }

    public static Rule Number(int least, int most) => (value, at, faults) =>
    {
        var isNumber = value is JsonValue given && given.TryGetValue<long>(out var number) && number >= least && number <= most;
        if (!isNumber) faults.Add(at, $"must be a number from {least} to {most}");
    };

    public static Rule Among(params string[] words) => (value, at, faults) =>
    {
        if (Json.Text(value) is not { } text || !words.Contains(text)) faults.Add(at, $"must be one of {string.Join(", ", words)}");
    };

    public static Rule Each(int most, Rule rule, int least = 1) => (value, at, faults) =>
    {
        if (value is not JsonArray items)
        {
            faults.Add(at, "must be an array");
            return;
        }
        if (items.Count > most) faults.Add(at, $"no more than {most} items allowed");
        if (items.Count < least) faults.Add(at, $"must provide at least {least} items");
        for (var i = 0; i < items.Count; i++)
        {
            if (items[i] is { } item) rule(item, $"{at}/{i}", faults);
            else faults.Add($"{at}/{i}", "must not be null");
        }
    };

    /// <summary>An object whose <c>type</c> picks its shape.</summary>
    public static Rule OneOf(IReadOnlyDictionary<string, Shape> shapes, params string[] types) => (value, at, faults) =>
    {
        var type = value is JsonObject given ? Json.Text(given["type"]) : null;
        if (type is null) faults.Add(at, "missing required field: type");
        else if (!shapes.TryGetValue(type, out var shape) || (types.Length > 0 && !types.Contains(type))) faults.Add($"{at}/type", $"unsupported type: {type}");
        else shape.Check(value, at, faults);
    };

    private static void Length(string text, int most, int least, string at, Faults faults)
    {
        if (text.Length > most) faults.Add(at, $"must be less than {most + 1} characters");
        if (text.Length < least) faults.Add(at, $"must be more than {least - 1} characters");
    }
}
