using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>Slack's text objects.</summary>
internal static class TextRules
{
    public static Rule PlainText(int most) => Text(most, "plain_text");

    public static Rule AnyText(int most) => Text(most, "plain_text", "mrkdwn");

    private static Rule Text(int most, params string[] types) => (value, at, faults) =>
    {
        var type = value is JsonObject given ? Json.Text(given["type"]) : null;
        if (type is null || !types.Contains(type))
        {
            faults.Add($"{at}/type", $"must be {string.Join(" or ", types)}");
            return;
        }
        new Shape
        {
            Must = { ["text"] = Rules.String(most) },
            May = { [type == "plain_text" ? "emoji" : "verbatim"] = Rules.Flag },
        }.Check(value, at, faults);
    };
}
