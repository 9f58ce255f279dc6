namespace Countersign.Host.PolicyFile;

/// <summary>Offers what was probably meant.</summary>
internal static class Nearest
{
    private const int LongestWord = 64;

    public static string Hint(string word, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        // Nobody mistypes an id of 64 characters so that it gets much longer.
        var close = word.Length > 2 * LongestWord ? null : names
            .Select(n => (Name: n, Shared: Shared(word, n)))
            .Where(n => n.Shared >= Math.Max(2, (Math.Max(word.Length, n.Name.Length) + 1) / 2))
            .OrderByDescending(n => n.Shared).Select(n => n.Name).FirstOrDefault();
        return close is not null
            ? $"did you mean “{close}”?"
            : names.Count is > 0 and <= 20 ? $"known are: {string.Join(", ", names)}" : "check its spelling";
    }

    // How many letters the two have in common, in order.
    private static int Shared(string a, string b)
    {
        var row = new int[b.Length + 1];
        foreach (var x in a)
            for (int j = 1, diagonal = 0; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = char.ToLowerInvariant(x) == char.ToLowerInvariant(b[j - 1]) ? diagonal + 1 : Math.Max(above, row[j - 1]);
                diagonal = above;
            }

        return row[b.Length];
    }
}
