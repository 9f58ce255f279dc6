using System.Text.Json;
using System.Text.Json.Serialization;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Storage.Forms;

internal sealed class PersonIdJson : JsonConverter<PersonId>
{
    public override PersonId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("a person is null"));

    public override void Write(Utf8JsonWriter writer, PersonId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class ServiceIdJson : JsonConverter<ServiceId>
{
    public override ServiceId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("a service is null"));

    public override void Write(Utf8JsonWriter writer, ServiceId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}

internal sealed class SwapIdJson : JsonConverter<SwapId>
{
    public override SwapId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("an offer is null"));

    public override void Write(Utf8JsonWriter writer, SwapId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class ChangeIdJson : JsonConverter<ChangeId>
{
    public override ChangeId Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, ChangeId value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Number);
}

/// <summary>ISO 8601 in UTC, to 100 ns: what the system clock gives, so that an event read again is the event written.</summary>
internal sealed class InstantJson : JsonConverter<Instant>
{
    public override Instant Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        reader.TryGetDateTime(out var at) && at.Kind == DateTimeKind.Utc
            ? Instant.FromDateTimeUtc(at)
            : throw new JsonException("a time is not in UTC");

    public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToDateTimeUtc());
}

/// <summary>A length of time in seconds, as a number: the policy's are whole ones.</summary>
internal sealed class DurationJson : JsonConverter<Duration>
{
    public override Duration Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Duration.FromSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, Duration value, JsonSerializerOptions options) =>
        writer.WriteNumberValue((long)value.TotalSeconds);
}

/// <summary>The address alone; what it tells is read from it again.</summary>
internal sealed class ChangeLinkJson : JsonConverter<ChangeLink>
{
    public override ChangeLink Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options)
    {
        var text = reader.GetString();
        if (ChangeLink.TryParse(text, out var link))
            return link;
        // Accepted under the rules of its day: stays readable when they become stricter.
        return Uri.TryCreate(text, UriKind.Absolute, out var address)
            ? new ChangeLink(address, null, null, null)
            : throw new JsonException("a link is no address");
    }

    public override void Write(Utf8JsonWriter writer, ChangeLink value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Address.OriginalString);
}

internal sealed class AudienceJson : JsonConverter<CardAudience>
{
    public override CardAudience Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
        AudienceForm.Read(reader.GetString() ?? "");

    public override void Write(Utf8JsonWriter writer, CardAudience value, JsonSerializerOptions options) =>
        writer.WriteStringValue(AudienceForm.Of(value));
}
