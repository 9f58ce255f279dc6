using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>The part by which named people get a card of their own.</summary>
internal static class CardRefresh
{
    private const int MostPeople = 60;

    private static readonly Shape Part = CardWords.Of([("action", Action)], ("userIds", Rules.Each(MostPeople, CardWords.Name, least: 0)), ("expires", Rules.String(40)));

    public static void Check(JsonNode value, string at, Faults faults) => Part.Check(value, at, faults);

    /// <summary>People must be there, and named as bots know them.</summary>
    public static void CheckPeople(JsonObject card, TeamsDirectory directory, Faults faults)
    {
        foreach (var id in People(card).Where(id => directory.UserById(id) is null)) faults.Add("/refresh/userIds", $"nobody has the id {id}");
    }

    public static IEnumerable<string> People(JsonObject card) =>
        (Json.At(card, "refresh", "userIds") as JsonArray ?? []).Select(id => Json.Text(id)).OfType<string>();

    private static void Action(JsonNode value, string at, Faults faults)
    {
        if (Json.Text(value, "type") != "Action.Execute") faults.Add($"{at}/type", "must be Action.Execute");
        else CardActions.Select(value, at, faults);
    }
}
