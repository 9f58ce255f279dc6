using Countersign.Core.Words;

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
    public static string Literal(string text) => LiteralText.Write(CleanText.Of(text), int.MaxValue);

    /// <summary>As <see cref="Literal(string)"/>, in at most <paramref name="maxUtf16"/> characters, never cut inside an entity.</summary>
    public static string Literal(string text, int maxUtf16) => LiteralText.Write(CleanText.Of(text), maxUtf16);

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
}
