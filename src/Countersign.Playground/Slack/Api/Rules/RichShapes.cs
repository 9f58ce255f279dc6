using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Rich text and tables: blocks that hold text in a tree.</summary>
internal static class RichShapes
{
    private static readonly string[] Containers = ["rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote"];
    private static readonly string[] Leaves = ["text", "link", "user", "channel", "usergroup", "emoji", "broadcast", "date", "color"];
    private static readonly string[] Cells = ["raw_text", "raw_number", "rich_text"];

    public static readonly Shape RichText = new() { Must = { ["elements"] = Rules.Each(100, Container, least: 0) }, May = { ["block_id"] = ElementShapes.Id } };

    public static readonly Shape Table = new()
    {
        Must = { ["rows"] = Rules.Each(100, Rules.Each(20, Cell)) },
        May = { ["block_id"] = ElementShapes.Id, ["column_settings"] = Rules.Each(20, (_, _, _) => { }, least: 0) },
    };

    /// <summary>A picture comes from one place.</summary>
    public static void OnePicture(JsonObject image, string at, Faults faults)
    {
        if (image["image_url"] is null == image["slack_file"] is null) faults.Add(at, "must have either image_url or slack_file");
    }

    private static void Container(JsonNode value, string at, Faults faults)
    {
        if (!Containers.Contains(Json.Text(value["type"]))) faults.Add($"{at}/type", $"unsupported type: {value["type"]}");
        else if (value["elements"] is not JsonArray elements) faults.Add(at, "missing required field: elements");
        else if (Json.Text(value["type"]) == "rich_text_list") Rules.Each(500, Container, least: 0)(elements, $"{at}/elements", faults);
        else Rules.Each(500, Leaf, least: 0)(elements, $"{at}/elements", faults);
    }

    private static void Leaf(JsonNode value, string at, Faults faults)
    {
        var type = Json.Text(value["type"]);
        if (!Leaves.Contains(type)) faults.Add($"{at}/type", $"unsupported type: {type}");
        var needed = type switch { "text" => "text", "link" => "url", "user" => "user_id", "emoji" => "name", _ => "type" };
        if (string.IsNullOrEmpty(Json.Text(value[needed]))) faults.Add(at, $"missing required field: {needed}");
    }

    private static void Cell(JsonNode value, string at, Faults faults)
    {
        var type = Json.Text(value["type"]);
        if (!Cells.Contains(type)) faults.Add($"{at}/type", $"unsupported type: {type}");
        else if (type == "rich_text") RichText.Check(value, at, faults);
        else if (value["text"] is null) faults.Add(at, "missing required field: text");
    }
}
