using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;

namespace Countersign.Playground.Teams;

/// <summary>Builds what the channel posts when somebody does something.</summary>
internal sealed class Activities(StandInTeams teams, TeamsUser user)
{
    /// <param name="place">Where it happened.</param>
    public JsonObject Message(TeamsPlace place, TeamsMessage said)
    {
        var activity = Start("message", place, said.Conversation);
        activity["id"] = said.Id;
        activity["textFormat"] = "plain";
        foreach (var name in (string[])["text", "attachments"])
        {
            if (said.Newest.Activity[name] is { } part) activity[name] = part.DeepClone();
        }
        foreach (var entity in Json.Objects(said.Newest.Activity["entities"])) ((JsonArray)activity["entities"]!).Add(entity.DeepClone());
        if (said.IsReply) activity["replyToId"] = said.Thread;
        return activity;
    }

    /// <summary>A press of a plain <c>Action.Submit</c>.</summary>
    /// <param name="on">The card's message.</param>
    public JsonObject Submitted(TeamsPlace place, TeamsMessage on, JsonNode value, string? text = null)
    {
        var activity = Start("message", place, on.Conversation);
        activity["replyToId"] = on.Id;
        activity["value"] = value.DeepClone();
        if (text is not null) activity["text"] = text;
        return activity;
    }

    /// <param name="name">Such as <c>adaptiveCard/action</c>.</param>
    /// <param name="on">The card's message, or null.</param>
    public JsonObject Invoke(string name, TeamsPlace place, TeamsMessage? on, JsonObject value)
    {
        var activity = Start("invoke", place, on?.Conversation ?? place.Id);
        activity["id"] = $"f:{Guid.NewGuid()}";
        activity["name"] = name;
        if (on is not null) activity["replyToId"] = on.Id;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = on is null ? "compose" : "message" };
        activity["value"] = value;
        return activity;
    }

    public JsonObject MembersChanged(TeamsPlace place, string field, IEnumerable<string> ids)
    {
        var activity = Start("conversationUpdate", place, place.Team?.Id ?? place.Id);
        activity["id"] = $"f:{Guid.NewGuid()}";
        activity[field] = new JsonArray([.. ids.Select(id => (JsonNode)Account(id))]);
        if (place.Team is not null) activity["channelData"]!["eventType"] = field == "membersAdded" ? "teamMemberAdded" : "teamMemberRemoved";
        return activity;
    }

    /// <param name="action"><c>add</c> or <c>remove</c>.</param>
    public JsonObject Installation(TeamsPlace place, string action)
    {
        var activity = Start("installationUpdate", place, place.Team?.Id ?? place.Id);
        activity["id"] = $"f:{Guid.NewGuid()}";
        activity["action"] = action;
        activity["channelData"]!["source"] = new JsonObject { ["name"] = "message" };
        activity["channelData"]!["settings"] = new JsonObject { ["selectedChannel"] = new JsonObject { ["id"] = place.Id } };
        return activity;
    }

    private JsonObject Start(string type, TeamsPlace place, string conversation)
    {
        var now = teams.Options.Time.GetUtcNow();
        // A personal chat is in the person's own tenant, everything else in ours.
        var tenant = place.Kind == PlaceKind.Personal ? user.TenantId ?? teams.TenantId : teams.TenantId;
        return new()
        {
            ["type"] = type,
            ["id"] = now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture) + Guid.NewGuid().ToString("n")[..4],
            ["timestamp"] = now.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
            ["localTimestamp"] = Local(now),
            ["localTimezone"] = user.Zone,
            ["serviceUrl"] = teams.ServiceUrl.AbsoluteUri,
            ["channelId"] = "msteams",
            ["from"] = Account(user.Id),
            ["recipient"] = Account(teams.BotId),
            ["conversation"] = Conversation(place, conversation, tenant),
            ["channelData"] = ChannelData(place, tenant),
            ["entities"] = new JsonArray(Client()),
            ["locale"] = user.Locale,
        };
    }

    private JsonObject Client() => new()
    {
        ["type"] = "clientInfo",
        ["locale"] = user.Locale,
        ["country"] = "US",
        ["platform"] = "Web",
        ["timezone"] = user.Zone,
    };

    private static JsonObject Conversation(TeamsPlace place, string conversation, string tenant)
    {
        var shown = new JsonObject { ["conversationType"] = place.Type, ["tenantId"] = tenant, ["id"] = conversation };
        if (place.Kind != PlaceKind.Personal) (shown["isGroup"], shown["name"]) = (true, place.Name);
        return shown;
    }

    private static JsonObject ChannelData(TeamsPlace place, string tenant)
    {
        var data = new JsonObject { ["tenant"] = new JsonObject { ["id"] = tenant } };
        if (place.Team is not { } team) return data;
        data["team"] = new JsonObject { ["id"] = team.Id, ["name"] = team.Name, ["aadGroupId"] = team.GroupId };
        data["channel"] = new JsonObject { ["id"] = place.Id };
        return data;
    }

    private JsonObject Account(string id)
    {
        if (teams.Tenant.Directory.UserById(id) is not { } known) return new() { ["id"] = id, ["name"] = teams.Options.BotName };
        var account = new JsonObject { ["id"] = known.Id, ["name"] = known.Name, ["aadObjectId"] = known.DirectoryId };
        if (known.TenantId is { } tenant) account["tenantId"] = tenant;
        return account;
    }

    private string Local(DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb.GetZoneOrNull(user.Zone) ?? DateTimeZone.Utc;
        return Instant.FromDateTimeOffset(now).InZone(zone).ToDateTimeOffset().ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);
    }
}
