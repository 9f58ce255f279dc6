using System.Collections.Immutable;

namespace Countersign.Core.Words;

/// <summary>Several things in a sentence: "Lee", "Lee and Mo", "Lee, Mo and Kim".</summary>
public static class Listing
{
    public static Sentence Of(IEnumerable<Sentence> all) => all.ToImmutableArray() switch
    {
        [.. { Length: > 0 } first, var last] => Sentence.Join(", ", first) + Sentence.Text(" and ") + last,
        [var only] => only,
        _ => Sentence.Empty,
    };

    public static string Of(IEnumerable<string> all) => all.ToImmutableArray() switch
    {
        [.. { Length: > 0 } first, var last] => $"{string.Join(", ", first)} and {last}",
        [var only] => only,
        _ => "",
    };

    /// <summary>The first so many, and how many more there are: "Lee, Mo and 3 more".</summary>
    public static string Of(ImmutableArray<string> all, int most) =>
        Of(all.Length <= most ? all : [.. all.Take(most), $"{all.Length - most} more"]);
}
