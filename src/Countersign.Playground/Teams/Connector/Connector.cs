namespace Countersign.Playground.Teams;

/// <summary>Judges who calls and where, then does it.</summary>
internal sealed class Connector(StandInTeams teams)
{
    private readonly ThreadRates _rates = new(teams.Options.Time);
    private readonly ConversationMethods _conversations = new(teams);
    private readonly ActivityMethods _activities = new(teams);
    private readonly MemberMethods _members = new(teams);

    public ConnectorAnswer Answer(ConnectorRequest request)
    {
        if (request.Operation == Operations.Unknown) return ConnectorAnswer.Refuse(404, "NotFound", "No such path.");
        if (!teams.BotTokens.Knows(request.Bearer)) return ConnectorAnswer.Refuse(401, "Unauthorized", "Authorization has been denied for this request.");
        if (teams.Options.EnforceRates && _rates.Wait(request) is { } wait) return ConnectorAnswer.Throttled(wait);
        if (request.Body.Length > teams.Options.MostBytes) return ConnectorAnswer.Refuse(413, "MessageSizeTooBig", "Message size too large.");
        return request.Operation == Operations.CreateConversation ? _conversations.Create(request) : InConversation(request);
    }

    private ConnectorAnswer InConversation(ConnectorRequest request)
    {
        if (teams.Tenant.Directory.Conversation(request.Conversation) is not { } place) return ConnectorAnswer.NoConversation;
        if (!place.HasBot) return ConnectorAnswer.NotInRoster;
        return request.Operation switch
        {
            Operations.Send => _activities.Send(request, place, replyTo: null),
            Operations.Reply => _activities.Send(request, place, replyTo: request.Item),
            Operations.Update => _activities.Update(request, place),
            Operations.Delete => _activities.Delete(request, place),
            Operations.Member => _members.One(request, place),
            Operations.MembersPage => _members.Page(request, place),
            _ => _members.All(place),
        };
    }
}
