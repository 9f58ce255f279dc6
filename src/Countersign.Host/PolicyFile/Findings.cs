using System.Collections.Immutable;
using YamlDotNet.Core;

namespace Countersign.Host.PolicyFile;

/// <summary>Collects what is found while a policy file is read.</summary>
internal sealed class Findings
{
    private readonly List<PolicyFinding> _all = [];

    public bool HasErrors => _all.Exists(f => f.IsError);

    public ImmutableArray<PolicyFinding> All => [.. _all.OrderBy(f => f.Line).ThenBy(f => f.Column)];

    public void Error(Mark at, string key, string message) => _all.Add(new PolicyFinding((int)at.Line, (int)at.Column, key, message, true));

    public void Error(string message) => _all.Add(new PolicyFinding(0, 0, "", message, true));

    public void Advice(string key, string message) => _all.Add(new PolicyFinding(0, 0, key, message, false));
}

/// <summary>Offers what was probably meant.</summary>
internal static class Nearest
{
    public static string Hint(string word, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var close = names.Where(n => Shared(word, n) >= Math.Max(2, (Math.Max(word.Length, n.Length) + 1) / 2))
            .OrderByDescending(n => Shared(word, n)).FirstOrDefault();
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
