using System.Globalization;
using System.Text;

namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>
/// Writes cleaned text so that a Markdown reader finds nothing but words in it. Backslashes would do for some clients and show in
/// others, and entities show where no Markdown is read; joiners and twins look the same everywhere.
/// </summary>
internal static class LiteralText
{
    private const char Joiner = CardText.Joiner;

    public static void Append(StringBuilder written, string clean, int max)
    {
        // How much of it still leaves room for an ellipsis.
        var cut = written.Length;
        for (var at = 0; at < clean.Length;)
        {
            var end = at + StringInfo.GetNextTextElementLength(clean, at);
            for (; at < end; at++)
                Letter(written, clean, at);
            if (written.Length > max)
            {
                Cut(written, cut, max);
                return;
            }

            if (written.Length < max)
                cut = written.Length;
        }
    }

    private static void Cut(StringBuilder written, int cut, int max)
    {
        written.Length = cut;
        // What was within a word is at its end now.
        if (cut > 0 && written[^1] == '_')
            written[^1] = '\u02CD';
        if (max > 0)
            written.Append('…');
    }

    private static void Letter(StringBuilder written, string text, int at)
    {
        var c = text[at];
        // What Markdown makes of a line it decides at its first letter: a list, a heading, a quotation, code, a table's rule.
        if (c != '\n' && !char.IsLetter(c) && (written.Length == 0 || written[^1] == '\n'))
            written.Append(Joiner);
        switch (c)
        {
            case '\n':
                // One line end alone is a space to Markdown.
                written.Append("\n\n");
                break;
            case '*':
                written.Append('\u2217');
                break;
            case '~':
                written.Append('\u223C');
                break;
            case '`':
                written.Append('\u02CB');
                break;
            case '_' when !IsWithinAWord(text, at):
                written.Append('\u02CD');
                break;
            // A tag or mention, an entity, a date, an escape, the end of a label.
            case '<' or '&' or '{' or '\\' or ']':
            // A domain's last part is looked up in a list.
            case '.' when at + 1 < text.Length && char.IsLetter(text[at + 1]) && !EndsInWww(text, at):
                written.Append(c).Append(Joiner);
                break;
            // An e-mail address's first part has no joiner; its second, and a web address's, may.
            case '@':
            // Two slashes end what an address begins with.
            case '/' when written.Length > 0 && written[^1] == '/':
                written.Append(Joiner).Append(c);
                break;
            case '.' when EndsInWww(text, at):
                written.Append(Joiner).Append(c).Append(Joiner);
                break;
            default:
                written.Append(c);
                break;
        }
    }

    // snake_case: no Markdown reader pairs these, and people copy such names.
    private static bool IsWithinAWord(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsAsciiLetterOrDigit(text[at - 1]) && char.IsAsciiLetterOrDigit(text[at + 1]);

    private static bool EndsInWww(string text, int at) =>
        at >= 3 && text.AsSpan(at - 3, 3).Equals("www", StringComparison.OrdinalIgnoreCase);
}
