using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Reads text, blocks and metadata of a message, and refuses what Slack would.</summary>
internal sealed class ContentReader(StandInOptions options, SlackFiles files)
{
    private const int LongestText = 40_000;

    /// <summary>
    /// Undocumented; reports put the edge between 12,000 and 13,300 characters. Counted over the blocks as
    /// compact JSON, because a sum of the visible text alone let through what Slack refused.
    /// </summary>
    private const int LongestBlocks = 13_200;

    private int _blockIds;

    /// <returns>The refusal, or null with <paramref name="said"/> filled.</returns>
    public ApiAnswer? Refuses(ApiArguments arguments, out MessageVersion said)
    {
        said = new("", [], null, options.Time.GetUtcNow());
        if (!arguments.TryNode("blocks", out var node)) return ApiAnswer.Refuse("invalid_blocks_format");
        if (!arguments.TryNode("metadata", out var metadata)) return ApiAnswer.Refuse("invalid_metadata_format");
        if (node is not (null or JsonArray)) return ApiAnswer.Refuse("invalid_blocks_format");
        var text = arguments.Text("text") ?? "";
        var blocks = node as JsonArray ?? [];

        if (text.Length == 0 && blocks.Count == 0) return ApiAnswer.Refuse("no_text");
        if (text.Length > LongestText) return ApiAnswer.Refuse("msg_too_long");
        if (BlockRules.FaultsOfMessage(blocks) is { Count: > 0 } faults) return ApiAnswer.Refuse("invalid_blocks", faults);
        if (NotReady(blocks) is { Count: > 0 } early) return ApiAnswer.Refuse("invalid_blocks", early);
        if (Json.Write(blocks).Length > LongestBlocks) return ApiAnswer.Refuse("msg_blocks_too_long");
        if (BadMetadata(metadata)) return ApiAnswer.Refuse("invalid_metadata_schema");

        said = new(text, WithIds(blocks), metadata?.DeepClone() as JsonObject, options.Time.GetUtcNow());
        return null;
    }

    // A file that is unknown, or still worked on.
    private List<string> NotReady(JsonArray blocks) =>
    [
        .. blocks.Select((block, i) => (File: block?["slack_file"], At: i))
            .Where(b => b.File is not null && !(files.Find(Json.Text(b.File["id"]))?.Completed + options.FileWork <= options.Time.GetUtcNow()))
            .Select(b => $"[ERROR] invalid slack file [json-pointer:/blocks/{b.At}/slack_file]"),
    ];

    /// <summary>Slack names the blocks that the app left unnamed; presses carry these names.</summary>
    private JsonArray WithIds(JsonArray blocks)
    {
        var named = (JsonArray)blocks.DeepClone();
        BlockIds.Fill(named, () => Interlocked.Increment(ref _blockIds));
        return named;
    }

    private static bool BadMetadata(JsonNode? metadata) => metadata switch
    {
        null or JsonObject { Count: 0 } => false,
        JsonObject given => string.IsNullOrEmpty(Json.Text(given["event_type"])) || given["event_payload"] is not JsonObject,
        _ => true,
    };
}
