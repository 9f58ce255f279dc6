using System.Text.Json.Nodes;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>Reads what the page says a card's fields hold; a choice counts only if the card offers it.</summary>
internal static class CardFormReader
{
    /// <param name="inputs">Those that belong to what was pressed.</param>
    /// <param name="fields">By id, a text; of several choices, with commas between them. What is left out keeps its first value.</param>
    /// <returns>Null with a sentence when there is no such field or choice.</returns>
    public static (CardForm? Form, string? Fault) Read(IReadOnlyList<CardInput> inputs, JsonNode? fields)
    {
        var given = fields as JsonObject ?? [];
        foreach (var (id, value) in given)
        {
            if (inputs.FirstOrDefault(input => input.Id == id) is not { } input) return (null, $"The card has no field {id}.");
            if (Json.Text(value) is not { } text || !input.Offers(text)) return (null, $"The field {id} does not offer that.");
        }
        return (CardForm.Of(inputs, input => given[input.Id] is { } value ? Held(value) : input.First), null);
    }

    /// <summary>An empty field sends nothing.</summary>
    private static string? Held(JsonNode value) => Json.Text(value) is { Length: > 0 } text ? text : null;
}
