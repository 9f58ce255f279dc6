using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Storage.Forms;

/// <summary>A list of one-field objects; the field's name tells the kind of part: <c>[{"person":"ana"},{"text":" is asked."}]</c>.</summary>
internal sealed class SentenceJson : JsonConverter<Sentence>
{
    public override Sentence Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("a sentence is no list");
        var parts = ImmutableArray.CreateBuilder<Part>();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            reader.Read();
            var name = reader.GetString();
            reader.Read();
            parts.Add(ReadPart(name, ref reader));
            reader.Read();
        }

        return new Sentence(parts.ToImmutable());
    }

    public override void Write(Utf8JsonWriter writer, Sentence value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var part in value.Parts)
        {
            writer.WriteStartObject();
            WritePart(writer, part);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static Part ReadPart(string? name, ref Utf8JsonReader reader) => name switch
    {
        "text" => new Part.Text(reader.GetString() ?? ""),
        "person" => new Part.Somebody(new PersonId(reader.GetString() ?? "")),
        "at" => new Part.Moment(Instant.FromDateTimeUtc(reader.GetDateTime())),
        "change" => new Part.Request(new ChangeId(reader.GetInt64())),
        "say" => new Part.Say(reader.GetString() ?? ""),
        _ => throw new JsonException($"a sentence has a part “{name}”"),
    };

    private static void WritePart(Utf8JsonWriter writer, Part part)
    {
        switch (part)
        {
            case Part.Text p: writer.WriteString("text", p.Value); break;
            case Part.Somebody p: writer.WriteString("person", p.Person.Value); break;
            case Part.Moment p: writer.WriteString("at", p.At.ToDateTimeUtc()); break;
            case Part.Request p: writer.WriteNumber("change", p.Change.Number); break;
            case Part.Say p: writer.WriteString("say", p.Command); break;
            default: throw new InvalidOperationException($"No stored form for {part.GetType().Name}.");
        }
    }
}
