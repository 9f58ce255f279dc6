using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Block Kit's limits and required fields, as strict as the documentation.</summary>
internal static class BlockRules
{
    private const int MostInMessage = 50;
    public const int MostInView = 100;

    private static readonly IReadOnlyDictionary<string, Shape> Texts = new Dictionary<string, Shape>
    {
        ["mrkdwn"] = new() { Must = { ["text"] = Rules.String(2_000) }, May = { ["verbatim"] = Rules.Flag } },
        ["plain_text"] = new() { Must = { ["text"] = Rules.String(2_000) }, May = { ["emoji"] = Rules.Flag } },
        ["image"] = ElementShapes.All["image"],
    };

    private static readonly Rule Accessory = Rules.OneOf(ElementShapes.All, ["button", "image", "overflow", .. ElementShapes.Selects, .. ElementShapes.MultiSelects, .. ElementShapes.Clocks, .. ElementShapes.Ticks]);

    private static readonly Rule Action = Rules.OneOf(ElementShapes.All, ["button", "overflow", "datetimepicker", "rich_text_input", .. ElementShapes.Selects, .. ElementShapes.Clocks, .. ElementShapes.Ticks]);

    private static readonly Rule Input = Rules.OneOf(ElementShapes.All, [.. ElementShapes.Typed, .. ElementShapes.Selects, .. ElementShapes.MultiSelects, .. ElementShapes.Clocks, .. ElementShapes.Ticks]);

    private static readonly Dictionary<string, Shape> Blocks = new()
    {
        ["section"] = new()
        {
            May = { ["text"] = TextRules.AnyText(3_000), ["fields"] = Rules.Each(10, TextRules.AnyText(2_000)), ["accessory"] = Accessory, ["expand"] = Rules.Flag },
            Also = TextOrFields,
        },
        ["header"] = new() { Must = { ["text"] = TextRules.PlainText(150) } },
        ["actions"] = new() { Must = { ["elements"] = Rules.Each(25, Action) }, Also = UniqueActionIds },
        ["context"] = new() { Must = { ["elements"] = Rules.Each(10, Rules.OneOf(Texts)) } },
        ["divider"] = new(),
        ["image"] = new()
        {
            Must = { ["alt_text"] = Rules.String(2_000) },
            May = { ["title"] = TextRules.PlainText(2_000), ["image_url"] = Rules.String(3_000), ["slack_file"] = (_, _, _) => { } },
            Also = RichShapes.OnePicture,
        },
        ["input"] = new()
        {
            Must = { ["label"] = TextRules.PlainText(2_000), ["element"] = Input },
            May = { ["hint"] = TextRules.PlainText(2_000), ["optional"] = Rules.Flag, ["dispatch_action"] = Rules.Flag },
        },
        ["markdown"] = new() { Must = { ["text"] = Rules.String(12_000) } },
        ["rich_text"] = RichShapes.RichText,
        ["table"] = RichShapes.Table,
    };

    private static readonly Rule Block = Rules.OneOf(WithIds());

    public static IReadOnlyList<string> FaultsOfMessage(JsonArray blocks)
    {
        var faults = new Faults();
        Check(blocks, MostInMessage, "/blocks", faults);
        if (Count(blocks, "table") > 1) faults.Add("/blocks", "only one table is allowed");
        return faults.Found;
    }

    /// <summary>Judges a list of blocks wherever it stands.</summary>
    public static void Check(JsonArray blocks, int most, string at, Faults faults)
    {
        Rules.Each(most, Block, least: 0)(blocks, at, faults);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (blocks[i] is JsonObject block && Json.Text(block["block_id"]) is { } id) faults.Once("block_id", $"{at}/{i}/block_id", id);
        }
    }

    public static int Count(JsonArray blocks, string type) => Json.Objects(blocks).Count(block => Json.Text(block["type"]) == type);

    private static Dictionary<string, Shape> WithIds()
    {
        foreach (var shape in Blocks.Values) shape.May["block_id"] = ElementShapes.Id;
        return Blocks;
    }

    private static void TextOrFields(JsonObject section, string at, Faults faults)
    {
        if (section["text"] is null && section["fields"] is null) faults.Add(at, "missing required field: text or fields");
    }

    private static void UniqueActionIds(JsonObject block, string at, Faults faults)
    {
        var twice = Json.Objects(block["elements"]).Select(element => Json.Text(element["action_id"])).OfType<string>()
            .GroupBy(id => id).Where(group => group.Count() > 1);
        foreach (var group in twice) faults.Add($"{at}/elements", $"`action_id` already exists: {group.Key}");
    }
}
