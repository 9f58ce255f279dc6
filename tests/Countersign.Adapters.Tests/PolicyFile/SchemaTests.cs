using System.Text.Json.Nodes;
using Countersign.Adapters.Tests.Docs;
using Countersign.Host.PolicyFile;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.PolicyFile;

/// <summary>The published schema is the one that the code makes.</summary>
public sealed class SchemaTests
{
    [Fact]
    public void The_published_schema_is_the_codes_own()
    {
        var path = Repository.PathOf("docs/policy.schema.json");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            File.WriteAllText(path, PolicySchema.Text);
        File.ReadAllText(path).ReplaceLineEndings("\n").ShouldBe(PolicySchema.Text);
    }

    [Fact]
    public void Every_key_has_a_sentence_and_every_reference_leads_somewhere()
    {
        var schema = JsonNode.Parse(PolicySchema.Text)!.AsObject();
        foreach (var entry in schema["$defs"]!.AsObject().Select(d => d.Value!).Append(schema))
            foreach (var (key, value) in entry["properties"]!.AsObject())
            {
                ((string?)value!["description"]).ShouldNotBeNullOrWhiteSpace(key);
                foreach (var reference in References(value))
                    schema["$defs"]![reference["#/$defs/".Length..]].ShouldNotBeNull(reference);
            }
    }

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Key == "$ref" ? [(string)p.Value!] : References(p.Value)),
        JsonArray a => a.SelectMany(References),
        _ => [],
    };
}
