using System.Text.Json.Nodes;

namespace Countersign.Playground.Teams;

/// <summary>Something on a card that can be pressed, with what is sent along.</summary>
/// <param name="Action">The action.</param>
/// <param name="Inputs">Those of its own card and of the cards around it.</param>
internal sealed record CardPress(JsonObject Action, IReadOnlyList<CardInput> Inputs)
{
    public string Type => Json.Text(Action["type"]) ?? "";
    public string Title => Json.Text(Action["title"]) ?? "";

    /// <summary>The dialog, invoke or message that Teams makes of a Submit; null for a plain one.</summary>
    public string? TeamsType => Json.Text(Action, "data", "msteams", "type");

    /// <summary>What an older client presses in place of an <c>Action.Execute</c>.</summary>
    public CardPress? Fallback => Action["fallback"] is JsonObject fallback ? this with { Action = fallback } : null;

    /// <summary>Everything that can be pressed, cards that unfold included.</summary>
    public static IEnumerable<CardPress> In(JsonObject card) => In(card, []);

    /// <summary>By the title; failing that, by id or verb.</summary>
    public static CardPress? Find(JsonObject card, string titleOrId)
    {
        var all = In(card).Where(press => press.Action["isEnabled"] is null || Json.Flag(press.Action["isEnabled"])).ToList();
        return all.Find(press => press.Title == titleOrId)
            ?? all.Find(press => Json.Text(press.Action["id"]) == titleOrId || Json.Text(press.Action["verb"]) == titleOrId);
    }

    private static IEnumerable<CardPress> In(JsonObject card, IReadOnlyList<CardInput> around)
    {
        var parts = CardTree.In(card, unfold: false).ToList();
        IReadOnlyList<CardInput> inputs = [.. around, .. parts.Where(CardTree.IsInput).Select(part => new CardInput(part))];
        foreach (var action in parts.Where(CardTree.IsAction))
        {
            yield return new(action, Json.Text(action["associatedInputs"])?.ToUpperInvariant() == "NONE" ? [] : inputs);
            if (action["card"] is not JsonObject inner) continue;
            foreach (var press in In(inner, inputs)) yield return press;
        }
    }
}
