using System.Globalization;
using System.Text;
using Countersign.Core.Words;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Teams.Wire.AdaptiveCards;

/// <summary>The one place that makes people's words harmless, and our own links, times and mentions.</summary>
public static class CardText
{
    /// <summary>Word joiner: invisible, no white space, and no part of anything that Markdown reads.</summary>
    public const char Joiner = '\u2060';

    private static readonly InstantPattern Second = InstantPattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm':'ss'Z'");

    /// <summary>
    /// People's words as words, where Markdown is read: unable to form emphasis, a link, a list, a heading, code, a mention, an HTML
    /// tag or entity, or a date. Letters stay; where a combination could be parsed, an invisible word joiner stands in it, and
    /// marks that have a twin become letters that look like them. Addresses stay words: the links on a card are ours.
    /// </summary>
    public static string Literal(string text) => Literal(text, int.MaxValue);

    /// <summary>As <see cref="Literal(string)"/>, in at most <paramref name="maxUtf16"/> characters, cut between what a reader sees as characters.</summary>
    public static string Literal(string text, int maxUtf16)
    {
        var written = new StringBuilder();
        LiteralText.Append(written, CleanText.Of(text), maxUtf16);
        return written.ToString();
    }

    /// <summary>As <see cref="Literal(string)"/>, behind what stands already: the start of a line is special in Markdown.</summary>
    public static StringBuilder AppendLiteral(this StringBuilder written, string text)
    {
        LiteralText.Append(written, CleanText.Of(text), int.MaxValue);
        return written;
    }

    /// <summary>People's words where no Markdown is read (<see cref="TextRun"/>, a summary): only a date or a mention could act there.</summary>
    public static string Plain(string text)
    {
        var clean = CleanText.Of(text);
        if (!clean.AsSpan().ContainsAny('{', '<'))
            return clean;
        // Twice, since three in a row hold two pairs.
        var apart = clean.Replace("{{", $"{{{Joiner}{{").Replace("{{", $"{{{Joiner}{{");
        return apart
            .Replace("<at", $"<{Joiner}at", StringComparison.OrdinalIgnoreCase)
            .Replace("</at", $"<{Joiner}/at", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>As <see cref="Plain(string)"/>, in at most <paramref name="maxUtf16"/> characters.</summary>
    public static string Plain(string text, int maxUtf16) => Graphemes.Clip(Plain(text), maxUtf16);

    /// <summary>A time in each reader's own zone.</summary>
    public static string Time(Instant at)
    {
        // Teams knows no milliseconds.
        var second = Second.Format(at);
        return $"{{{{DATE({second}, SHORT)}}}} {{{{TIME({second})}}}}";
    }

    /// <summary>
    /// A link. An address other than http or https, or one with a user name in it (which can pass for a host), is not linked:
    /// the label stands alone.
    /// </summary>
    public static string Link(Uri address, string label)
    {
        var words = Literal(CleanText.Line(label));
        if (!IsLinked(address))
            return words;
        // Not every client reads brackets within a label.
        var text = (words.Length == 0 ? Literal(address.Host) : words).Replace('[', '［').Replace(']', '］');
        return $"[{text}]({Target(address)})";
    }

    public static bool IsLinked(Uri address) =>
        address is { IsAbsoluteUri: true, UserInfo.Length: 0, HostNameType: not UriHostNameType.IPv6 }
        && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    /// <summary>What stands for <see cref="CardMention.Markup"/>: a name cannot end its own mention.</summary>
    internal static string At(string name) =>
        $"<at>{Literal(CleanText.Line(name).Replace('<', '‹').Replace('>', '›'))}</at>";

    // Whatever could end the link, or be read within it, is written as a code.
    private static string Target(Uri address)
    {
        var text = address.AbsoluteUri;
        var target = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is '(' or ')' or '<' or '>' or '[' or ']' or '{' or '}' or '\\' or '`' or '"' or ' ' || EndsAnEntity(text, at))
                target.Append(CultureInfo.InvariantCulture, $"%{(int)text[at]:X2}");
            else
                target.Append(text[at]);
        }

        return target.ToString();
    }

    // “&lt;” is read as “<” in an address too.
    private static bool EndsAnEntity(string text, int at)
    {
        if (text[at] != ';')
            return false;
        var start = at - 1;
        while (start >= 0 && (char.IsAsciiLetterOrDigit(text[start]) || text[start] == '#'))
            start--;
        return start >= 0 && text[start] == '&';
    }
}
