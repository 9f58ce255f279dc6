using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>Where the pressed element stands: <c>message</c> or <c>view</c>.</summary>
public sealed record Container(
    string? Type,
    string? MessageTs,
    string? ThreadTs,
    string? ChannelId,
    bool IsEphemeral,
    string? ViewId)
{
    internal static Container? Read(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return null;
        string? type = null, message = null, thread = null, channel = null, view = null;
        var ephemeral = false;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("type"u8)) type = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("message_ts"u8)) message = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("thread_ts"u8)) thread = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("channel_id"u8)) channel = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("is_ephemeral"u8)) ephemeral = JsonFields.Flag(ref json);
            else if (json.ValueTextEquals("view_id"u8)) view = JsonFields.Text(ref json);
            else JsonFields.Pass(ref json);
        }

        return new Container(type, message, thread, channel, ephemeral, view);
    }
}
