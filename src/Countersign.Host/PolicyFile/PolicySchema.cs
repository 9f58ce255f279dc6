using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Countersign.Host.PolicyFile;

/// <summary>
/// The JSON Schema of the policy file, for editors that complete and check YAML; made of the same description that the reader goes by
/// (<c>docs/policy.schema.json</c>). It knows shapes; that names fit together only <c>policy check</c> tells. Draft 2020-12.
/// </summary>
public static class PolicySchema
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema's text, with a line break at its end.</summary>
    public static string Text
    {
        get
        {
            var shapes = new SortedDictionary<string, JsonNode>(StringComparer.Ordinal);
            var root = Of(PolicyShape.Root, shapes);
            root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
            root.Insert(1, "title", "Countersign policy");
            root.Insert(2, "description", "Who may sign off which changes, and what each has to show.");
            root["$defs"] = new JsonObject(shapes.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Value)));
            return root.ToJsonString(Written).ReplaceLineEndings("\n") + "\n";
        }
    }

    private static JsonObject Of(EntryShape shape, SortedDictionary<string, JsonNode> shapes)
    {
        var entry = new JsonObject { ["type"] = "object" };
        entry["properties"] = new JsonObject(shape.Fields.Select(f => KeyValuePair.Create(f.Key, (JsonNode?)Of(f, shapes))));
        var required = shape.Fields.Where(f => f.Required).Select(f => f.Key).ToList();
        if (required.Count > 0)
            entry["required"] = Texts(required);
        if (!shape.OneOf.IsEmpty)
            entry["anyOf"] = new JsonArray([.. shape.OneOf.Select(key => new JsonObject
            {
                // Named again, because strict validators want a branch to know the key that it requires.
                ["properties"] = new JsonObject { [key] = true },
                ["required"] = Texts([key]),
            })]);
        entry["additionalProperties"] = false;
        return entry;
    }

    private static JsonObject Of(Field field, SortedDictionary<string, JsonNode> shapes)
    {
        var value = field.Kind switch
        {
            FieldKind.Word => new JsonObject { ["enum"] = Texts(field.Choices) },
            FieldKind.Words => List(field, new JsonObject { ["enum"] = Texts(field.Choices) }),
            FieldKind.Texts => List(field, TextOf(field, long.MaxValue)),
            FieldKind.WholeNumber => Number("integer", field),
            FieldKind.Number => Number("number", field),
            FieldKind.Flag => new JsonObject { ["enum"] = new JsonArray(true, false, "yes", "no", "true", "false") },
            FieldKind.Entry => Reference(field.Shape!, shapes),
            FieldKind.Entries => List(field, Reference(field.Shape!, shapes)),
            FieldKind.Block => new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            _ => TextOf(field, (long)field.Most),
        };
        value["description"] = field.Means;
        return value;
    }

    private static JsonObject Reference(EntryShape shape, SortedDictionary<string, JsonNode> shapes)
    {
        if (!shapes.ContainsKey(shape.Name))
        {
            shapes[shape.Name] = new JsonObject();
            shapes[shape.Name] = Of(shape, shapes);
        }

        return new JsonObject { ["$ref"] = $"#/$defs/{shape.Name}" };
    }

    private static JsonObject List(Field field, JsonObject item) => new() { ["type"] = "array", ["items"] = item, ["maxItems"] = (long)field.Most };

    private static JsonObject Number(string type, Field field) => new() { ["type"] = type, ["minimum"] = (long)field.Least, ["maximum"] = (long)field.Most };

    // A text without quotation marks may look like a number in YAML, and the reader takes it as it is written.
    private static JsonObject TextOf(Field field, long most)
    {
        var text = new JsonObject { ["type"] = "string", ["minLength"] = 1 };
        if (most < long.MaxValue)
            text["maxLength"] = most;
        if (field.Pattern is { } pattern)
            text["pattern"] = pattern;
        return text;
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);
}
