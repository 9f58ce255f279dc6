using Countersign.Core.Words;

namespace Countersign.Core.Tests.Words;

/// <summary>Several things in a sentence.</summary>
public class ListingTests
{
    [Theory]
    [InlineData("")]
    [InlineData("Lee", "Lee")]
    [InlineData("Lee and Mo", "Lee", "Mo")]
    [InlineData("Lee, Mo and Kim", "Lee", "Mo", "Kim")]
    public void The_last_two_are_joined_by_and_the_others_by_commas(string said, params string[] all)
    {
        Listing.Of(all).ShouldBe(said);
        Listing.Of(all.Select(Sentence.Text)).Plain(World.Book()).ShouldBe(said);
    }

    [Fact]
    public void Of_many_the_first_are_named_and_the_rest_counted()
    {
        Listing.Of(["a", "b", "c"], 3).ShouldBe("a, b and c");
        Listing.Of(["a", "b", "c", "d"], 2).ShouldBe("a, b and 2 more");
    }
}
