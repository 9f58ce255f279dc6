using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using NodaTime;
using static Countersign.Core.Tests.World;

namespace Countersign.Core.Tests.Desk;

public sealed class DashboardScenarios
{
    private readonly Office _office = new(Person("ana"), Person("kim"));

    [Fact]
    public async Task Whoever_asks_gets_a_link_of_their_own_and_the_record_keeps_nothing_of_it()
    {
        var typing = Said("dashboard");
        var way = (await Answer(typing)).ShouldBeOfType<Reply.Way>();

        way.Address.Query.ShouldBe("?token=secret");
        way.Words.Plain(_office.Policy.Book.Roster, DateTimeZone.Utc).ShouldBe(
            "Your link to the dashboard: it works once, within 10 min, and is for you alone. Pass it to nobody.");
        _office.Door.Invited.ShouldBe([new PersonId("ana")]);
        (await _office.Store.Write(work => work.FindReceipt(typing.Receipt))).ShouldBeNull();
    }

    [Fact]
    public async Task Where_others_read_no_link_is_made()
    {
        Words(await Answer(Said("dashboard") with { OthersRead = true })).ShouldContain("I don't give it where others read");
        _office.Door.Invited.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_an_address_it_says_what_is_to_be_set()
    {
        _office.Door.Gives = new Invitation.NoAddress();
        Words(await Answer(Said("dashboard"))).ShouldContain("an operator has to set Host:PublicUrl");
        _office.Door.Gives = new Invitation.InTheClear();
        Words(await Answer(Said("dashboard"))).ShouldContain("is not https");
    }

    [Fact]
    public async Task Strangers_and_the_inactive_get_none()
    {
        var stranger = new Actor.Stranger(new ChatIdentity(Platform.Slack, "T1", "U0ZOE"));
        Words(await Answer(Said("dashboard") with { By = stranger })).ShouldNotBeEmpty();
        var gone = Person("ana", active: false);
        Words(await Answer(Said("dashboard") with { By = Member(gone) })).ShouldNotBeEmpty();
        _office.Door.Invited.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_takes_nothing_after_it()
    {
        Words(await Answer(Said("dashboard for kim"))).ShouldContain("takes nothing after it");
        _office.Door.Invited.ShouldBeEmpty();
    }

    private static Typing Said(string text) =>
        new(new ReceiptKey("one"), Member(Person("ana")), text, _ => null);

    private Task<Reply> Answer(Typing typing) => _office.Commands.Answer(typing, _office.Now);

    private string Words(Reply reply) => reply.ShouldBeOfType<Reply.Says>().Words.Plain(_office.Policy.Book.Roster, DateTimeZone.Utc);
}
