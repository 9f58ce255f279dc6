using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>What parts of a card say only together.</summary>
internal static partial class CardWalk
{
    public static void Check(JsonObject card, CardPlace place, Faults faults)
    {
        var parts = CardTree.In(card).ToList();
        // An element's id may come once in the whole card: what was filled in is told apart by it.
        foreach (var part in parts.Where(part => !CardTree.IsAction(part)))
        {
            if (Json.Text(part["id"]) is { } id) faults.Once("id", "", id);
        }
        var ids = parts.Select(part => Json.Text(part["id"])).ToHashSet();
        foreach (var target in parts.SelectMany(Targets).Where(target => !ids.Contains(target))) faults.Add("", $"toggles what is not there: {target}");
        if (parts.Any(CardTree.IsInput) && !parts.Any(CardTree.Sends)) faults.Add("", "something can be filled in, but nothing sends it");
        foreach (var text in CardTree.Texts(card)) CheckDates(text, faults);
        if (place == CardPlace.Dialog) CheckDialog(card, parts, faults);
    }

    /// <summary>Teams leaves these without effect in a dialog.</summary>
    private static void CheckDialog(JsonObject card, List<JsonObject> parts, Faults faults)
    {
        if (card["refresh"] is not null) faults.Add("/refresh", "has no effect in a dialog");
        foreach (var action in parts.Where(CardTree.IsAction))
        {
            if (Json.Text(action["type"]) == "Action.Execute") faults.Add("", "Action.Execute has no effect in a dialog");
            if (Json.At(action, "data", "msteams") is not null) faults.Add("", "data.msteams has no effect in a dialog");
        }
        if (!parts.Any(CardTree.Sends) && parts.Any(CardTree.IsInput)) faults.Add("", "a form without a way to send it");
    }

    private static IEnumerable<string?> Targets(JsonObject part) =>
        (part["targetElements"] as JsonArray ?? []).Select(target => Json.Text(target) ?? Json.Text(target, "elementId"));

    /// <summary>Teams shows a date function that it does not understand as it is written.</summary>
    private static void CheckDates(string text, Faults faults)
    {
        foreach (Match brace in Brace().Matches(text))
        {
            if (!DateFunction().IsMatch(text[brace.Index..])) faults.Add("", $"not a date function that Teams knows: {text[brace.Index..Math.Min(text.Length, brace.Index + 50)]}");
        }
    }

    [GeneratedRegex(@"\{\{(?=DATE|TIME)")]
    private static partial Regex Brace();

    [GeneratedRegex(@"\A\{\{(?:DATE\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)(?:, ?(?:COMPACT|SHORT|LONG))?\)|TIME\(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)\))\}\}")]
    private static partial Regex DateFunction();
}
