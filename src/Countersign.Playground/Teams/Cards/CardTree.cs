using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Everything in a card, found wherever it stands.</summary>
internal static class CardTree
{
    private static readonly string[] Nested = ["body", "items", "columns", "rows", "cells", "actions", "images", "inlines"];

    /// <summary>Elements and actions, top to bottom, cards that unfold included; fallbacks are not.</summary>
    /// <param name="unfold">Whether to go into <c>Action.ShowCard</c>.</param>
    public static IEnumerable<JsonObject> In(JsonNode? node, bool unfold = true)
    {
        if (node is not JsonObject part) yield break;
        yield return part;
        var below = Nested.SelectMany(name => Json.Objects(part[name]))
            .Concat(new[] { part["selectAction"], part["inlineAction"], unfold ? part["card"] : null }.OfType<JsonObject>());
        foreach (var child in below.SelectMany(child => In(child, unfold))) yield return child;
    }

    /// <summary>All places where people read words that may hold mentions and dates, and those words.</summary>
    public static IEnumerable<string> Texts(JsonObject card) =>
        from part in In(card)
        from text in new[] { Json.Text(part["text"]) }.Concat(Json.Objects(part["facts"]).SelectMany(fact => new[] { Json.Text(fact["title"]), Json.Text(fact["value"]) }))
            .Concat((part["inlines"] as JsonArray ?? []).Select(inline => Json.Text(inline)))
        where text is not null
        select text;

    public static bool IsInput(JsonObject part) => Json.Text(part["type"])?.StartsWith("Input.", StringComparison.Ordinal) == true;

    public static bool IsAction(JsonObject part) => Json.Text(part["type"])?.StartsWith("Action.", StringComparison.Ordinal) == true;

    /// <summary>Sends what was filled in.</summary>
    public static bool Sends(JsonObject part) => Json.Text(part["type"]) is "Action.Submit" or "Action.Execute";
}
