using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Playground.Teams;

namespace Countersign.Playground.Page;

/// <summary>A card as the page gets it: each button has a number, and the whole has a sign by which a changed card is told.</summary>
internal static class ShownCard
{
    public static JsonObject? Of(JsonObject? card)
    {
        if (card is null) return null;
        var shown = (JsonObject)card.DeepClone();
        foreach (var (press, number) in CardPress.In(shown).Select((press, number) => (press, number)).ToList()) press.Action["press"] = number;
        return shown;
    }

    public static string SignOf(JsonObject? card) =>
        card is null ? "" : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json.Write(card))).AsSpan(0, 8));

    /// <summary>What the page says was pressed; null when the card has changed meanwhile or has no such button.</summary>
    public static CardPress? Pressed(JsonObject? card, JsonObject said)
    {
        if (card is null || Json.Text(said["sign"]) != SignOf(card)) return null;
        return said["press"] is JsonValue value && value.TryGetValue<int>(out var number) ? CardPress.In(card).ElementAtOrDefault(number) : null;
    }
}
