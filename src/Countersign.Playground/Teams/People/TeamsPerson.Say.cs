using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What a person wrote, and what came of it.</summary>
/// <param name="Http">The bot's answer; null when it was not told.</param>
public sealed record SaidMessage(TeamsMessage Message, HttpAnswer? Http)
{
    public int Status => Http?.Status ?? 0;
}

/// <summary>Writing, and having the app.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>Writes to the bot.</summary>
    /// <param name="text">With other people as <c>@kim</c>: a handle or a first name. In a channel or group chat the bot is mentioned before it.</param>
    /// <param name="place">A channel or group chat; null for the personal chat.</param>
    /// <param name="thread">Any message of the thread to answer in.</param>
    /// <param name="mentionBot">False for talk that the bot is not told of, except in the personal chat.</param>
    /// <exception cref="InvalidOperationException">There is no personal chat: the app is not installed for this person.</exception>
    public async Task<SaidMessage> Say(string text, string? place = null, TeamsMessage? thread = null, bool mentionBot = true)
    {
        var where = thread is null ? At(place) : PlaceOf(thread);
        var isPersonal = where.Kind == PlaceKind.Personal;
        if (isPersonal && !where.HasBot) throw new InvalidOperationException($"The app is not installed for {User.Name}.");
        var written = WrittenMessage.Of(text, Whom, isPersonal || !mentionBot ? null : Bot);
        var said = _teams.Tenant.Messages.Post(where, User.Id, _teams.Tenant.Messages.Version(written), thread?.Thread);
        var isTold = isPersonal || (mentionBot && where.HasBot);
        return new(said, isTold ? await _teams.Sender.Send(_activities.Message(where, said)) : null);
    }

    /// <summary>Writes as at a keyboard: the bot hears it where it is mentioned by its name, and in the personal chat.</summary>
    /// <param name="text">With mentions as <c>@name</c>, the bot's among them.</param>
    internal async Task<SaidMessage> Write(string text, TeamsPlace place, TeamsMessage? thread)
    {
        var mentionsBot = false;
        var written = WrittenMessage.Of(text, name => name.Equals(_teams.Options.BotName, StringComparison.OrdinalIgnoreCase) && (mentionsBot = true) ? Bot : Whom(name), null);
        var said = _teams.Tenant.Messages.Post(place, User.Id, _teams.Tenant.Messages.Version(written), thread?.Thread);
        var isTold = place.HasBot && (mentionsBot || place.Kind == PlaceKind.Personal);
        return new(said, isTold ? await _teams.Sender.Send(_activities.Message(place, said)) : null);
    }

    /// <summary>Installs the app for this person: their chat with the bot is there from now on, and the bot is told.</summary>
    public Task<IReadOnlyList<HttpAnswer>> Install()
    {
        _teams.Tenant.Directory.SetInstalled(User, true);
        return Tell(Personal, [_activities.MembersChanged(Personal, "membersAdded", [User.Id, _teams.BotId]), _activities.Installation(Personal, "add")]);
    }

    /// <summary>Takes the app away: the bot can't write to this person any more, and is told so.</summary>
    public Task<IReadOnlyList<HttpAnswer>> Uninstall()
    {
        _teams.Tenant.Directory.SetInstalled(User, false);
        return Tell(Personal, [_activities.Installation(Personal, "remove")]);
    }

    /// <summary>Adds the app to a team (by any of its channels) or a group chat, and tells the bot.</summary>
    public Task<IReadOnlyList<HttpAnswer>> AddBot(string place)
    {
        var where = SetBot(place, true);
        return Tell(where, [_activities.MembersChanged(where, "membersAdded", [_teams.BotId]), _activities.Installation(where, "add")]);
    }

    /// <summary>Removes the app from a team (by any of its channels) or a group chat, and tells the bot.</summary>
    public Task<IReadOnlyList<HttpAnswer>> RemoveBot(string place)
    {
        var where = SetBot(place, false);
        return Tell(where, [_activities.MembersChanged(where, "membersRemoved", [_teams.BotId]), _activities.Installation(where, "remove")]);
    }

    private TeamsPlace SetBot(string place, bool hasBot)
    {
        var where = _teams.PlaceOf(place);
        if (where.Team is { } team) _teams.Tenant.Directory.Put(team with { HasBot = hasBot });
        else if (_teams.Tenant.Directory.GroupChat(where.Id) is { } chat) _teams.Tenant.Directory.Put(chat with { HasBot = hasBot });
        return _teams.PlaceOf(place);
    }

    private async Task<IReadOnlyList<HttpAnswer>> Tell(TeamsPlace place, JsonObject[] activities)
    {
        _teams.Tenant.Notify(new(TeamsChangeKind.Installed, place.Id, User: place.With?.Id));
        var answers = new List<HttpAnswer>();
        foreach (var activity in activities) answers.Add(await _teams.Sender.Send(activity));
        return answers;
    }

    private WrittenMessage.Mentioned Bot => new(_teams.BotId, _teams.Options.BotName);

    private WrittenMessage.Mentioned? Whom(string name)
    {
        var user = _teams.Tenant.Directory.Users.FirstOrDefault(user =>
            user.Handle.Equals(name, StringComparison.OrdinalIgnoreCase) || user.Name.Split(' ')[0].Equals(name, StringComparison.OrdinalIgnoreCase));
        return user is null ? null : new(user.Id, user.Name);
    }
}
