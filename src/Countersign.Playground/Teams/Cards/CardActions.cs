using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>What can be pressed.</summary>
internal static class CardActions
{
    private static readonly Rule Inputs = CardWords.Among("auto", "none");

    private static readonly Shape Common = CardWords.Of(
        [],
        ("id", CardWords.Name), ("title", Rules.String(500)), ("iconUrl", CardElements.Link), ("style", CardWords.Among("default", "positive", "destructive")),
        ("mode", CardWords.Among("primary", "secondary")), ("tooltip", CardWords.Text), ("isEnabled", Rules.Flag), ("fallback", CardWords.Anything), ("requires", CardWords.AnyObject));

    private static readonly Dictionary<string, Shape> All = new()
    {
        ["Action.Execute"] = CardWords.Of([("verb", Rules.String(250))], ("data", CardWords.Either(CardWords.Text, CardWords.AnyObject)), ("associatedInputs", Inputs)),
        ["Action.Submit"] = CardWords.Of([], ("data", CardWords.Either(CardWords.Text, CardWords.AnyObject)), ("associatedInputs", Inputs), ("msteams", CardWords.AnyObject)),
        ["Action.OpenUrl"] = CardWords.Of([("url", CardElements.Link)]),
        ["Action.ShowCard"] = CardWords.Of([("card", CardWords.OneOf(() => new Dictionary<string, Shape> { ["AdaptiveCard"] = CardRules.Inner }, new()))]),
        ["Action.ToggleVisibility"] = CardWords.Of([("targetElements", Rules.Each(50, CardWords.Either(CardWords.Name, CardWords.Of([("elementId", CardWords.Name)], ("isVisible", Rules.Flag)).Check)))]),
    };

    private static readonly Rule Any = CardWords.OneOf(() => All!, Common);

    /// <summary>A whole element that can be pressed: everything but a card that unfolds.</summary>
    public static void Select(JsonNode value, string at, Faults faults)
    {
        if (Json.Text(value, "type") == "Action.ShowCard") faults.Add($"{at}/type", "unsupported type: Action.ShowCard");
        else Any(value, at, faults);
    }

    /// <summary>Buttons in a row: each needs words.</summary>
    public static Rule Several(int most) => (value, at, faults) =>
    {
        Rules.Each(most, Any, least: 0)(value, at, faults);
        var actions = value as JsonArray ?? [];
        for (var i = 0; i < actions.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(Json.Text(actions[i], "title"))) faults.Add($"{at}/{i}", "missing required field: title");
        }
    };
}
