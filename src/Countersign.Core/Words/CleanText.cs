using System.Text;

namespace Countersign.Core.Words;

/// <summary>Takes out of people's words what acts on the text around them. Every platform shows them cleaned.</summary>
public static class CleanText
{
    /// <summary>
    /// Without what could reorder or forge the lines around it: control characters, bidirectional overrides
    /// and isolates, other line ends than <c>\n</c>, halves of surrogate pairs. Letters of every script,
    /// joiners and emoji stay.
    /// </summary>
    public static string Of(string text)
    {
        var start = FirstUnclean(text);
        return start < 0 ? text : Write(text, start);
    }

    /// <summary>As <see cref="Of"/>, on one line.</summary>
    public static string Line(string text) => Of(text).Replace('\n', ' ');

    private static int FirstUnclean(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (i + 1 == text.Length || !char.IsSurrogatePair(text[i], text[i + 1])) return i;
                i++;
            }
            else if (text[i] != '\n' && !IsHarmless(text[i])) return i;
        }

        return -1;
    }

    private static string Write(string text, int start)
    {
        var clean = new StringBuilder(text.Length).Append(text, 0, start);
        for (var i = start; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsSurrogate(c))
            {
                if (i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1])) clean.Append(c).Append(text[++i]);
                else clean.Append('\uFFFD');
            }
            else if (c == '\n' || IsHarmless(c)) clean.Append(c);
            else if (c == '\r') EndLine(text, i, clean);
            else if (IsSpacing(c)) clean.Append(' ');
        }

        return clean.ToString();
    }

    // A lone carriage return ends a line; before a line feed it says the same thing twice.
    private static void EndLine(string text, int at, StringBuilder clean)
    {
        if (at + 1 == text.Length || text[at + 1] != '\n') clean.Append('\n');
    }

    private static bool IsSpacing(char c) => c is '\t' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsHarmless(char c) => !char.IsControl(c) && c is not (
        '\u2028' or '\u2029'
        or >= '\u202A' and <= '\u202E' // embeddings and overrides: they turn what follows around
        or >= '\u2066' and <= '\u2069' // isolates
        or >= '\uFFF9' and <= '\uFFFB'); // interlinear annotations hide text
}
