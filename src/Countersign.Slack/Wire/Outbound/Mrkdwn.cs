using System.Text;

namespace Countersign.Slack.Wire;

/// <summary>The one place that escapes outbound text.</summary>
public sealed partial record Mrkdwn
{
    /// <summary>Word joiner: invisible, no white space, and no part of any token that Slack parses.</summary>
    public const char Joiner = '\u2060';

    /// <summary>
    /// Exactly <c>&amp;</c>, <c>&lt;</c> and <c>&gt;</c>, as Slack asks; apply it once. For text of our own that
    /// may hold such a character; for people's words there is <see cref="Literal(string)"/>.
    /// </summary>
    public static string Escape(string text) => text.AsSpan().ContainsAny("&<>")
        ? text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")
        : text;

    /// <summary>
    /// People's words as words: cleaned, escaped, and unable to form a mention, a broadcast, a link, a date,
    /// an emoji code, a quotation, a listing or a heading of their own. Letters stay; where a combination could be
    /// parsed, an invisible word joiner stands in it, and formatting marks become letters that look like them.
    /// </summary>
    public static string Literal(string text) => LiteralText.Write(Clean(text), int.MaxValue);

    /// <summary>As <see cref="Literal(string)"/>, in at most <paramref name="maxUtf16"/> characters, never cut inside an entity.</summary>
    public static string Literal(string text, int maxUtf16) => LiteralText.Write(Clean(text), maxUtf16);

    /// <summary>As <see cref="Escape"/>, in at most <paramref name="maxUtf16"/> characters, never cut inside an entity.</summary>
    public static string EscapeClipped(string text, int maxUtf16)
    {
        var clipped = new GraphemeClip(maxUtf16);
        foreach (var grapheme in Graphemes.Of(text))
        {
            if (!clipped.TryAdd(Escape(grapheme))) break;
        }

        return clipped.ToString();
    }

    /// <summary>
    /// At most <paramref name="maxUtf16"/> characters, cut between what a reader sees as characters, with an
    /// ellipsis where something was cut. For plain text; for mrkdwn see <see cref="EscapeClipped"/>.
    /// </summary>
    public static string Clip(string text, int maxUtf16)
    {
        if (text.Length <= maxUtf16) return text;
        var clipped = new GraphemeClip(maxUtf16);
        foreach (var grapheme in Graphemes.Of(text))
        {
            if (!clipped.TryAdd(grapheme)) break;
        }

        return clipped.ToString();
    }

    /// <summary>
    /// Without what could reorder or forge the lines around it: control characters, bidirectional overrides
    /// and isolates, other line ends than <c>\n</c>, halves of surrogate pairs. Letters of every script,
    /// joiners and emoji stay.
    /// </summary>
    public static string Clean(string text)
    {
        var start = CleanText.FirstUnclean(text);
        return start < 0 ? text : CleanText.Write(text, start);
    }

    /// <summary>As <see cref="Clean"/>, on one line.</summary>
    public static string Line(string text) => Clean(text).Replace('\n', ' ');

    /// <summary>Sums a clip up as it grows: what fits so far, and what still fits with an ellipsis behind it.</summary>
    private sealed class GraphemeClip(int max)
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
}
