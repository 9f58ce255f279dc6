using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

public sealed class PresenceScenarios
{
    private static readonly string[] Private = ["vacation", "sick", "disturb", "meeting", "commut", "status", "Slack"];
    private readonly Office _office = new(
        Person("ana", Level.Mid), Person("lee"), Person("kim"), Person("olga", Level.Principal) with { Primary = [Docs] });

    [Theory]
    [InlineData("lee", "kim")]
    [InlineData("kim", "lee")]
    public async Task Whoever_is_in_a_meeting_is_asked_after_whoever_is_free(string busy, string free)
    {
        Says(busy, PresenceReason.InMeeting, 60);
        Says(free, null, 0);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBe(free);
        Why(id).ShouldContain("busy until");
        NothingPrivate(Why(id));
    }

    [Fact]
    public async Task Whoever_is_busy_is_still_asked_when_nobody_else_can_be()
    {
        Says("lee", PresenceReason.DoNotDisturb, 60);
        Says("kim", PresenceReason.Vacationing, 60);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBe("lee");
    }

    [Fact]
    public async Task Whoever_is_on_vacation_by_their_status_is_not_asked_and_nobody_reads_why()
    {
        Says("lee", PresenceReason.Vacationing, 120);
        Says("kim", PresenceReason.OutSick, 180);
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBeNull();
        _office.The(id).Report!.NextChance.ShouldBe(_office.Now + Duration.FromHours(2));
        Why(id).ShouldContain("Lee is away until Tue 17 Nov 2026 12:00 (Europe/Berlin)");
        NothingPrivate(Why(id));

        for (var minute = 5; minute < 120; minute += 5)
        {
            _office.Now += Duration.FromMinutes(5);
            Says("lee", PresenceReason.Vacationing, 120 - minute);
            Says("kim", PresenceReason.OutSick, 180 - minute);
            await _office.Swept();
            _office.AskedOn(id).ShouldBeNull();
        }

        await _office.Later(Duration.FromMinutes(5));
        _office.AskedOn(id).ShouldBe("lee");
    }

    [Fact]
    public async Task What_is_not_heard_again_is_unknown_after_twenty_minutes_and_holds_nobody_up()
    {
        Says("lee", PresenceReason.Vacationing, 400);
        Says("kim", PresenceReason.Vacationing, 400);
        var id = await _office.Asks("ana");
        await _office.Later(Duration.FromMinutes(20));
        _office.AskedOn(id).ShouldBeNull();
        await _office.Later(Duration.FromMinutes(15));
        _office.AskedOn(id).ShouldNotBeNull();
    }

    [Fact]
    public async Task Back_outweighs_what_the_platform_says_and_its_answer_is_true()
    {
        Says("lee", PresenceReason.Vacationing, 120);
        Says("kim", PresenceReason.OutSick, 120);
        var id = await _office.Asks("ana");
        var back = await _office.OwnTime.Back(_office.Delivery(), _office.Who("kim"), _office.Now);
        _office.Says(back).ShouldBe("Welcome back. What your status or do-not-disturb says now, I don't count until it changes. I can ask you from now on.");
        await _office.Swept();
        _office.AskedOn(id).ShouldBe("kim");
        (await Home("kim")).ShouldContain("I can ask you now.");
        (await Home("kim")).ShouldNotContain("Slack says");
        _office.Says(await _office.OwnTime.Back(_office.Delivery(), _office.Who("ana"), _office.Now)).ShouldStartWith("You were not away.");
    }

    [Theory]
    [InlineData(PresenceReason.DoNotDisturb, "I can ask you now. Slack says that you are in do-not-disturb until Tue 17 Nov 2026 12:00 (Europe/Berlin), so I count you as busy until then: I ask others first.")]
    [InlineData(PresenceReason.InMeeting, "I can ask you now. Slack says that you are in a meeting until Tue")]
    [InlineData(PresenceReason.Commuting, "I can ask you now. Slack says that you are commuting until Tue")]
    [InlineData(PresenceReason.OutSick, "Slack says that you are out sick until Tue")]
    [InlineData(PresenceReason.Vacationing, "Slack says that you are on vacation until Tue 17 Nov 2026 12:00 (Europe/Berlin), so I count you as away until then: I don't ask you before. If that is wrong, change it in Slack, which I see within minutes, or say /signoff back.")]
    public async Task My_own_page_says_why_and_what_to_do(PresenceReason reason, string words)
    {
        Says("lee", reason, 120);
        (await Home("lee")).ShouldContain(words);
        (await Home("lee")).ShouldContain("say /signoff back.");
        (await Home("kim")).ShouldNotContain("Slack says");
        NothingPrivate(await Home("lee", othersRead: true));
        (await Home("lee", othersRead: true)).ShouldContain($"I count you as {(reason >= PresenceReason.Vacationing ? "away" : "busy")} until Tue 17 Nov 2026 12:00");
    }

    [Fact]
    public async Task An_end_that_nobody_named_is_not_said_to_be_named()
    {
        Says("lee", PresenceReason.Vacationing, 120, endIsSaid: false);
        (await Home("lee")).ShouldContain("on vacation, without an end, so I count you as away until Tue 17 Nov 2026 12:00 (Europe/Berlin)");
    }

    [Fact]
    public async Task A_nightly_do_not_disturb_is_not_worth_a_word()
    {
        _office.Now += Duration.FromHours(10);
        Says("lee", PresenceReason.DoNotDisturb, 13 * 60);
        (await Home("lee")).ShouldNotContain("Slack says");
    }

    private static void NothingPrivate(string words)
    {
        foreach (var word in Private)
            words.ShouldNotContain(word);
    }

    private string Why(Core.Changes.ChangeId id) => _office.The(id).Report!.Sentence.Plain(_office.Policy.Book.Roster, Berlin);

    private async Task<string> Home(string name, bool othersRead = false)
    {
        var home = await _office.Commands.Home(_office.Policy.Book.Roster.Find(new PersonId(name))!, 5, _office.Now);
        return AvailabilityWords.Of(home with { OthersRead = othersRead }, _office.Policy.Book).Plain(_office.Policy.Book.Roster, Berlin);
    }

    private void Says(string name, PresenceReason? reason, int minutes, bool endIsSaid = true) => _office.Presences.Hear(new Presence(
        new PersonId(name), Platform.Slack, reason == PresenceReason.DoNotDisturb ? PresenceTopic.DoNotDisturb : PresenceTopic.Status,
        reason is { } why ? new Spell(why, new Interval(World.Now, _office.Now + Duration.FromMinutes(minutes)), endIsSaid) : null, _office.Now));
}
