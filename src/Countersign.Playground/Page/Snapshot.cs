using System.Text.Json.Nodes;
using Countersign.Core.Desk;
using Countersign.Playground.Slack;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>Everything the page draws for one viewer.</summary>
internal static class Snapshot
{
    /// <summary>Marks of unread messages count no further.</summary>
    private const int MostRecent = 30;

    /// <param name="slack">The viewer's Slack half; null for whoever is not in it.</param>
    /// <param name="teams">The viewer's Teams half; null for whoever is not in it.</param>
    public static JsonObject Of(Company company, PlaygroundClock clock, Backstage backstage, Seat me, JsonObject? slack, JsonObject? teams)
    {
        var all = Shown(company.Slack);
        return new()
        {
            ["team"] = company.Slack.Options.TeamName,
            ["me"] = me.Id,
            ["now"] = clock.Now.ToUnixTimeMilliseconds(),
            ["offset"] = (long)clock.Offset.TotalMilliseconds,
            ["seats"] = new JsonArray([.. company.Seats.Select(seat => Seat(company, seat, all))]),
            ["slack"] = slack,
            ["teams"] = teams,
            ["firstCommand"] = backstage.FirstCommand,
            ["teamsCommand"] = backstage.TeamsCommand,
        };
    }

    /// <summary>The Slack half.</summary>
    /// <param name="conversation">Which one is open; its messages come along.</param>
    /// <param name="take">How many of its newest messages.</param>
    public static JsonObject Of(StandInSlack slack, Screen screen, SlackChannel conversation, int take)
    {
        var all = Shown(slack);
        var here = all[conversation.Id].Where(screen.Sees).ToList();
        return new()
        {
            ["bot"] = slack.BotUserId,
            ["users"] = new JsonArray([.. slack.Workspace.Members.Users.Select(User)]),
            ["conversations"] = new JsonArray([.. screen.Conversations.Select(channel => Conversation(channel, all[channel.Id].Where(screen.Sees), screen.Me.Id))]),
            ["open"] = conversation.Id,
            ["older"] = here.Count > take,
            ["messages"] = new JsonArray([.. here.TakeLast(take).Select(Message)]),
            ["home"] = screen.Person.Home is { } home ? View(home) : null,
            ["view"] = screen.Person.OpenView is { } view ? View(view) : null,
            ["commands"] = new JsonArray([.. slack.Options.Commands.Select(Command)]),
            ["shortcuts"] = new JsonArray([.. slack.Options.Shortcuts.Select(known => new JsonObject { ["name"] = known.Name, ["callback"] = known.CallbackId, ["description"] = known.Description })]),
        };
    }

    private static ILookup<string, SlackMessage> Shown(StandInSlack slack) =>
        slack.Workspace.Messages.All.Where(message => !message.Deleted).ToLookup(message => message.Channel);

    /// <summary>Somebody one can be, with what came for them: so that one sees whom to be next.</summary>
    private static JsonObject Seat(Company company, Seat seat, ILookup<string, SlackMessage> all)
    {
        var screen = Screen.Of(company.Slack, seat.InSlack?.Id);
        var dm = screen is null ? [] : all[screen.DmId].Where(screen.Sees).ToList();
        var chat = seat.InTeams is null ? null : TeamsDirectory.PersonalId(seat.InTeams);
        return new()
        {
            ["id"] = seat.Id,
            ["name"] = seat.Name,
            ["title"] = seat.Title,
            ["tz"] = seat.Zone,
            ["dm"] = screen?.DmId,
            ["recent"] = Recent(dm, seat.Id),
            // A card with buttons waits for somebody.
            ["asked"] = dm.LastOrDefault(message => BlockRules.Count(message.Blocks, "actions") > 0)?.Ts,
            ["chat"] = chat,
            ["chatRecent"] = chat is null ? [] : TeamsSnapshot.Recent(company.Teams, chat, seat.InTeams!.Id),
            ["chatAsked"] = seat.InTeams is null ? null : TeamsSnapshot.Asked(company.Teams, seat.InTeams),
        };
    }

    private static JsonObject User(SlackUser user) => new()
    {
        ["id"] = user.Id,
        ["handle"] = user.Name,
        ["name"] = user.RealName,
        ["title"] = user.Title,
        ["tz"] = user.Tz,
        ["app"] = user.IsBot,
        ["guest"] = user.IsRestricted,
        ["gone"] = user.Deleted,
        ["status"] = user.StatusText,
    };

    private static JsonObject Conversation(SlackChannel channel, IEnumerable<SlackMessage> messages, string me) => new()
    {
        ["id"] = channel.Id,
        ["name"] = channel.Name,
        ["dm"] = channel.DmWith is not null,
        ["private"] = channel.Private,
        ["members"] = channel.Members.Count,
        ["recent"] = Recent(messages, me),
    };

    private static JsonArray Recent(IEnumerable<SlackMessage> messages, string me) =>
        new([.. messages.Where(message => message.User != me).TakeLast(MostRecent).Select(message => (JsonNode)message.Ts)]);

    private static JsonObject Message(SlackMessage message) => new()
    {
        ["ts"] = message.Ts,
        ["user"] = message.User,
        ["text"] = message.Text,
        ["blocks"] = message.Blocks.DeepClone(),
        ["thread"] = message.ThreadTs,
        ["onlyYou"] = message.IsEphemeral,
        ["versions"] = message.Versions.Length,
        ["reactions"] = new JsonArray([.. message.Reactions.Select(name => (JsonNode)name)]),
    };

    private static JsonObject View(SlackView view) => new()
    {
        ["id"] = view.Id,
        ["hash"] = view.Hash,
        ["previous"] = view.PreviousId,
        ["title"] = view.Definition["title"]?.DeepClone(),
        ["submit"] = view.Definition["submit"]?.DeepClone(),
        ["close"] = view.Definition["close"]?.DeepClone(),
        ["blocks"] = view.Blocks.DeepClone(),
    };

    /// <summary>The bot's own words for what can be typed after its command.</summary>
    private static JsonObject Command(SlackCommand known) => new()
    {
        ["command"] = known.Command,
        ["description"] = known.Description,
        ["hint"] = known.UsageHint,
        ["verbs"] = new JsonArray([.. Verbs.All.Select(verb => new JsonObject { ["example"] = verb.Example, ["does"] = verb.Does })]),
    };
}
