using System.Text.RegularExpressions;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>
/// What CommonMark, its usual extensions, the clients' address finders and Adaptive Cards' own dates would find in a text. Written
/// from their rules, not from what the code does about them.
/// </summary>
internal static partial class MarkdownJudge
{
    /// <summary>The first piece of markup; null when the text is only words.</summary>
    public static string? Finds(string text) => Markup().Match(text) is { Success: true } found ? $"“{found.Value}” at {found.Index}" : null;

    /// <summary>The first thing that acts where no Markdown is read.</summary>
    public static string? FindsInPlain(string text) => Acting().Match(text) is { Success: true } found ? $"“{found.Value}” at {found.Index}" : null;

    [GeneratedRegex("""
        [*`~]                                       # emphasis, code, strikethrough
        | (?<![A-Za-z0-9])_ | _(?![A-Za-z0-9])      # emphasis, unless within a word
        | \][(\[:]                                  # a link, an image, a reference or its definition
        | <[A-Za-z/!?]                              # a tag, a mention, an address in brackets
        | &[A-Za-z#]                                # an entity
        | \\(?:[!-/:-@\[-`{-~]|\n|\z)               # an escape, a hard line end
        | \{\{                                      # a date
        | // | www\.\S                              # a web address
        | [^\s\u2060]@\S | \.(?:example|com|py)\b   # an e-mail address, a domain
        | ^[ ]{4}                                   # code
        | ^[ ]{0,3}(?:[-+>\#=|]|[0-9]{1,9}[.)])     # a list, a quotation, a heading, a rule, a table
        | (?<!\n)\n(?!\n)                           # a line end that would be a space
        | [\p{Cc}-[\n]] | [\u202A-\u202E\u2066-\u2069\u2028\u2029] | \p{Cs}(?<![\uD800-\uDBFF](?=[\uDC00-\uDFFF])|[\uD800-\uDBFF][\uDC00-\uDFFF])
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Markup();

    [GeneratedRegex("""\{\{|</?at|[\p{Cc}-[\n]]|[\u202A-\u202E\u2066-\u2069\u2028\u2029]""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Acting();
}
