using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Making conversations: a personal chat, or a thread in a channel.</summary>
internal sealed class ConversationMethods(StandInTeams teams)
{
    private readonly MessageIntake _intake = new(teams);

    public ConnectorAnswer Create(ConnectorRequest request)
    {
        if (request.Json is not JsonObject body) return ConnectorAnswer.BadSyntax("The body is no JSON object.");
        return Json.Text(body, "channelData", "channel", "id") is { } channel ? Thread(request, body, channel) : Personal(request, body);
    }

    /// <summary>The same chat each time.</summary>
    private ConnectorAnswer Personal(ConnectorRequest request, JsonObject body)
    {
        if (Json.Flag(body["isGroup"])) return ConnectorAnswer.BadSyntax("Bot cannot create group chats.");
        if (Json.Objects(body["members"]).ToList() is not [var member]) return ConnectorAnswer.BadSyntax("Exactly one member is needed.");
        if (Json.Text(body, "bot", "id") is { } bot && bot != teams.BotId) return ConnectorAnswer.BadSyntax("The bot is not the caller.");
        if (User(Json.Text(member["id"])) is not { } user) return ConnectorAnswer.BadSyntax("Invalid user identity in provided tenant.");
        if (!IsTenant(body, user.TenantId)) return ConnectorAnswer.BadSyntax("Invalid user identity in provided tenant.");
        if (!teams.Tenant.Directory.IsInstalledFor(user)) return ConnectorAnswer.Refuse(403, "ForbiddenOperationException", "The bot is not installed in the user's personal scope.");
        if (body["activity"] is not null) teams.Found(request, ["a personal chat is made without an activity: send it by itself"], body);
        return new(201, new JsonObject { ["id"] = TeamsDirectory.PersonalId(user) });
    }

    private ConnectorAnswer Thread(ConnectorRequest request, JsonObject body, string channel)
    {
        if (teams.Tenant.Directory.Place(channel) is not { Kind: PlaceKind.Channel } place || place.Id != channel) return ConnectorAnswer.NoConversation;
        if (!place.HasBot) return ConnectorAnswer.NotInRoster;
        if (!Json.Flag(body["isGroup"])) return ConnectorAnswer.BadSyntax("A thread in a channel is a group.");
        if (!IsTenant(body, null)) return ConnectorAnswer.BadSyntax("Invalid tenant.");
        if (body["activity"] is not JsonObject activity) return ConnectorAnswer.BadSyntax("A thread needs an activity to begin with.");
        if (_intake.Refuses(request, activity, out _) is { } refusal) return refusal;
        var posted = teams.Tenant.Messages.Post(place, teams.BotId, teams.Tenant.Messages.Version(activity), thread: null);
        return new(201, new JsonObject { ["id"] = posted.Conversation, ["activityId"] = posted.Id });
    }

    private bool IsTenant(JsonObject body, string? other)
    {
        var tenant = Json.Text(body["tenantId"]) ?? Json.Text(body, "channelData", "tenant", "id");
        return tenant is null || tenant.Equals(other ?? teams.Options.TenantId, StringComparison.OrdinalIgnoreCase);
    }

    private TeamsUser? User(string? id) => id is null ? null
        : teams.Tenant.Directory.UserById(id) ?? teams.Tenant.Directory.Users.FirstOrDefault(user => user.DirectoryId.Equals(id, StringComparison.OrdinalIgnoreCase));
}
