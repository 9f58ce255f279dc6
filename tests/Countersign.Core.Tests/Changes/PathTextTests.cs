using Countersign.Core.Changes;

namespace Countersign.Core.Tests.Changes;

/// <summary>Paths as people write and paste them.</summary>
public sealed class PathTextTests
{
    [Theory]
    [InlineData("src/x.cs, db/y.sql", "src/x.cs|db/y.sql")]
    [InlineData("- db/x.sql\n* `src/a.cs`\n\n", "db/x.sql|src/a.cs")]
    [InlineData("d\u200bb/x.sql", "db/x.sql")]
    [InlineData("src", "src/")]
    [InlineData("db/migrations", "db/migrations/")]
    [InlineData("Dockerfile; LICENSE", "Dockerfile|LICENSE")]
    [InlineData("\u201cMy Docs/a b.md\u201d", "My Docs/a b.md")]
    public void Lists_marks_and_invisible_letters_are_read_through(string text, string paths) =>
        string.Join('|', PathText.Read(text)).ShouldBe(paths);

    [Theory]
    [InlineData("all of it")]
    [InlineData("**")]
    [InlineData("src/*.cs")]
    public void What_is_no_path_is_asked_for_again(string text) => PathText.FaultOf("src/a.cs\n" + text).ShouldNotBeNull();
}
