using System.Collections.Immutable;

namespace Countersign.Core.Changes;

/// <summary>Reads paths as people write and paste them: one a line or with commas, with list marks, with quotation marks.</summary>
public static class PathText
{
    private static readonly char[] Separators = ['\n', ',', ';'];
    private static readonly char[] Wrapping = ['`', '"', '\'', '“', '”', '‘', '’', '<', '>', '(', ')', '[', ']'];

    public static ImmutableArray<string> Read(string text) =>
        [.. text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(Clean).Where(p => p.Length > 0)];

    /// <summary>What is no path, such as "all of it" or <c>**</c>: it would match no rule and pass as harmless. Null when all of them are.</summary>
    public static string? FaultOf(string text)
    {
        foreach (var path in Read(text))
            if (path.Contains('*') || path.Contains('?') || (path.Any(char.IsWhiteSpace) && !path.Contains('/') && !path.Contains('.')))
                return path;
        return null;
    }

    // List marks, quotation marks, and characters that nobody sees.
    private static string Clean(string line)
    {
        var seen = string.Concat(line.EnumerateRunes().Where(r => System.Text.Rune.GetUnicodeCategory(r) is not System.Globalization.UnicodeCategory.Format));
        var path = seen.Trim();
        if (path is ['-' or '*' or '•' or '+', ' ', ..])
            path = path[2..];
        path = path.Trim().Trim(Wrapping).Trim();
        return MayBeFolder(path) ? path + "/" : path;
    }

    // "src" or "db/migrations": people forget the slash, and Makefile, Dockerfile and LICENSE are written with a capital letter.
    private static bool MayBeFolder(string path) =>
        path.Length > 0 && !path.Any(char.IsWhiteSpace) && path[^1] is not ('/' or '\\') && path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is { Length: > 0 } name
        && !name.Contains('.') && !name.Any(char.IsUpper);
}
