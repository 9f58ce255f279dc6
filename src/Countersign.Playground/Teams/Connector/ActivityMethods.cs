using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Messages: send, answer in a thread, change, take away.</summary>
internal sealed class ActivityMethods(StandInTeams teams)
{
    private readonly MessageIntake _intake = new(teams);

    public ConnectorAnswer Send(ConnectorRequest request, TeamsPlace place, string? replyTo)
    {
        var thread = TeamsDirectory.ThreadOf(request.Conversation) ?? replyTo;
        if (place.Kind == PlaceKind.Channel && thread is not null && teams.Tenant.Messages.Find(place.Id, thread) is null) return ConnectorAnswer.NoConversation;
        if (_intake.Refuses(request, request.Json, out var isSplit) is { } refusal) return refusal;
        var posted = teams.Tenant.Messages.Post(place, teams.BotId, teams.Tenant.Messages.Version((JsonObject)request.Json!), thread);
        // Teams makes two messages of text and card, and gives the id of neither.
        return new(201, isSplit ? [] : new JsonObject { ["id"] = posted.Id });
    }

    public ConnectorAnswer Update(ConnectorRequest request, TeamsPlace place)
    {
        if (teams.Tenant.Messages.Find(place.Id, request.Item!) is not { } message || !IsThread(request, message)) return ConnectorAnswer.NoActivity;
        if (message.From != teams.BotId) return ConnectorAnswer.Refuse(403, "ForbiddenOperationException", "Only one's own messages can be changed.");
        if (_intake.Refuses(request, request.Json, out _) is { } refusal) return refusal;
        var version = teams.Tenant.Messages.Version((JsonObject)request.Json!);
        teams.Tenant.Messages.Edit(message, kept => kept.With(version));
        return new(200, new JsonObject { ["id"] = message.Id });
    }

    public ConnectorAnswer Delete(ConnectorRequest request, TeamsPlace place)
    {
        if (teams.Tenant.Messages.Find(place.Id, request.Item!) is not { } message || !IsThread(request, message)) return ConnectorAnswer.NoActivity;
        if (message.From != teams.BotId) return ConnectorAnswer.Refuse(403, "ForbiddenOperationException", "Only one's own messages can be taken away.");
        teams.Tenant.Messages.Edit(message, kept => kept with { Deleted = true });
        return new(200);
    }

    /// <summary>A channel's own id stands for all its threads.</summary>
    private static bool IsThread(ConnectorRequest request, TeamsMessage message) =>
        TeamsDirectory.ThreadOf(request.Conversation) is not { } thread || thread == message.Thread;
}
