using System.Globalization;

namespace Countersign.Slack.Wire;

/// <summary>What a reader sees as characters: a flag, a family emoji or a letter with its accents is one.</summary>
internal static class Graphemes
{
    public static IEnumerable<string> Of(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, at);
            yield return text.Substring(at, length);
            at += length;
        }
    }
}
