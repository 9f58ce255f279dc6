using System.Text.Json;

namespace Countersign.Slack.Wire;

/// <summary>Reads an event delivery and the event in it.</summary>
internal static class EventFields
{
    public static EventPost? ReadPost(ref Utf8JsonReader json)
    {
        string? type = null, challenge = null, id = null, team = null, enterprise = null, app = null;
        long time = 0;
        var shared = false;
        IReadOnlyList<EventAuthorization> authorizations = [];
        SlackEvent? happened = null;
        while (JsonFields.Next(ref json))
        {
            if (json.ValueTextEquals("type"u8)) type = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("challenge"u8)) challenge = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("event_id"u8)) id = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("event_time"u8)) time = JsonFields.Number(ref json);
            else if (json.ValueTextEquals("team_id"u8)) team = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("enterprise_id"u8)) enterprise = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("api_app_id"u8)) app = JsonFields.Text(ref json);
            else if (json.ValueTextEquals("authorizations"u8)) authorizations = Authorizations(ref json);
            else if (json.ValueTextEquals("is_ext_shared_channel"u8)) shared = JsonFields.Flag(ref json);
            else if (json.ValueTextEquals("event"u8)) happened = Event(ref json);
            else JsonFields.Pass(ref json);
        }

        return type switch
        {
            null => null,
            "url_verification" => challenge is null ? null : new UrlVerification(challenge),
            "event_callback" => string.IsNullOrEmpty(id) || happened is null
                ? null
                : new EventEnvelope(id, time, team, enterprise, app, authorizations, shared, happened),
            _ => new UnknownPost(type),
        };
    }

    private static List<EventAuthorization> Authorizations(ref Utf8JsonReader json)
    {
        List<EventAuthorization> all = [];
        if (!JsonFields.EnterArray(ref json)) return all;
        while (JsonFields.NextObject(ref json))
        {
            string? enterprise = null, team = null, user = null;
            bool bot = false, wide = false;
            while (JsonFields.Next(ref json))
            {
                if (json.ValueTextEquals("enterprise_id"u8)) enterprise = JsonFields.Text(ref json);
                else if (json.ValueTextEquals("team_id"u8)) team = JsonFields.Text(ref json);
                else if (json.ValueTextEquals("user_id"u8)) user = JsonFields.Text(ref json);
                else if (json.ValueTextEquals("is_bot"u8)) bot = JsonFields.Flag(ref json);
                else if (json.ValueTextEquals("is_enterprise_install"u8)) wide = JsonFields.Flag(ref json);
                else JsonFields.Pass(ref json);
            }

            all.Add(new EventAuthorization(enterprise, team, user, bot, wide));
        }

        return all;
    }

    private static SlackEvent? Event(ref Utf8JsonReader json)
    {
        if (!JsonFields.Enter(ref json)) return null;
        var fields = new SlackEventFields();
        while (JsonFields.Next(ref json)) fields.ReadField(ref json);
        return fields.Build();
    }
}
