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
    /// ellipsis where something was cut. For plain text: escaping comes after it.
    /// </summary>
    public static string Clip(string text, int maxUtf16)
    {
        if (text.Length <= maxUtf16) return text;
        var clipped = new GraphemeClip(maxUtf16);
        foreach (var grapheme in Of(text))
        {
            if (!clipped.TryAdd(grapheme)) break;
        }

        return clipped.ToString();
    }
}

/// <summary>Sums a clip up as it grows: what fits so far, and what still fits with an ellipsis behind it.</summary>
public sealed class GraphemeClip(int max)
{
    private readonly StringBuilder _text = new();
    private int _cut;

    /// <summary>False when the piece does not fit: the clip is then complete.</summary>
    public bool TryAdd(string piece)
    {
        if (_text.Length + piece.Length > max)
        {
            _text.Length = _cut;
            if (max > 0) _text.Append('…');
            return false;
        }

        _text.Append(piece);
        if (_text.Length < max) _cut = _text.Length;
        return true;
    }

    public override string ToString() => _text.ToString();
}
