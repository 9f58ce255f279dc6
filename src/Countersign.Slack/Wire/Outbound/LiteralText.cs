using System.Globalization;
using System.Text;

namespace Countersign.Slack.Wire;

/// <summary>Writes cleaned text so that Slack can read nothing but words in it.</summary>
internal static class LiteralText
{
    private const char Joiner = Mrkdwn.Joiner;

    public static string Write(string clean, int max)
    {
        var written = new StringBuilder(clean.Length + 16);
        var cut = 0;
        for (var at = 0; at < clean.Length;)
        {
            var end = at + StringInfo.GetNextTextElementLength(clean, at);
            for (; at < end; at++) Append(clean, at, written);
            if (written.Length > max)
            {
                written.Length = cut;
                return max > 0 ? written.Append('…').ToString() : "";
            }

            if (written.Length < max) cut = written.Length;
        }

        return written.ToString();
    }

    private static void Append(string text, int at, StringBuilder written)
    {
        var next = at + 1 < text.Length ? text[at + 1] : '\0';
        switch (text[at])
        {
            case '&':
                written.Append("&amp;");
                break;
            case '<':
                written.Append("&lt;");
                break;
            case '>':
                // At the start of a line even the entity is a quotation mark.
                if (at == 0 || text[at - 1] == '\n') written.Append(Joiner);
                written.Append("&gt;");
                break;
            // Formatting is taken out by letters that look the same: what keeps Slack from pairing its marks is not documented.
            case '*':
                written.Append('\u2217');
                break;
            case '~':
                written.Append('\u223C');
                break;
            case '`':
                written.Append('\u02CB');
                break;
            case '_' when at == 0 || !char.IsLetterOrDigit(text[at - 1]) || !char.IsLetterOrDigit(next):
                written.Append('\u02CD');
                break;
            case '@' when char.IsLetterOrDigit(next):
            case '#' when char.IsLetter(next):
            case ':' when next == '/' || StartsEmojiCode(text, at):
                written.Append(text[at]).Append(Joiner);
                break;
            default:
                written.Append(text[at]);
                break;
        }
    }

    private static bool StartsEmojiCode(string text, int at)
    {
        var end = at + 1;
        while (end < text.Length && IsEmojiCodeLetter(text[end])) end++;
        return end > at + 1 && end < text.Length && text[end] == ':';
    }

    private static bool IsEmojiCodeLetter(char c) => char.IsLetterOrDigit(c) || c is '_' or '-' or '+' or '\'';
}
