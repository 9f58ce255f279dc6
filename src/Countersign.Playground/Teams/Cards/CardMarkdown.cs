using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Countersign.Playground.Teams;

/// <summary>The words that a reader sees of the Markdown that Teams draws in cards.</summary>
internal static partial class CardMarkdown
{
    /// <summary>An escaped character is itself; a link shows where it goes; a mention is @Name.</summary>
    public static string Unmark(string text) => Marked().Replace(text, match =>
    {
        if (match.Groups["escaped"].Success) return match.Groups["escaped"].Value;
        if (match.Groups["mention"].Success) return "@" + match.Groups["mention"].Value;
        if (match.Groups["label"].Success) return string.Create(CultureInfo.InvariantCulture, $"{Unmark(match.Groups["label"].Value)} ({match.Groups["url"].Value})");
        if (match.Groups["bold"].Success) return Unmark(match.Groups["bold"].Value);
        return match.Groups["italic"].Success ? Unmark(match.Groups["italic"].Value) : WebUtility.HtmlDecode(match.Value);
    });

    [GeneratedRegex(@"\\(?<escaped>[\p{P}\p{S}])|<at[^>]*>(?<mention>[^<]*)</at>|\[(?<label>(?:\\.|[^\]\\])*)\]\((?<url>[^)\s]*)\)|\*\*(?<bold>(?:\\.|[^*\\])+)\*\*|(?<!\w)_(?<italic>(?:\\.|[^_\\])+)_(?!\w)|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")]
    private static partial Regex Marked();
}
