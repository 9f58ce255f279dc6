using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What a form holds when it is sent, and what Slack's own client says against it before.</summary>
/// <param name="Values">By block id, then action id, as in <c>view.state.values</c>.</param>
/// <param name="Errors">By block id.</param>
internal sealed record FormState(JsonObject Values, IReadOnlyDictionary<string, string> Errors)
{
    /// <param name="view">The form.</param>
    /// <param name="filled">By label, block id or action id; several choices are parted by |.</param>
    /// <exception cref="ArgumentException">A field or an option is not there.</exception>
    public static FormState Of(SlackView view, IReadOnlyList<(string Field, string Value)> filled)
    {
        var left = filled.ToList();
        var form = Of(view, (block, element) =>
        {
            var place = left.FindIndex(field => Names(block, element).Contains(field.Field));
            var typed = place < 0 ? null : left[place].Value;
            if (place >= 0) left.RemoveAt(place);
            return FieldValue.Of(element, typed);
        });
        return left.Count == 0
            ? form
            : throw new ArgumentException($"The form has no field {left[0].Field}:\n{view.Readable}", nameof(filled));
    }

    /// <param name="view">The form.</param>
    /// <param name="held">What each element of each block holds.</param>
    public static FormState Of(SlackView view, Func<JsonObject, JsonObject, FieldValue> held)
    {
        var values = new JsonObject();
        var errors = new Dictionary<string, string>();
        foreach (var block in Json.Objects(view.Blocks))
        {
            var blockId = Json.Text(block["block_id"])!;
            foreach (var element in BlockIds.ElementsOf(block).Where(element => FieldValue.HoldsOne(element)))
            {
                var value = held(block, element);
                values[blockId] ??= new JsonObject();
                values[blockId]![Json.Text(element["action_id"])!] = value.Json;
                if (Fault(block, element, value) is { } fault) errors[blockId] = fault;
            }
        }
        return new(values, errors);
    }

    public static IEnumerable<JsonObject> OptionsOf(JsonNode element) =>
        Json.Objects(element["options"]).Concat(Json.Objects(element["option_groups"]).SelectMany(group => Json.Objects(group["options"])));

    private static string?[] Names(JsonObject block, JsonObject element) =>
        [CardText.Words(block["label"]), Json.Text(block["block_id"]), Json.Text(element["action_id"])];

    /// <summary>The words of Slack's client.</summary>
    private static string? Fault(JsonObject block, JsonObject element, FieldValue value)
    {
        if (Json.Text(block["type"]) != "input") return null;
        if (value.IsEmpty) return Json.Flag(block["optional"]) ? null : "Please complete this required field.";
        if (value.Text is not { } text) return null;
        if (element["max_length"] is { } most && text.Length > (int)most) return $"Please enter no more than {most} characters.";
        return element["min_length"] is { } least && text.Length < (int)least ? $"Please enter at least {least} characters." : null;
    }
}
