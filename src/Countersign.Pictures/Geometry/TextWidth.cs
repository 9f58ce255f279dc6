using System.Globalization;
using System.Text;
using Countersign.Core.Words;

namespace Countersign.Pictures.Geometry;

/// <summary>
/// How wide a text is at most, without a typeface: a page is drawn with whatever the reader has. Never less than the pictures' own
/// typeface takes (a test holds this), so what doesn't overlap by it doesn't overlap.
/// </summary>
public static class TextWidth
{
    /// <returns>Pixels.</returns>
    public static double Of(string text, double size) => text.EnumerateRunes().Sum(Ems) * size;

    /// <summary>The text, or as much of it as fits with an ellipsis behind it.</summary>
    public static string Fit(string text, double size, double width)
    {
        if (Of(text, size) <= width)
            return text;
        var kept = new StringBuilder();
        var room = width - Of("…", size);
        foreach (var grapheme in Graphemes.Of(text))
        {
            room -= Of(grapheme, size);
            if (room < 0)
                break;
            kept.Append(grapheme);
        }

        return kept.ToString().TrimEnd() + "…";
    }

    /// <summary>Behind the last space before which everything fits; 0 when there is none.</summary>
    public static int BreakAt(string text, double size, double width)
    {
        var at = 0;
        for (var space = text.IndexOf(' '); space >= 0 && Of(text[..space], size) <= width; space = text.IndexOf(' ', space + 1))
            at = space + 1;
        return at;
    }

    private static double Ems(Rune letter) => letter.Value switch
    {
        'i' or 'l' or 'j' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => .38,
        ' ' or 'f' or 't' or 'r' or '(' or ')' or '[' or ']' or '/' => .43,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 1.1,
        >= '0' and <= '9' => .68,
        'C' or 'D' or 'G' or 'H' or 'N' or 'O' or 'Q' or 'U' => .8,
        >= 'A' and <= 'Z' => .75,
        >= 'a' and <= 'z' => .64,
        < 128 => .75,
        _ => Beyond(letter),
    };

    private static double Beyond(Rune letter) => (Rune.GetUnicodeCategory(letter), letter.Value) switch
    {
        (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark, _) => .02,
        (UnicodeCategory.LowercaseLetter, 'æ' or 'œ') => 1,
        (UnicodeCategory.LowercaseLetter, < 0x180) => .85,
        (_, < 0x180) => 1.1,
        _ => 1.4,
    };
}
