using System.Globalization;
using System.Text;

namespace Countersign.Core.Words;

/// <summary>What a reader sees as characters: a flag, a family emoji or a letter with its accents is one.</summary>
public static class Graphemes
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

    /// <summary>
    /// At most <paramref name="maxUtf16"/> characters, cut between what a reader sees as characters, with an
    /// ellipsis where something was cut. For plain text: a platform's markup could be cut inside one of its tokens.
    /// </summary>
    public static string Clip(string text, int maxUtf16) => text.Length <= maxUtf16 ? text : Clip(text, maxUtf16, piece => piece);

    /// <summary>As <see cref="Clip(string, int)"/>, of the text as it is written: each piece is written whole or not at all.</summary>
    /// <param name="written">How a platform writes one of the pieces that <see cref="Of"/> gives.</param>
    public static string Clip(string text, int maxUtf16, Func<string, string> written)
    {
        var clip = new StringBuilder();
        // How much of it still leaves room for an ellipsis.
        var cut = 0;
        foreach (var grapheme in Of(text))
        {
            clip.Append(written(grapheme));
            if (clip.Length > maxUtf16)
            {
                clip.Length = cut;
                return maxUtf16 > 0 ? clip.Append('…').ToString() : "";
            }

            if (clip.Length < maxUtf16)
                cut = clip.Length;
        }

        return clip.ToString();
    }
}
