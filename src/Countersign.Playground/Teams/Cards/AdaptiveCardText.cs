using System.Text.Json.Nodes;
using NodaTime;

namespace Countersign.Playground.Teams;

/// <summary>Flattens cards to what a reader sees, one line an element; buttons stand in [brackets]. What has to be unfolded first is left out.</summary>
public static class AdaptiveCardText
{
    /// <summary>The text and the cards of a message, times in UTC.</summary>
    public static string Of(TeamsVersion version) => Lines([CardMarkdown.Unmark(version.Text), .. version.Cards.Select(card => Of(card))]);

    /// <param name="zone">The reader's, an IANA name; null for UTC.</param>
    public static string Of(JsonObject card, string? zone = null)
    {
        var there = zone is null ? DateTimeZone.Utc : DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc;
        // Before anything else is read, as Teams does it: what only looks like a date function afterwards is none.
        var dated = Json.Read(CardDates.Shown(Json.Write(card), there))!;
        return Lines([Several(dated["body"], Element), Buttons(dated["actions"])]);
    }

    internal static string Lines(IEnumerable<string> parts) => string.Join('\n', parts.Where(part => part.Length > 0));

    private static string Several(JsonNode? parts, Func<JsonObject, string> shown, string between = "\n") =>
        string.Join(between, Json.Objects(parts).Where(IsVisible).Select(shown).Where(text => text.Length > 0));

    private static bool IsVisible(JsonObject part) => part["isVisible"] is null || Json.Flag(part["isVisible"]);

    private static string Element(JsonObject part) => Json.Text(part["type"]) switch
    {
        "TextBlock" => Words(part["text"]),
        "RichTextBlock" => string.Concat((part["inlines"] as JsonArray ?? []).Select(inline => CardMarkdown.Seen(Json.Text(inline) ?? Json.Text(inline, "text") ?? ""))),
        "Image" => $"({Json.Text(part["altText"])})",
        "ImageSet" => Several(part["images"], Element, " "),
        "FactSet" => Several(part["facts"], fact => $"{Words(fact["title"]).TrimEnd(':', ' ')}: {Words(fact["value"])}"),
        "Container" or "Column" or "TableCell" => Several(part["items"], Element),
        "ColumnSet" => Several(part["columns"], Element),
        "Table" => Several(part["rows"], row => Several(row["cells"], Element, " | ")),
        "ActionSet" => Buttons(part["actions"]),
        { } type when type.StartsWith("Input.", StringComparison.Ordinal) => Lines([Words(part["label"]), CardInput.Shown(part)]),
        _ => part["fallback"] is JsonObject fallback ? Element(fallback) : "",
    };

    private static string Buttons(JsonNode? actions) => Several(actions, action => $"[{Json.Text(action["title"])}]", " ");

    private static string Words(JsonNode? text) => CardMarkdown.Unmark(Json.Text(text) ?? "");
}
