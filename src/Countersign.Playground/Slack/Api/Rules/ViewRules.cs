using System.Text;
using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>What a modal and a Home tab must be like.</summary>
internal static class ViewRules
{
    private const int MostBytes = 250 * 1024;

    private static int _blockIds;

    private static readonly Shape Modal = new()
    {
        Must = { ["title"] = TextRules.PlainText(24), ["blocks"] = Blocks },
        May =
        {
            ["submit"] = TextRules.PlainText(24), ["close"] = TextRules.PlainText(24), ["private_metadata"] = Rules.String(3_000, 0),
            ["callback_id"] = Rules.String(255, 0), ["external_id"] = Rules.String(255, 0),
            ["clear_on_close"] = Rules.Flag, ["notify_on_close"] = Rules.Flag, ["submit_disabled"] = Rules.Flag,
        },
        Also = SubmitForInputs,
    };

    private static readonly Shape Home = new()
    {
        Must = { ["blocks"] = Blocks },
        May = { ["private_metadata"] = Rules.String(3_000, 0), ["callback_id"] = Rules.String(255, 0), ["external_id"] = Rules.String(255, 0) },
    };

    /// <returns>The refusal, or null with <paramref name="view"/> filled, its blocks named.</returns>
    public static ApiAnswer? Refuses(ApiArguments arguments, string type, out JsonObject view)
    {
        view = [];
        if (!arguments.TryNode("view", out var node) || node is not JsonObject given) return ApiAnswer.Refuse("invalid_arguments", ["[ERROR] missing required field: view"]);
        return Refuses(given, type, out view);
    }

    /// <inheritdoc cref="Refuses(ApiArguments, string, out JsonObject)"/>
    public static ApiAnswer? Refuses(JsonObject given, string type, out JsonObject view)
    {
        view = [];
        if (Encoding.UTF8.GetByteCount(Json.Write(given)) > MostBytes) return ApiAnswer.Refuse("view_too_large");
        var faults = new Faults();
        if (Json.Text(given["type"]) != type) faults.Add("/view/type", $"must be {type}");
        else (type == "modal" ? Modal : Home).Check(given, "/view", faults);
        if (faults.Found.Count > 0) return ApiAnswer.Refuse("invalid_arguments", faults.Found);
        view = (JsonObject)given.DeepClone();
        BlockIds.Fill((JsonArray)view["blocks"]!, () => Interlocked.Increment(ref _blockIds));
        return null;
    }

    private static void Blocks(JsonNode value, string at, Faults faults)
    {
        if (value is JsonArray blocks) BlockRules.Check(blocks, BlockRules.MostInView, at, faults);
        else faults.Add(at, "must be an array");
    }

    private static void SubmitForInputs(JsonObject view, string at, Faults faults)
    {
        var hasInput = view["blocks"] is JsonArray blocks && BlockRules.Count(blocks, "input") > 0;
        if (hasInput && view["submit"] is null) faults.Add(at, "missing required field: submit");
    }
}
