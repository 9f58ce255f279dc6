using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Core.People;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

/// <summary>Somebody on two platforms: asked on one of them, followed on both, and never lost while one is left.</summary>
public sealed class TwoPlatformScenarios
{
    private static readonly ChatIdentity InSlack = new(Platform.Slack, "T1", "U-lee");
    private static readonly ChatIdentity InTeams = new(Platform.Teams, "tenant", "lee-in-the-directory");

    private readonly Office _office = new(
        Person("ana", Level.Mid), Person("lee", lead: "olga") with { Identities = [InSlack, InTeams] }, Person("olga", Level.Principal) with { Primary = [] });

    [Fact]
    public void Whoever_can_be_reached_anywhere_is_reached_and_where_they_chose_if_they_can_be_there()
    {
        Platform?[] choices = [null, Platform.Slack, Platform.Teams];
        ImmutableArray<LostOn>[] losses = [[], [new(Platform.Slack, "x")], [new(Platform.Teams, "x")], [new(Platform.Slack, "x"), new(Platform.Teams, "x")]];
        foreach (var identities in (ImmutableArray<ChatIdentity>[])[[], [InSlack], [InTeams], [InSlack, InTeams], [InTeams, InSlack]])
            foreach (var asked in choices)
                foreach (var lost in losses)
                {
                    var person = Person("lee") with { Identities = identities };
                    var contact = new Contact(asked, lost);
                    var left = identities.Where(i => !lost.Any(l => l.Platform == i.Platform)).ToList();
                    var reached = contact.Reachable(person);
                    var case_ = $"{string.Join(',', identities)} asked on {asked}, lost on {string.Join(',', lost)}";
                    if (left.Count == 0)
                        reached.ShouldBeNull(case_);
                    else if (left.Find(i => i.Platform == asked) is { } chosen)
                        reached.ShouldBe(chosen, case_);
                    else
                        reached.ShouldBe(left[0], case_);
                    (contact.Best(person) is null).ShouldBe(identities.IsEmpty, case_);
                }
    }

    [Fact]
    public async Task A_card_is_posted_on_one_platform_and_followed_on_both()
    {
        var id = await _office.Asks("ana");
        _office.AskedOn(id).ShouldBe("lee");
        CardsTo(InSlack).ShouldAllBe(c => !c.OnlyEdits);
        CardsTo(InTeams).ShouldAllBe(c => c.OnlyEdits);

        _office.Store.Sent.Clear();
        await _office.Deciding.Approve(_office.From("lee", id), _office.Now);
        CardsTo(InSlack).ShouldNotBeEmpty();
        CardsTo(InTeams).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Here_brings_what_one_holds_and_is_where_one_is_asked_from_then_on()
    {
        var id = await _office.Asks("ana");
        _office.Store.Sent.Clear();
        var me = new Actor.Member(_office.Policy.Book.Roster.Find(new PersonId("lee"))!, InTeams);
        var answer = await _office.OwnTime.Here(_office.Delivery(), me, _office.Now);
        _office.Says(answer).ShouldBe("I ask you here in Teams from now on. The card that you hold comes here too; the old copies stay live.");
        CardsTo(InTeams).ShouldContain(c => c.Change == id && !c.OnlyEdits);
        CardsTo(InSlack).ShouldAllBe(c => c.OnlyEdits);

        _office.Says(await _office.OwnTime.Here(_office.Delivery(), me, _office.Now)).ShouldBe("I ask you here in Teams already.");
        _office.Store.Sent.Clear();
        await _office.Asks("ana");
        CardsTo(InTeams).ShouldContain(c => !c.OnlyEdits);
    }

    [Fact]
    public async Task Whoever_is_lost_on_one_platform_keeps_the_review_on_the_other_and_on_both_loses_it()
    {
        var id = await _office.Asks("ana");
        _office.Store.Sent.Clear();
        await _office.Reachability.Lost(InSlack, "user_disabled", _office.Now);
        _office.AskedOn(id).ShouldBe("lee");
        CardsTo(InTeams).ShouldContain(c => c.Change == id && !c.OnlyEdits);
        LeadsHear().ShouldHaveSingleItem().ShouldContain("can't message Lee in Slack (user_disabled), so I ask them in Teams");

        await _office.Reachability.Lost(InTeams, "app_uninstalled", _office.Now);
        _office.AskedOn(id).ShouldBeNull();
        LeadsHear().Last().ShouldContain("The review they held moves on");

        await _office.Reachability.Heard(new Actor.Member(_office.Policy.Book.Roster.Find(new PersonId("lee"))!, InTeams), _office.Now);
        await _office.Swept();
        _office.AskedOn(id).ShouldBe("lee");
    }

    [Fact]
    public async Task After_an_update_the_channel_of_the_service_before_is_followed_on_the_other_platform()
    {
        var book = _office.Policy.Book;
        _office.Policy.Book = book with { OperatorsChannels = [.. book.OperatorsChannels, new ChatPlace(Platform.Teams, "tenant", "19:ops")] };
        var id = await _office.Asks("ana");
        _office.Store.Sent.Clear();
        await _office.Submitting.Update(_office.From("ana", id), Raw(), _office.Now);
        TeamLanes().ShouldContain(o => o.Lane.Platform == Platform.Slack && !((Notice.Card)o.Notice).OnlyEdits);
        TeamLanes().ShouldContain(o => o.Lane.Platform == Platform.Teams && ((Notice.Card)o.Notice).OnlyEdits);
    }

    private IEnumerable<Outgoing> TeamLanes() => _office.Store.Sent.Where(o => o.Notice is Notice.Card { Audience: CardAudience.Team });

    private List<Notice.Card> CardsTo(ChatIdentity who) =>
        [.. _office.Store.Sent.Where(o => o.Lane == Lane.Of(who)).Select(o => o.Notice).OfType<Notice.Card>()];

    private IEnumerable<string> LeadsHear() =>
        _office.Store.Sent.Where(o => o.Lane.Id == "U-olga").Select(o => o.Notice).OfType<Notice.ForLead>()
            .Select(n => n.Words.Plain(_office.Policy.Book.Roster, NodaTime.DateTimeZone.Utc));
}
