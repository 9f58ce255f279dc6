using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>What people type, as Teams hands it on.</summary>
internal static partial class WrittenMessage
{
    /// <summary>Somebody who is mentioned.</summary>
    public sealed record Mentioned(string Id, string Name);

    /// <param name="text">With mentions as <c>@name</c>.</param>
    /// <param name="whom">Who is called so; null for nobody, then it stays as written.</param>
    /// <param name="first">Mentioned before the text, or null.</param>
    public static JsonObject Of(string text, Func<string, Mentioned?> whom, Mentioned? first)
    {
        var mentions = new List<Mentioned>();
        var written = Mention().Replace(Escape(text), match =>
        {
            if (whom(match.Groups["name"].Value) is not { } somebody) return match.Value;
            mentions.Add(somebody);
            return Tag(somebody);
        });
        if (first is not null)
        {
            mentions.Insert(0, first);
            written = $"{Tag(first)} {written}";
        }
        return new()
        {
            ["text"] = written,
            ["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "text/html", ["content"] = $"<p>{written}</p>" }),
            ["entities"] = new JsonArray([.. mentions.Select(Entity)]),
        };
    }

    private static JsonNode Entity(Mentioned somebody) => new JsonObject
    {
        ["type"] = "mention",
        ["mentioned"] = new JsonObject { ["id"] = somebody.Id, ["name"] = somebody.Name },
        ["text"] = Tag(somebody),
    };

    private static string Tag(Mentioned somebody) => $"<at>{WebUtility.HtmlEncode(somebody.Name)}</at>";

    /// <summary>The three characters that Teams escapes in what people write.</summary>
    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<!\w)@(?<name>\w+)")]
    private static partial Regex Mention();
}
