using System.Text.Json.Nodes;
using Countersign.Playground.Slack;

namespace Countersign.Playground.Page;

/// <summary>Reads what the page says a form holds; a choice counts only if the form offers it.</summary>
internal static class FormReader
{
    /// <param name="view">The form on the person's screen.</param>
    /// <param name="fields">By block id, then action id: a text, or a list of texts. What is left out keeps its first value.</param>
    /// <param name="members">Who can be chosen.</param>
    /// <returns>Null with a sentence when the form has no such field or choice.</returns>
    public static (FormState? Form, string? Fault) Read(SlackView view, JsonObject fields, Members members)
    {
        var known = Json.Objects(view.Blocks).SelectMany(block => BlockIds.ElementsOf(block).Select(element => (Block: Id(block, "block_id"), Action: Id(element, "action_id")))).ToHashSet();
        foreach (var (block, actions) in fields)
        {
            foreach (var (action, _) in actions as JsonObject ?? [])
            {
                if (!known.Contains((block, action))) return (null, $"The form has no field {block} {action}.");
            }
        }

        string? fault = null;
        var form = FormState.Of(view, (block, element) =>
        {
            var first = FieldValue.Of(element, null);
            if (fields[Id(block, "block_id")] is not JsonObject given || !given.ContainsKey(Id(element, "action_id"))) return first;
            var picked = Texts(given[Id(element, "action_id")]) is { } texts
                ? FieldValue.Picked(element, texts, id => members.UserById(id) is { Deleted: false })
                : null;
            if (picked is null) fault = $"The field {Id(block, "block_id")} does not offer that.";
            return picked ?? first;
        });
        return fault is null ? (form, null) : (null, fault);
    }

    private static List<string>? Texts(JsonNode? given) => given switch
    {
        null => [],
        JsonArray many => many.All(one => Json.Text(one) is not null) ? [.. many.Select(one => Json.Text(one)!)] : null,
        _ => Json.Text(given) is { } text ? text.Length == 0 ? [] : [text] : null,
    };

    private static string Id(JsonObject of, string name) => Json.Text(of[name]) ?? "";
}
