using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>Reads the small objects that every payload carries.</summary>
internal static class ActorReading
{
    public static SlackUser? User(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return null;
        string? id = null, username = null, name = null, team = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("id"u8)) id = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("username"u8)) username = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("name"u8)) name = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("team_id"u8)) team = JsonFields.Text(ref json);
            else JsonFields.Pass(ref json);
        }

        return string.IsNullOrEmpty(id) ? null : new SlackUser(id, username ?? name, team);
    }

    public static (string? Id, string? Domain) Team(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return (null, null);
        string? id = null, domain = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("id"u8)) id = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("domain"u8)) domain = JsonFields.Text(ref json);
            else JsonFields.Pass(ref json);
        }

        return (id, domain);
    }

    /// <summary>The id of a channel or an enterprise.</summary>
    public static string? Id(ref Utf8JsonReader json) => Field(ref json, "id"u8);

    /// <summary>The ts of a message. Its blocks, most of a press, are stepped over.</summary>
    public static string? MessageTs(ref Utf8JsonReader json) => Field(ref json, "ts"u8);

    private static string? Field(ref Utf8JsonReader json, ReadOnlySpan<byte> name)
    {
        if (!JsonFields.Enter(ref json)) return null;
        string? value = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals(name)) value = JsonFields.Text(ref json);
            else JsonFields.Pass(ref json);
        }

        return value;
    }
}
