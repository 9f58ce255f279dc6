using System.Collections.Immutable;

namespace Countersign.Core.Policy;

/// <summary>Files whose change is of a tier of its own, such as <c>db/migrations/**</c>.</summary>
public sealed record PathRule(PathPattern Pattern, Tier Tier, PolicyLine At);

/// <summary>
/// A pattern over paths with <c>/</c> between their parts: <c>*</c> and <c>?</c> stand for characters of one part, <c>**</c> as a whole
/// part for any number of parts, none too. Letter case does not matter: a file system may not tell it either.
/// </summary>
public sealed record PathPattern
{
    public const int LongestText = 300;
    private readonly ImmutableArray<string> _parts;

    private PathPattern(string text, ImmutableArray<string> parts) => (Text, _parts) = (text, parts);

    public string Text { get; }

    /// <summary>What is wrong with a pattern; null when it can be used.</summary>
    public static string? FaultOf(string text)
    {
        if (text.Length > LongestText)
            return $"has {text.Length} characters; at most {LongestText} are read";
        if (text.Contains('\\'))
            return "holds a backslash; parts are separated by /";
        if (Split(text).IsEmpty)
            return "is empty";
        if (text.IndexOfAny(['{', '}', '[', ']', '!']) >= 0)
            return "holds { } [ ] or !, which mean nothing here; write a pattern for each";
        return Split(text).FirstOrDefault(p => p.Contains("**", StringComparison.Ordinal) && p != "**") is { } odd
            ? $"holds “{odd}”; ** stands alone between slashes, as in src/**/*.sql"
            : null;
    }

    /// <exception cref="ArgumentException">The pattern has a fault; ask <see cref="FaultOf"/> first.</exception>
    public static PathPattern Parse(string text) =>
        FaultOf(text) is { } fault ? throw new ArgumentException($"The pattern {fault}.", nameof(text)) : new PathPattern(text, Parts(text));

    /// <summary>
    /// Whether the path matches. One that ends in <c>/</c> is a folder and stands for everything that may lie below it, so it matches
    /// where anything below it could.
    /// </summary>
    public bool Matches(string path)
    {
        var isFolder = path.EndsWith('/') || path.EndsWith('\\');
        // Which numbers of the pattern's parts can be used up by the path's parts so far.
        var reached = new bool[_parts.Length + 1];
        reached[0] = true;
        Skip(reached);
        foreach (var part in Split(path))
        {
            var next = new bool[_parts.Length + 1];
            for (var i = 0; i < _parts.Length; i++)
                if (reached[i] && _parts[i] == "**")
                    next[i] = true;
                else if (reached[i] && PartMatches(_parts[i], part))
                    next[i + 1] = true;
            reached = next;
            Skip(reached);
        }

        return isFolder ? reached.Contains(true) : reached[^1];
    }

    public bool Equals(PathPattern? other) => other is not null && Text == other.Text;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Text);

    public override string ToString() => Text;

    // "**" may stand for nothing.
    private void Skip(bool[] reached)
    {
        for (var i = 0; i < _parts.Length; i++)
            if (reached[i] && _parts[i] == "**")
                reached[i + 1] = true;
    }

    // Greedy with one way back to the last star: linear in both for all that people write.
    private static bool PartMatches(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, from = 0;
        while (t < text.Length)
            if (p < pattern.Length && pattern[p] != '*' && (pattern[p] == '?' || Same(pattern[p], text[t])))
                (p, t) = (p + 1, t + 1);
            else if (p < pattern.Length && pattern[p] == '*')
                (star, from, p) = (p, t, p + 1);
            else if (star >= 0)
                (p, from, t) = (star + 1, from + 1, from + 1);
            else
                return false;
        return pattern.AsSpan(p).Trim('*').IsEmpty;
    }

    private static bool Same(char a, char b) => a == b || char.ToLowerInvariant(a) == char.ToLowerInvariant(b);

    // "db" and "db/" are a folder, and mean what lies in it as well: "**" stands for nothing too.
    private static ImmutableArray<string> Parts(string text)
    {
        var parts = Split(text);
        return parts[^1] != "**" && parts[^1].IndexOfAny(['.', '*', '?']) < 0 ? parts.Add("**") : parts;
    }

    // "src/../db" is "db": nobody passes a pattern by a detour.
    private static ImmutableArray<string> Split(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (part == ".." && parts.Count > 0)
                parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or ".." or ""))
                parts.Add(part);
        return [.. parts];
    }
}
