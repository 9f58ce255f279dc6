using System.Text.Json.Nodes;

namespace Countersign.Playground.StandIn;

/// <summary>The fields that an object must and may have. Any other is refused, so a typo is seen.</summary>
internal sealed record Shape
{
    public Dictionary<string, Rule> Must { get; init; } = [];
    public Dictionary<string, Rule> May { get; init; } = [];

    /// <summary>What fields say only together.</summary>
    public Action<JsonObject, string, Faults>? Also { get; init; }

    public void Check(JsonNode value, string at, Faults faults)
    {
        if (value is not JsonObject given)
        {
            faults.Add(at, "must be an object");
            return;
        }
        foreach (var name in Must.Keys.Where(name => given[name] is null)) faults.Add(at, $"missing required field: {name}");
        foreach (var (name, field) in given)
        {
            if (name == "type" || field is null) continue;
            if (Must.TryGetValue(name, out var rule) || May.TryGetValue(name, out rule)) rule(field, $"{at}/{name}", faults);
            else faults.Add($"{at}/{name}", $"invalid additional property: {name}");
        }
        Also?.Invoke(given, at, faults);
    }
}
