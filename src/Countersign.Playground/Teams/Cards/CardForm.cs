using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What was filled in, and what Teams' client says against it before it is sent.</summary>
/// <param name="Values">By input id; what nobody filled in is left out.</param>
/// <param name="Errors">By input id.</param>
internal sealed record CardForm(JsonObject Values, IReadOnlyDictionary<string, string> Errors)
{
    /// <param name="fields">By label, id, title or placeholder; what is left out keeps its first value.</param>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public static CardForm Of(IReadOnlyList<CardInput> inputs, IReadOnlyList<(string Field, string Value)> fields)
    {
        var stray = fields.FirstOrDefault(field => !inputs.Any(input => input.IsCalled(field.Field))).Field;
        if (stray is not null) throw new ArgumentException($"There is no field {stray}, only {string.Join(", ", inputs.Select(input => Json.Text(input.Element["label"]) ?? input.Id))}.", nameof(fields));
        return Of(inputs, input => fields.Any(field => input.IsCalled(field.Field)) ? input.Typed(fields.Last(field => input.IsCalled(field.Field)).Value) : input.First);
    }

    /// <param name="held">What each input holds; null for nothing.</param>
    public static CardForm Of(IReadOnlyList<CardInput> inputs, Func<CardInput, string?> held)
    {
        var values = new JsonObject();
        var errors = new Dictionary<string, string>();
        foreach (var input in inputs)
        {
            var value = held(input);
            if (value is not null) values[input.Id] = value;
            if (input.Fault(value) is { } fault) errors[input.Id] = fault;
        }
        return new(values, errors);
    }

    /// <summary>An action's own data with what was filled in.</summary>
    public JsonNode? Into(JsonNode? data)
    {
        if (data is not (null or JsonObject)) return data.DeepClone();
        var merged = (JsonObject?)data?.DeepClone() ?? [];
        foreach (var (name, value) in Values) merged[name] = value?.DeepClone();
        return merged;
    }
}
