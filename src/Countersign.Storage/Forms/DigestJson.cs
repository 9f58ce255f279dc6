using System.Text.Json;
using System.Text.Json.Serialization;
using Countersign.Core.Digest;

namespace Countersign.Storage.Forms;

/// <summary>One text: <c>team/payments-team 2026-W47</c>. An id holds no space.</summary>
internal sealed class DigestKeyJson : JsonConverter<DigestKey>
{
    public override DigestKey Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.GetString()?.Split(' ') is [var scope, var week] && DigestScope.Read(scope) is { } of && DigestWeek.Read(week) is { } known
            ? new DigestKey(of, known)
            : throw new JsonException("a digest has no team or week");

    public override void Write(Utf8JsonWriter writer, DigestKey value, JsonSerializerOptions options) =>
        writer.WriteStringValue($"{value.Scope} {value.Week}");
}
