using System.Text.Json.Nodes;
using Countersign.Core.Desk;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>Everything that the Teams half of the page draws for one viewer.</summary>
internal static class TeamsSnapshot
{
    private const int MostRecent = 30;

    /// <param name="place">Which conversation is open; its messages come along.</param>
    /// <param name="take">How many of its newest messages.</param>
    public static JsonObject Of(StandInTeams teams, TeamsScreen screen, TeamsPlace place, int take)
    {
        var here = teams.Tenant.Messages.In(place.Id);
        return new()
        {
            ["me"] = screen.Me.Id,
            ["bot"] = teams.BotId,
            ["botName"] = teams.Options.BotName,
            ["installed"] = screen.IsInstalled,
            ["users"] = new JsonArray([.. teams.Tenant.Directory.Users.Select(User)]),
            ["places"] = new JsonArray([.. screen.Places.Select(one => Place(teams, one, screen.Me))]),
            ["open"] = place.Id,
            ["older"] = here.Count > take,
            ["messages"] = new JsonArray([.. here.TakeLast(take).Select(message => Message(screen, message))]),
            ["dialog"] = screen.Person.Dialog is { } dialog ? Dialog(dialog) : null,
            ["verbs"] = new JsonArray([.. Verbs.All.Select(Typed)]),
            ["extensions"] = new JsonArray([.. teams.Options.Extensions.Select(known => new JsonObject { ["id"] = known.Id, ["title"] = known.Title, ["description"] = known.Description })]),
        };
    }

    /// <summary>Newest messages of others in a conversation, as times that compare with Slack's.</summary>
    public static JsonArray Recent(StandInTeams teams, string place, string me) =>
        new([.. teams.Tenant.Messages.In(place).Where(message => message.From != me).TakeLast(MostRecent).Select(message => (JsonNode)Ts(message))]);

    /// <summary>The newest card with a decision to make in this person's chat; null when there is none.</summary>
    public static string? Asked(StandInTeams teams, TeamsUser user) =>
        teams.Tenant.Messages.In(TeamsDirectory.PersonalId(user))
            .LastOrDefault(message => message.Card is { } card && CardPress.In(card).Any(press => press.Type == "Action.Execute")) is { } asked ? Ts(asked) : null;

    private static string Ts(TeamsMessage message) => $"{message.Id[..^3]}.{message.Id[^3..]}000";

    private static JsonObject User(TeamsUser user) => new()
    {
        ["id"] = user.Id,
        ["handle"] = user.Handle,
        ["name"] = user.Name,
        ["title"] = user.Title,
        ["guest"] = user.IsGuest,
    };

    private static JsonObject Place(StandInTeams teams, TeamsPlace place, TeamsUser me) => new()
    {
        ["id"] = place.Id,
        ["name"] = place.Kind == PlaceKind.Personal ? teams.Options.BotName : place.Name,
        ["kind"] = place.Kind switch { PlaceKind.Personal => "personal", PlaceKind.GroupChat => "group", _ => "channel" },
        ["team"] = place.Team?.Name,
        ["members"] = place.Members.Count,
        ["hasBot"] = place.HasBot,
        ["recent"] = Recent(teams, place.Id, me.Id),
    };

    private static JsonObject Message(TeamsScreen screen, TeamsMessage message)
    {
        var card = screen.Person.Glance(message).Card;
        return new()
        {
            ["id"] = message.Id,
            ["ts"] = Ts(message),
            ["at"] = message.Versions[0].At.ToUnixTimeMilliseconds(),
            ["from"] = message.From,
            ["text"] = message.Text,
            ["summary"] = message.Summary,
            ["thread"] = message.Thread,
            ["versions"] = message.Versions.Length,
            ["card"] = ShownCard.Of(card),
            ["sign"] = ShownCard.SignOf(card),
            ["own"] = card is not null && !ReferenceEquals(card, message.Card),
            ["refresh"] = screen.Person.WillRefresh(message),
        };
    }

    private static JsonObject Dialog(TeamsDialog dialog) => new()
    {
        ["id"] = dialog.Id,
        ["title"] = dialog.Title,
        ["card"] = ShownCard.Of(dialog.Card),
        ["sign"] = ShownCard.SignOf(dialog.Card),
        ["extension"] = dialog.Origin.Command is not null,
    };

    /// <summary>In Teams there is no command before it: the verb for a new request is said.</summary>
    private static JsonObject Typed(VerbText verb) => new()
    {
        ["example"] = verb.Verb == Verb.New ? $"new {verb.Example}" : verb.Example,
        ["does"] = verb.Does,
    };
}
