using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Scenarios.House;

namespace Countersign.Scenarios.Escalation;

/// <summary>Whoever is asked puts it off, by a button of the reminder or in words, and is reminded then. A quarter of the two hours is theirs.</summary>
public sealed class SnoozeTests
{
    public static TheoryData<string> Platforms => Late.Platforms;

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task By_a_button_of_the_reminder_which_is_there_as_long_as_there_is_time_left(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;
        var side = late.Side;
        await late.At(20);
        (await side.Sees(asked, "waits for you, due")).ShouldContain("[In 15 min]");
        side.Chat(asked)[^1].ShouldContain("[In 30 min]");

        (await side.Answers(asked, "In 15 min", "waits for you, due", "CR-1 can wait")).ShouldContain("it is due");

        await late.At(34);
        late.Said(asked, "waits for you, due").ShouldBe(1);
        await late.At(35);
        late.Said(asked, "waits for you, due").ShouldBe(2);
        side.Chat(asked)[^1].ShouldContain("[In 15 min]");
        side.Chat(asked)[^1].ShouldNotContain("[In 30 min]");
        await side.Answers(asked, "In 15 min", "waits for you, due", "CR-1 can wait");
        await late.At(50);
        late.Said(asked, "waits for you, due").ShouldBe(3);
        side.Chat(asked)[^1].ShouldNotContain("[In ");
        (await side.The()).AskedNow.Single().Person.Value.ShouldBe(asked, "whoever says so is there");
        (await side.Hears(asked, "snooze CR-1 5m", "that is used up")).ShouldContain("Not me");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task In_words(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;
        var side = late.Side;

        await side.Hears(asked, "snooze CR-1", "For how long?");
        await side.Hears(asked, "snooze CR-1 1h", "You can put this off for 30 min more");
        await side.Hears("jo", "snooze CR-1 10m", "You are not asked on this request");
        await side.Hears(asked, "snooze CR-1 30m", "CR-1 can wait");

        await late.At(29);
        late.Said(asked, "waits for you, due").ShouldBe(0);
        await late.At(30);
        late.Said(asked, "waits for you, due").ShouldBe(1);
        (await side.Hears("ana", "status CR-1", "put it off until")).ShouldContain("30 min of 2 h used");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Taken_back_the_reminder_comes_at_once(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;
        var side = late.Side;
        await side.Hears(asked, "snooze CR-1 tomorrow", "I take minutes and hours");
        await side.Hears(asked, "snooze CR-1 30m", "CR-1 can wait");
        await late.At(5);
        await side.Hears(asked, "snooze CR-1 off", "CR-1 is not put off any more");

        await late.At(6);
        late.Said(asked, "waits for you, due").ShouldBe(1);
        await late.At(31);
        late.Said(asked, "waits for you, due").ShouldBe(1);
        await side.Hears("ana", "status CR-1", "no longer puts it off");
    }

    [Fact]
    public async Task In_Teams_whoever_presses_reads_their_own_time()
    {
        var (late, asked) = await Late.Open("Teams", change: yaml => yaml.Replace("zone: UTC", "zone: Europe/Berlin", StringComparison.Ordinal));
        await using var _ = late;
        await late.At(20);

        (await late.Side.Answers(asked, "In 15 min", "waits for you, due", "CR-1 can wait"))
            .ShouldContain("I remind you Fri 20 Nov 2026 11:35 (Europe/Berlin); it is due Fri 20 Nov 2026 13:00 (Europe/Berlin).");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Delivered_again_it_counts_once(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;
        await late.At(20);

        var pressed = await late.Side.Clicks(asked, "In 15 min", "waits for you, due");
        await late.Side.Again(pressed, 3);
        await late.Side.Home.Quiet();

        (await late.Side.Home.Store.History(new ChangeId(1))).OfType<ChangeEvent.Snoozed>().ShouldHaveSingleItem().By.ShouldBe(new PersonId(asked));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task The_ladder_does_not_wait_for_it(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;
        await late.At(50);
        await late.Side.Hears(asked, "snooze CR-1 30m", "CR-1 can wait");

        await late.At(60);

        (await late.Steps()).ShouldBe([1]);
    }
}
