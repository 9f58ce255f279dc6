using Countersign.Adapters.Tests.SlackCards;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>Where no client can put a time into the reader's own zone, the policy file's zone for them is shown.</summary>
public sealed class ReadersZoneTests
{
    private static readonly Cast Town = new(new Material());
    private static readonly DateTimeZone Berlin = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Sentence Said = Sentence.Of($"I remind you {Instant.FromUtc(2026, 12, 28, 15, 1)}.");

    [Fact]
    public void Plain_text_shows_the_readers_time_and_UTC_where_many_read_it()
    {
        new Draw(Town.Policy, personalChat: true, Berlin).Plain(Said).ShouldBe("I remind you Mon 28 Dec 2026 16:01 (Europe/Berlin).");
        new Draw(Town.Policy, personalChat: false).Plain(Said).ShouldBe("I remind you Mon 28 Dec 2026 15:01 (UTC).");
        new Slack.Cards.Draw(Town.Policy, Berlin).Plain(Said).ShouldBe("I remind you Mon 28 Dec 2026 16:01 (Europe/Berlin).");
        new Slack.Cards.Draw(Town.Policy).Plain(Said).ShouldBe("I remind you Mon 28 Dec 2026 15:01 (UTC).");
    }

    [Fact]
    public void On_a_card_the_client_knows_better() =>
        new Draw(Town.Policy, personalChat: true, Berlin).Markup(Said).ShouldBe(new Draw(Town.Policy, personalChat: true).Markup(Said));

    [Fact]
    public void A_message_has_the_zone_of_the_one_person_whom_it_is_for()
    {
        var person = Town.Policy.Roster.Everybody.First(p => !p.Identities.IsEmpty);
        var book = Town.Policy with { Roster = new Roster([person with { Zone = Berlin }]) };
        var (chat, channel) = (Lane.Of(person.Identities[0]), new Lane(person.Identities[0].Platform, person.Identities[0].Tenant, LaneKind.Channel, "C1"));
        var word = new Message.ForLead(Said);

        word.ZoneOf(chat, book).ShouldBe(Berlin);
        word.ZoneOf(channel, book).ShouldBeNull();
        word.ZoneOf(chat with { Id = "somebody" }, book).ShouldBeNull();
        ChangeRequest change = Town.AssignedNow.Change;
        new Message.Ping(change, 1, person.Id, []).ZoneOf(channel, book).ShouldBe(Berlin);
        new Message.Ping(change, 1, null, []).ZoneOf(channel, book).ShouldBeNull();
    }
}
