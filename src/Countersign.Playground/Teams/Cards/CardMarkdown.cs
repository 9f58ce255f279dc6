using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>The words that a reader sees of the Markdown that Teams draws in cards.</summary>
internal static partial class CardMarkdown
{
    /// <summary>
    /// An escaped character is itself; a link shows where it goes; a mention is @Name. Paragraphs are lines, and what has no
    /// width is not seen.
    /// </summary>
    public static string Unmark(string text) => Seen(Paragraphs().Replace(Words(text), "\n"));

    /// <summary>Where no Markdown is read, as in a run of text.</summary>
    public static string Seen(string text) => Unseen().Replace(text, "");

    private static string Words(string text) => Marked().Replace(text, match =>
    {
        if (match.Groups["escaped"].Success) return match.Groups["escaped"].Value;
        if (match.Groups["mention"].Success) return "@" + match.Groups["mention"].Value;
        if (match.Groups["label"].Success) return string.Create(CultureInfo.InvariantCulture, $"{Words(match.Groups["label"].Value)} ({match.Groups["url"].Value})");
        if (match.Groups["bold"].Success) return Words(match.Groups["bold"].Value);
        return match.Groups["italic"].Success ? Words(match.Groups["italic"].Value) : WebUtility.HtmlDecode(match.Value);
    });

    [GeneratedRegex("[\u200B\u2060\uFEFF]")]
    private static partial Regex Unseen();

    [GeneratedRegex(@"\n{2,}")]
    private static partial Regex Paragraphs();

    [GeneratedRegex(@"\\(?<escaped>[\p{P}\p{S}])|<at[^>]*>(?<mention>[^<]*)</at>|\[(?<label>(?:\\.|[^\]\\])*)\]\((?<url>[^)\s]*)\)|\*\*(?<bold>(?:\\.|[^*\\])+)\*\*|(?<!\w)_(?<italic>(?:\\.|[^_\\])+)_(?!\w)|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")]
    private static partial Regex Marked();
}
