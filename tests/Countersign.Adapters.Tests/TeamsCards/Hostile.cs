namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>Words made of everything that a chat client might take for more than words.</summary>
internal static class Hostile
{
    private static readonly string[] Pieces =
    [
        "*", "**", "_", "__", "~", "~~", "`", "```", "[", "]", "(", ")", "![", "](", "][", "]:", "<", ">", "&", "!", "#", "# ", "-", "- ", "+ ", "=", "===", "---",
        "1. ", "2) ", "|", "|-|", "    ", "  \n", "\\", "\\\n", "{", "{{", "}}", "$", "${x}", ":", ":smile:", "@", "/", "//", ".", "a", "Z", "9", " ", "é", "ש", "\n", "\n\n", "\r", "\r\n",
        "\t", "\u2028", "\u202E", "\u2066", "\u200D", "\u200B", "\u2060", "\u0301", "🚀", "👩‍👩‍👧", "\ud83d", "\udc00", "\u0000", "\u001b[31m", "\uFEFF", "\uFFF9", "\"", "'",
        "**bold**", "_so_", "[link](https://evil.example)", "![x](https://evil.example/x.png)", "[ref]", "[ref]: https://evil.example\n", "<https://evil.example>",
        "<at>Ana</at>", "<at id=\"0\">", "</at>", "<b>", "<!--", "<script>", "&lt;", "&amp;lt;at&gt;", "&#42;", "&#x2A;", "https://evil.example", "HTTP://evil.example/a_b_",
        "www.evil.example", "WWW.", "mailto:a@evil.example", "a@evil.example", "evil.com", "a@evil.com", "www.evil.com/x", "main.py", "//evil.example", "{{DATE(2026-11-20T09:00:00Z, SHORT)}}", "{{TIME(2026-11-20T09:00:00Z)}}", "{DATE(2026-11-20T09:00:00Z)}}",
        "snake_case", "a/b/c", "[JIRA-1] ", "~5 min", "C:\\_tmp", "R&D", "a<b",
    ];

    public static string Text(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => Pieces[random.Next(Pieces.Length)]));
}
