using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Gives blocks and interactive elements the ids that an app left out.</summary>
internal static class BlockIds
{
    private static readonly HashSet<string> NotInteractive = ["image", "mrkdwn", "plain_text"];

    public static void Fill(JsonArray blocks, Func<int> next)
    {
        foreach (var block in Json.Objects(blocks))
        {
            block["block_id"] ??= $"b{next():x4}";
            if (Json.Text(block["type"]) is not ("actions" or "section" or "input")) continue;
            foreach (var element in ElementsOf(block)) element["action_id"] ??= $"a{next():x4}";
        }
    }

    /// <summary>The interactive elements of a block, wherever its type keeps them.</summary>
    public static IEnumerable<JsonObject> ElementsOf(JsonObject block) =>
        new[] { block["accessory"], block["element"] }.Concat(block["elements"] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Where(element => Json.Text(element["type"]) is { } type && !NotInteractive.Contains(type));
}
