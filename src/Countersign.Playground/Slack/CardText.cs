using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Slack;

/// <summary>Flattens messages and views to what a reader sees, one line a block; buttons stand in [brackets].</summary>
public static partial class CardText
{
    public static string Of(SlackMessage message) => Of(message.Newest);

    /// <summary>The blocks, or the text where there are none: as Slack's own clients show it.</summary>
    public static string Of(MessageVersion version) => version.Blocks.Count == 0 ? Unmark(version.Text) : Of(version.Blocks);

    public static string Of(SlackView view)
    {
        var foot = new[] { view.Definition["submit"], view.Definition["close"] }.OfType<JsonNode>().Select(button => $"[{Words(button)}]");
        return Lines([Unmark(view.Title), Of(view.Blocks), string.Join(' ', foot)]);
    }

    public static string Of(JsonArray blocks) => Lines(Json.Objects(blocks).Select(Block));

    /// <summary>A text object in plain words.</summary>
    internal static string Words(JsonNode? text) =>
        Json.Text(text?["type"]) == "mrkdwn" ? Unmark(Json.Text(text?["text"]) ?? "") : Json.Text(text?["text"]) ?? "";

    private static string Block(JsonObject block) => Json.Text(block["type"]) switch
    {
        "header" => Words(block["text"]),
        "section" => Lines([Words(block["text"]), .. Json.Objects(block["fields"]).Select(Words), Element(block["accessory"])]),
        "context" or "actions" => string.Join(' ', Json.Objects(block["elements"]).Select(Element)),
        "input" => Lines([Words(block["label"]), Element(block["element"]), Words(block["hint"])]),
        "image" => Lines([Words(block["title"]), $"({Json.Text(block["alt_text"])})"]),
        "markdown" => Json.Text(block["text"]) ?? "",
        "rich_text" => RichText.Of(block),
        "table" => Lines((block["rows"] as JsonArray ?? []).Select(row => string.Join(" | ", Json.Objects(row).Select(RichText.OfCell)))),
        _ => "",
    };

    private static string Element(JsonNode? element) => Json.Text(element?["type"]) switch
    {
        "mrkdwn" or "plain_text" => Words(element),
        "button" => $"[{Words(element!["text"])}]",
        "image" => $"({Json.Text(element!["alt_text"])})",
        "overflow" or "radio_buttons" or "checkboxes" => string.Join(' ', Json.Objects(element!["options"]).Select(option => $"[{Words(option["text"])}]")),
        "plain_text_input" => Json.Text(element!["initial_value"]) ?? Words(element["placeholder"]),
        null => "",
        _ => Words(element!["placeholder"]),
    };

    /// <summary>Dates become their fallback, links their label, mentions stay readable, entities are undone once.</summary>
    internal static string Unmark(string mrkdwn)
    {
        var shown = Marked().Replace(mrkdwn, match =>
        {
            var inner = match.Groups[1].Value;
            var label = inner.IndexOf('|', StringComparison.Ordinal);
            if (label >= 0) return inner[(label + 1)..];
            return inner.StartsWith('!') ? "@" + inner[1..] : inner;
        });
        return shown.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace("&amp;", "&", StringComparison.Ordinal);
    }

    internal static string Lines(IEnumerable<string> parts) => string.Join('\n', parts.Where(part => part.Length > 0));

    [GeneratedRegex("<([^<>]+)>")]
    private static partial Regex Marked();
}
