using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What no client does: activities to be changed and sent by <see cref="ActivitySender"/>.</summary>
public sealed partial class TeamsPerson
{
    /// <summary>An invoke as this person's client would send it.</summary>
    /// <param name="name">Such as <c>adaptiveCard/action</c> or <c>task/submit</c>.</param>
    /// <param name="value">Anything.</param>
    /// <param name="on">The card's message, or null.</param>
    /// <param name="place">Without a message: where; null for the personal chat.</param>
    public JsonObject InvokeActivity(string name, JsonObject value, TeamsMessage? on = null, string? place = null) =>
        _activities.Invoke(name, on is null ? At(place) : PlaceOf(on), on, value);

    /// <summary>A text as this person's client would send it; it is not kept in the chat.</summary>
    public JsonObject MessageActivity(string text, string? place = null)
    {
        var where = At(place);
        return _activities.Message(where, new(where.Id, "0", User.Id, [_teams.Tenant.Messages.Version(new JsonObject { ["text"] = text })]));
    }

    /// <summary>A press of <c>Action.Execute</c> with this verb and data, whatever the card has.</summary>
    public JsonObject ExecuteActivity(TeamsMessage on, string verb, JsonNode? data) => InvokeActivity(
        "adaptiveCard/action",
        new() { ["action"] = new JsonObject { ["type"] = "Action.Execute", ["verb"] = verb, ["data"] = data?.DeepClone() }, ["trigger"] = "manual" },
        on);
}
