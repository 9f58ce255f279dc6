using Countersign.Scenarios.Policy;
using NodaTime;

namespace Countersign.Scenarios.Asking;

/// <summary>What to work next, and who could be asked now. Ana's changes of Web shop (high) and Tools (medium) can go to Lee only.</summary>
public sealed class QueueAndFreeTests
{
    private static readonly (string, string) Paths = ("Files or folders it touches", "src/Page.cs");
    private static readonly (string, string) Tests = ("Tests run and their result", "All 40 pass.");

    public static TheoryData<string> Platforms => ["Slack", "Teams"];

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Next_is_what_is_due_first_and_says_why(string platform)
    {
        await using var side = await Side.Open(platform);
        (await side.Asks("ana", "tools", Paths, Tests)).Taken.ShouldBeTrue();
        await side.Asked(1);
        await side.Hears("lee", "next", "Nothing else waits.");
        (await side.Asks("ana", "web", Paths, Tests)).Taken.ShouldBeTrue();
        await side.Asked(1, 2);

        var next = await side.Hears("lee", "next", "Next: CR-2");
        next.ShouldContain("It is due first: nothing else is due before it. One more waits after it.");
        var list = await side.Hears("lee", "list", "CR-1");
        list.IndexOf("CR-2", StringComparison.Ordinal).ShouldBeLessThan(list.IndexOf("CR-1", StringComparison.Ordinal));

        side.Home.MoveTo((await side.The(2)).Due!.Value + Duration.FromMinutes(1));
        await side.Hears("lee", "next", "It is overdue, and what can still be in time is due much later.");
        await side.Hears("kim", "next", "Nothing waits for you");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Free_says_who_is_free_now_and_who_comes_when_but_never_why(string platform)
    {
        await using var side = await Side.Open(platform);
        await side.Hears("kim", "free", "Lee Park is free now, holds no review.");
        (await side.Asks("ana", "web", Paths, Tests)).Taken.ShouldBeTrue();
        await side.Asked(1);
        await side.Hears("kim", "free", "Lee Park is free now, holds 1 review.");
        await side.Hears("mo", "away until monday", "You are away from now until");
        await side.Hears("lee", "hours 14-17", "14:00");

        var free = await side.Hears("kim", "free", "Mo Adeyemi is away until");
        free.ShouldContain("Lee Park starts work");
        free.IndexOf("Lee Park", StringComparison.Ordinal).ShouldBeLessThan(free.IndexOf("Mo Adeyemi", StringComparison.Ordinal));
        free.ShouldNotContain("Kim Novak");
        free.ShouldNotContain("Jo Mbeki");
        (await side.Hears("kim", "home", "Who is free")).ShouldContain("Lee Park starts work");
    }

    [Fact]
    public async Task The_Home_tab_shows_who_is_free()
    {
        await using var side = await Side.Open("Slack");
        await side.Home.As("kim").OpenHome();
        await side.Home.Slack.Eventually("Kim's Home tab with who is free", () => side.Home.As("kim").Home?.Readable is { } shown
            && shown.Contains("Who is free", StringComparison.Ordinal) && shown.Contains("Lee Park is free now, holds no review.", StringComparison.Ordinal));
    }
}
