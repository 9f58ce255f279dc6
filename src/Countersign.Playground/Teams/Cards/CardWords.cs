using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>The small rules that are the same in many elements.</summary>
internal static class CardWords
{
    public static readonly Rule Text = Rules.String(10_000, 0);
    public static readonly Rule Name = Rules.String(250);

    /// <summary>Words are taken in any case, as the renderer takes them.</summary>
    public static Rule Among(params string[] words) => (value, at, faults) =>
    {
        if (Json.Text(value) is not { } text || !words.Contains(text, StringComparer.OrdinalIgnoreCase)) faults.Add(at, $"must be one of {string.Join(", ", words)}");
    };

    public static void Number(JsonNode value, string at, Faults faults)
    {
        if (value.GetValueKind() != JsonValueKind.Number) faults.Add(at, "must be a number");
    }

    /// <summary>Judged elsewhere.</summary>
    public static readonly Rule Anything = (_, _, _) => { };

    public static void AnyObject(JsonNode value, string at, Faults faults)
    {
        if (value is not JsonObject) faults.Add(at, "must be an object");
    }

    public static void Date(JsonNode value, string at, Faults faults)
    {
        if (!DateOnly.TryParseExact(Json.Text(value), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) faults.Add(at, "must be a date as 2026-11-20");
    }

    public static void Clock(JsonNode value, string at, Faults faults)
    {
        if (!TimeOnly.TryParseExact(Json.Text(value), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) faults.Add(at, "must be a time as 09:30");
    }

    public static Shape Of((string Name, Rule Rule)[] must, params (string Name, Rule Rule)[] may) => new()
    {
        Must = must.ToDictionary(field => field.Name, field => field.Rule),
        May = may.ToDictionary(field => field.Name, field => field.Rule),
    };

    public static Rule Either(Rule text, Rule other) => (value, at, faults) => (value.GetValueKind() == JsonValueKind.String ? text : other)(value, at, faults);

    /// <summary>
    /// An object whose <c>type</c> picks its shape. A type that is not in Adaptive Cards 1.5, such as Teams' charts, needs a
    /// <c>fallback</c>: that is what is judged then.
    /// </summary>
    public static Rule OneOf(Func<IReadOnlyDictionary<string, Shape>> shapes, Shape common) => (value, at, faults) =>
    {
        if (value is not JsonObject given || Json.Text(given["type"]) is not { } type)
        {
            faults.Add(at, "missing required field: type");
            return;
        }
        var fallback = given["fallback"];
        if (fallback is JsonObject) OneOf(shapes, common)(fallback, $"{at}/fallback", faults);
        else if (fallback is not null && Json.Text(fallback) != "drop") faults.Add($"{at}/fallback", "must be an element or drop");

        if (shapes().TryGetValue(type, out var shape)) (shape with { May = new(shape.May.Concat(common.May)) }).Check(given, at, faults);
        else if (fallback is null) faults.Add($"{at}/type", $"unsupported type without a fallback: {type}");
    };
}
