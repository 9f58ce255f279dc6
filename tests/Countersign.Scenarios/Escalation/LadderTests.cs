using Countersign.Core.Changes;
using Countersign.Scenarios.Rotation;

namespace Countersign.Scenarios.Escalation;

/// <summary>A request climbs its ladder, a step at a time, until somebody decides; and everybody who is told can act where they are told.</summary>
public sealed class LadderTests
{
    public static TheoryData<string> Platforms => Late.Platforms;

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task From_the_first_reminder_over_a_move_and_every_step_to_the_last_resort(string platform)
    {
        var (late, first) = await Late.Open(platform, alone: false);
        await using var _ = late;
        var side = late.Side;

        await late.At(20);
        (await side.Sees(first, "waits for you, due")).ShouldContain("[I'm on it]");
        await late.At(40);
        var second = (await side.The()).AskedNow.Single().Person.Value;
        second.ShouldNotBe(first);
        (await side.Hears("ana", "status CR-1", "40 min of 2 h used, due in 1 h 20 min")).ShouldContain("was asked instead of");

        await late.At(60);
        (await side.Sees(second, "You are asked for it.")).ShouldContain("[I'm on it]");
        (await late.Steps()).ShouldBe([1]);
        late.Thread().ShouldBeEmpty("it concerns whoever is asked alone");

        await late.At(119);
        (await late.Steps()).ShouldBe([1]);
        (await side.Hears(second, "list", "due in 1 min")).ShouldContain("CR-1");

        await late.At(120);
        (await side.Sees(second, "Overdue: it was due")).ShouldContain("What the AI did");
        var named = late.Thread().ShouldHaveSingleItem();
        named.ShouldContain(platform == "Slack" ? "@U0BO" : "@Bo Lind");
        named.ShouldContain("is asked and has not decided yet");
        named.ShouldContain("[I'm on it]");
        late.Said("bo", "CR-1").ShouldBe(0, "once is enough");

        await late.At(144);
        late.Channel()[^1].ShouldContain("CR-1 “Retry failed refunds” by Ana Souza for Payments (critical) is overdue");
        (await side.Hears("ana", "mine", "It is overdue by 24 min")).ShouldContain("it was due");

        await late.At(180);
        (await side.Sees("mo", "is overdue: it was due")).ShouldContain("[I'm on it]");
        late.Operators().Count(m => m.Contains("CR-1", StringComparison.Ordinal)).ShouldBe(1);
        (await late.Steps()).ShouldBe([1, 2, 3, 4]);

        // Nobody is told the same thing again and again.
        await late.At(400);
        (await late.Steps()).Count.ShouldBe(4);
        await side.Press((await side.The()).AskedNow.Single().Person.Value, "Approve");
        (await side.Ends()).ShouldBe(Outcome.Approved);
        (await side.Hears("ana", "status CR-1", "Approved")).ShouldNotContain("of 2 h used");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_lead_without_a_channel_there_is_told_in_their_own_chat(string platform)
    {
        var (late, _) = await Late.Open(platform, hasChannel: false);
        await using var __ = late;

        await late.At(120);

        (await late.Side.Sees("bo", "is overdue: it was due")).ShouldContain("[I'm on it]");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Where_the_channel_takes_no_word_or_the_lead_is_not_in_it_they_are_told_in_their_own_chat(string platform)
    {
        var (late, _) = await Late.Open(platform);
        await using var __ = late;
        if (platform == "Slack")
            late.Side.Home.Slack.Failures.Add("chat.postMessage", new Failure.Refused("is_archived"), times: 1);
        else
            late.Side.Home.Teams.Failures.Add("members.get", new Failure.Refused("MemberNotFoundInConversation") { HttpStatus = 404 }, times: 1);

        await late.At(120);

        (await late.Side.Sees("bo", "is overdue: it was due")).ShouldContain("[I'm on it]");
        late.Thread().ShouldBeEmpty();
        (await late.Side.Home.Store.Figures()).Parked.ShouldBe(0);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task Whoever_is_asked_says_on_the_word_itself_that_they_are_on_it_and_a_lease_that_ends_lets_the_ladder_go_on(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;

        await late.At(60);
        await late.At(90);
        await late.Side.Answers(asked, "I'm on it", "You are asked for it.", "Everybody can see that you are on CR-1");
        (await late.Side.The()).Status.ShouldBe(new Status.InReview(new(asked)));

        await late.At(149);
        (await late.Steps()).ShouldBe([1]);
        late.Thread().ShouldBeEmpty();
        // An hour after the press, half of the time for the decision, the lease ends; the last that is due by then is the team's.
        await late.At(150);
        (await late.Steps()).ShouldBe([1, 3]);
        late.Channel()[^1].ShouldContain("is overdue: it was due");
        late.Thread().ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task The_rotations_backup_is_offered_it_and_takes_it(string platform)
    {
        var (late, _) = await Late.Open(
            platform, alone: false, ladder: "[{ after: 80%, to: rotation }, { after: 100%, to: lead }]",
            change: yaml => Duty.With(yaml, Duty.Weekly).Replace("id: kim, ", "id: kim, hours: \"17-18\", ", StringComparison.Ordinal));
        await using var __ = late;
        var side = late.Side;
        // She is on it in her own way, and Kim is not at work.
        await side.Looks("lee");
        await late.At(90);
        await side.Hears("kim", "hours 9-17", "Mon–Fri 09:00–17:00");
        await late.At(95);
        late.Said("kim", "Would you take it?").ShouldBe(0);

        await late.At(96);

        (await side.Answers("kim", "I'll take it", "has waited long with Lee Park", "CR-1 is yours")).ShouldNotBeEmpty();
        await late.At(120);
        (await late.Steps()).ShouldBe([1]);
        (await side.The()).Status.ShouldBe(new Status.InReview(new("kim")));
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task A_lead_who_looks_after_it_is_left_alone_as_long_as_the_lease_lasts_and_nobody_else_can_say_so(string platform)
    {
        var (late, _) = await Late.Open(platform);
        await using var __ = late;
        await late.At(120);
        await late.At(140);

        await late.Presses("jo", "I'm on it", "You are not asked on this request");
        await late.Presses("bo", "I'm on it", "You look after CR-1 until");
        await late.Presses("mo", "I'm on it", "Bo Lind is already on it");

        await late.At(199);
        (await late.Steps()).ShouldBe([2]);
        await late.At(200);
        (await late.Steps()).ShouldBe([2, 4]);
        (await late.Side.Hears("ana", "status CR-1", "Bo Lind")).ShouldContain("overdue by 1 h 20 min");
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public async Task While_changes_are_requested_it_stands_still_and_nobody_is_told_anything(string platform)
    {
        var (late, asked) = await Late.Open(platform);
        await using var _ = late;
        var side = late.Side;
        await late.At(50);
        await late.AsksForChanges(asked, "Please add a test.");

        await late.At(300);

        (await late.Steps()).ShouldBeEmpty();
        (await side.Hears("ana", "status CR-1", "50 min of 2 h used")).ShouldContain("It stands still: it is Ana Souza's turn");
        (await side.Hears("ana", "mine", "It is your turn")).ShouldNotContain("verdue");
    }
}
