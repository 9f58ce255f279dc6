using System.Text;
using System.Text.RegularExpressions;
using Countersign.Core.Policy;

namespace Countersign.Core.Tests.Policy;

/// <summary>Path patterns, against a regular expression made of them.</summary>
public sealed class PathPatternTests
{
    [Theory]
    [InlineData("db/**", "db/migrations/1.sql", true)]
    [InlineData("db/**", "DB/x", true)]
    [InlineData("db/**", "src/db/x", false)]
    [InlineData("**/*.sql", "a/b/c.sql", true)]
    [InlineData("**/*.sql", "c.sql", true)]
    [InlineData("**/migrations/**", "./src\\migrations\\1.cs", true)]
    [InlineData("db/**", "src/../db/x", true)]
    [InlineData("db/**", "../../db/x", true)]
    [InlineData("db/**", "/db//x", true)]
    [InlineData("db", "db/x.sql", true)]
    [InlineData("db/", "db/a/b", true)]
    [InlineData("db", "dbx/y", false)]
    [InlineData("db/migrations/**", "db/", true)]
    [InlineData("db/migrations/**", "src/", false)]
    [InlineData("src/*/secret.?s", "src/a/secret.cs", true)]
    [InlineData("src/*/secret.?s", "src/a/b/secret.cs", false)]
    public void A_pattern_matches_what_people_expect(string pattern, string path, bool matches) =>
        PathPattern.Parse(pattern).Matches(path).ShouldBe(matches);

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("a\\b")]
    [InlineData("src/a**")]
    [InlineData("{db,x}/**")]
    [InlineData("!db/**")]
    public void What_can_match_nothing_or_is_ambiguous_is_refused(string pattern) => PathPattern.FaultOf(pattern).ShouldNotBeNull();

    [Fact]
    public void Every_small_pattern_agrees_with_the_expression_that_it_stands_for()
    {
        var random = new Random(5);
        string parts(string[] from, int most) => string.Join('/', Enumerable.Range(0, 1 + random.Next(most)).Select(_ => from[random.Next(from.Length)]));
        var matched = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var pattern = parts(["**", "*", "a", "a*", "*b", "?", "a*b*", "ab"], 4);
            var path = parts(["a", "b", "ab", "aab", "abb"], 4);
            var expected = Regex.IsMatch(path + "/", Expression(pattern));

            PathPattern.Parse(pattern).Matches(path).ShouldBe(expected, $"{pattern} on {path}");
            matched += expected ? 1 : 0;
        }

        matched.ShouldBeInRange(2_000, 18_000);
    }

    [Fact]
    public void A_folder_matches_where_anything_below_it_could()
    {
        var random = new Random(6);
        for (var i = 0; i < 5_000; i++)
        {
            string part() => new[] { "a", "b", "*", "**" }[random.Next(4)];
            var pattern = PathPattern.Parse(string.Join('/', Enumerable.Range(0, 1 + random.Next(4)).Select(_ => part())));
            var folder = string.Join('/', Enumerable.Range(0, 1 + random.Next(2)).Select(_ => random.Next(2) == 0 ? "a" : "b"));
            var below = Below(folder, 4).Append(folder).Any(pattern.Matches);

            pattern.Matches(folder + "/").ShouldBe(below, $"{pattern} on {folder}/");
        }
    }

    [Fact]
    public void A_hostile_pattern_ends_soon() =>
        PathPattern.Parse(string.Concat(Enumerable.Repeat("**/", 80)) + string.Concat(Enumerable.Repeat("*a", 20)) + "b")
            .Matches(string.Join('/', Enumerable.Repeat(new string('a', 100), 200))).ShouldBeFalse();

    private static IEnumerable<string> Below(string folder, int depth) =>
        depth == 0 ? [] : new[] { "a", "b" }.SelectMany(p => Below($"{folder}/{p}", depth - 1).Prepend($"{folder}/{p}"));

    private static string Expression(string pattern)
    {
        var text = new StringBuilder("^");
        var parts = pattern.Split('/');
        for (var i = 0; i < parts.Length; i++)
            text.Append(parts[i] == "**"
                ? "(?:[^/]+/)*"
                : Regex.Escape(parts[i]).Replace("\\*", "[^/]*", StringComparison.Ordinal).Replace("\\?", "[^/]", StringComparison.Ordinal) + "/");
        // A folder's name means what lies in it as well.
        if (parts[^1].IndexOfAny(['.', '*', '?']) < 0)
            text.Append("(?:[^/]+/)*");
        // Each part carries its slash, and so does the path that it is matched with.
        return text.Append('$').ToString();
    }
}
