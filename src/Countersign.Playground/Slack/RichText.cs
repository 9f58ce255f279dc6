using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>The words in a rich_text block.</summary>
internal static class RichText
{
    public static string Of(JsonObject block) => CardText.Lines(Json.Objects(block["elements"]).Select(Container));

    public static string OfCell(JsonObject cell) => Json.Text(cell["type"]) == "rich_text" ? Of(cell) : cell["text"]?.ToString() ?? "";

    private static string Container(JsonObject container) => Json.Text(container["type"]) == "rich_text_list"
        ? CardText.Lines(Json.Objects(container["elements"]).Select(item => "• " + Container(item)))
        : string.Concat(Json.Objects(container["elements"]).Select(Leaf));

    private static string Leaf(JsonObject leaf) => Json.Text(leaf["type"]) switch
    {
        "text" => Json.Text(leaf["text"]) ?? "",
        "link" => Json.Text(leaf["text"]) ?? Json.Text(leaf["url"]) ?? "",
        "user" => "@" + Json.Text(leaf["user_id"]),
        "channel" => "#" + Json.Text(leaf["channel_id"]),
        "usergroup" => "@" + Json.Text(leaf["usergroup_id"]),
        "broadcast" => "@" + Json.Text(leaf["range"]),
        "emoji" => $":{Json.Text(leaf["name"])}:",
        "date" => Json.Text(leaf["fallback"]) ?? "",
        _ => "",
    };
}
