using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What people fill in. Each needs an id, or what was filled in is lost.</summary>
internal static class CardInputShapes
{
    private static readonly Rule Choice = CardWords.Of([("title", Rules.String(500)), ("value", Rules.String(500))]).Check;

    public static readonly IReadOnlyDictionary<string, Shape> All = new Dictionary<string, Shape>
    {
        ["Input.Text"] = Input(
            [],
            ("value", CardWords.Text), ("placeholder", CardWords.Text), ("isMultiline", Rules.Flag), ("maxLength", CardWords.Number), ("regex", Rules.String(500)),
            ("style", CardWords.Among("text", "tel", "url", "email", "password")), ("inlineAction", (value, at, faults) => CardActions.Select(value, at, faults))),
        ["Input.Number"] = Input([], ("value", CardWords.Number), ("placeholder", CardWords.Text), ("min", CardWords.Number), ("max", CardWords.Number)),
        ["Input.Date"] = Input([], ("value", CardWords.Date), ("placeholder", CardWords.Text), ("min", CardWords.Date), ("max", CardWords.Date)),
        ["Input.Time"] = Input([], ("value", CardWords.Clock), ("placeholder", CardWords.Text), ("min", CardWords.Clock), ("max", CardWords.Clock)),
        ["Input.Toggle"] = Input([("title", CardWords.Text)], ("value", CardWords.Text), ("valueOn", CardWords.Text), ("valueOff", CardWords.Text), ("wrap", Rules.Flag)),
        ["Input.ChoiceSet"] = ChoiceSet(
            [],
            ("choices", Rules.Each(500, Choice)), ("choices.data", CardWords.AnyObject), ("isMultiSelect", Rules.Flag), ("placeholder", CardWords.Text), ("value", CardWords.Text),
            ("style", CardWords.Among("compact", "expanded", "filtered")), ("wrap", Rules.Flag)),
    };

    private static Shape Input((string Name, Rule Rule)[] must, params (string Name, Rule Rule)[] may) => CardWords.Of(
        [("id", CardWords.Name), .. must],
        [("label", CardWords.Text), ("isRequired", Rules.Flag), ("errorMessage", CardWords.Text), .. may]);

    private static Shape ChoiceSet((string Name, Rule Rule)[] must, params (string Name, Rule Rule)[] may) => Input(must, may) with { Also = Offers };

    /// <summary>A first value that is not offered would be sent by nobody's choice.</summary>
    private static void Offers(JsonObject set, string at, Faults faults)
    {
        if (set["choices"] is null && set["choices.data"] is null) faults.Add(at, "missing required field: choices");
        var offered = Json.Objects(set["choices"]).Select(choice => Json.Text(choice["value"])).ToList();
        if (offered.Distinct().Count() < offered.Count) faults.Add($"{at}/choices", "two choices have the same value");
        var first = (Json.Text(set["value"]) ?? "").Split(Json.Flag(set["isMultiSelect"]) ? ',' : '\0', StringSplitOptions.RemoveEmptyEntries);
        foreach (var value in first.Where(value => set["choices"] is not null && !offered.Contains(value))) faults.Add($"{at}/value", $"is not offered: {value}");
    }
}
