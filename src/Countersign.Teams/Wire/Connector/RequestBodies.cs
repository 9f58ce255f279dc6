using System.Buffers;
using System.Text.Json;

namespace Countersign.Teams.Wire.Connector;

/// <summary>The bodies of the writing calls.</summary>
internal static class RequestBodies
{
    private const string CardType = "application/vnd.microsoft.card.adaptive";

    public static byte[] Activity(OutgoingActivity activity, string botId, string conversationId, string? replyToId = null) =>
        Write(json =>
        {
            json.WriteStartObject();
            ActivityFields(json, activity, botId);
            WriteId(json, "conversation", conversationId);
            if (replyToId is not null) json.WriteString("replyToId", replyToId);
            json.WriteEndObject();
        });

    public static byte[] Personal(string botId, string userId, string tenantId) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("isGroup", false);
        WriteId(json, "bot", botId);
        json.WriteStartArray("members");
        json.WriteStartObject();
        json.WriteString("id", userId);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("tenantId", tenantId);
        json.WriteStartObject("channelData");
        WriteId(json, "tenant", tenantId);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    public static byte[] Thread(string botId, string channelId, string tenantId, OutgoingActivity activity) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteBoolean("isGroup", true);
        WriteId(json, "bot", botId);
        json.WriteString("tenantId", tenantId);
        json.WriteStartObject("channelData");
        WriteId(json, "channel", channelId);
        WriteId(json, "tenant", tenantId);
        json.WriteEndObject();
        json.WriteStartObject("activity");
        ActivityFields(json, activity, botId);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void ActivityFields(Utf8JsonWriter json, OutgoingActivity activity, string botId)
    {
        json.WriteString("type", "message");
        WriteId(json, "from", botId);
        if (activity.Summary is not null) json.WriteString("summary", activity.Summary);
        json.WriteStartArray("attachments");
        json.WriteStartObject();
        json.WriteString("contentType", CardType);
        json.WritePropertyName("content");
        json.WriteRawValue(activity.Card.Span);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteId(Utf8JsonWriter json, string name, string id)
    {
        json.WriteStartObject(name);
        json.WriteString("id", id);
        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return buffer.WrittenSpan.ToArray();
    }
}
