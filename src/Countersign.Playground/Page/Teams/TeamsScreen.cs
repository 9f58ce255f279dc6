using System.Text.Json.Nodes;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>What stands before one person in Teams: the only things that they can read, write to and press.</summary>
internal sealed class TeamsScreen
{
    private readonly StandInTeams _teams;

    public TeamsScreen(StandInTeams teams, TeamsUser me) => (_teams, Person) = (teams, teams.As(me.Id));

    public TeamsPerson Person { get; }

    public TeamsUser Me => Person.User;

    public bool IsInstalled => _teams.Tenant.Directory.IsInstalledFor(Me);

    /// <summary>The chat with the app; it is there even without the app, with what was said before.</summary>
    public TeamsPlace Personal => _teams.Tenant.Directory.Personal(Me);

    /// <summary>The chat with the app, then group chats, then channels by their team.</summary>
    public IEnumerable<TeamsPlace> Places => _teams.Tenant.Directory.Places
        .Where(place => place.Kind != PlaceKind.Personal && place.Members.Contains(Me.Id))
        .OrderBy(place => place.Kind)
        .Prepend(Personal);

    /// <summary>Null when there is none, or this person is not in it.</summary>
    public TeamsPlace? Place(string? id) => Places.FirstOrDefault(place => place.Id == id);

    /// <summary>Null when it is not there for this person.</summary>
    public TeamsMessage? Message(JsonNode? on) =>
        Place(Json.Text(on, "place")) is { } place && Json.Text(on, "message") is { } id ? _teams.Tenant.Messages.Find(place.Id, id) : null;

    /// <summary>The dialog on this person's screen, if it is the given one.</summary>
    public TeamsDialog? Dialog(JsonNode? id) =>
        id is JsonValue value && value.TryGetValue<int>(out var number) && Person.Dialog is { } dialog && dialog.Id == number ? dialog : null;
}
