using System.Text;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class EventPostTests
{
    [Fact]
    public void The_envelope_names_the_delivery_and_the_installation()
    {
        var envelope = Parse("""{"type":"app_uninstalled"}""");
        (envelope.EventId, envelope.EventTime, envelope.TeamId, envelope.ApiAppId).ShouldBe(("Ev1", 1763629200, "T1", "A1"));
        envelope.IsExtSharedChannel.ShouldBeTrue();
        envelope.Authorizations.ShouldBe([new EventAuthorization(null, "T1", "UBOT", true, false)]);
        envelope.Event.ShouldBeOfType<AppUninstalled>();
    }

    [Fact]
    public void The_events_are_told_apart()
    {
        Parse("""{"type":"app_home_opened","user":"U1","channel":"D1","tab":"home","view":{"id":"V1","hash":"h"},"event_ts":"1"}""")
            .Event.ShouldBeOfType<AppHomeOpened>().View!.Hash.ShouldBe("h");
        Parse("""{"type":"app_mention","user":"U1","text":"<@UBOT> hi","ts":"1.2","channel":"C1"}""")
            .Event.ShouldBe(new AppMention("U1", "<@UBOT> hi", "1.2", "C1", null));
        Parse("""{"type":"tokens_revoked","tokens":{"oauth":["U1"],"bot":["UBOT"]}}""")
            .Event.ShouldBeOfType<TokensRevoked>().Bots.ShouldBe(["UBOT"]);
        Parse("""{"type":"team_join","user":{"id":"U1"}}""").Event.ShouldBe(new OtherEvent("team_join"));
        Parse("""{"type":"app_home_opened","user":{"id":"U1"}}""").Event.ShouldBe(new OtherEvent("app_home_opened"));
    }

    [Theory]
    [InlineData("", true)]
    [InlineData(",\"bot_id\":\"B1\"", false)]
    [InlineData(",\"subtype\":\"message_changed\"", false)]
    public void Only_a_persons_own_words_count_as_from_a_person(string more, bool fromPerson) =>
        Parse($$"""{"type":"message","channel":"D1","channel_type":"im","user":"U1","text":"hi","ts":"1.2"{{more}}}""")
            .Event.ShouldBeOfType<MessageEvent>().IsFromPerson.ShouldBe(fromPerson);

    [Fact]
    public void Deliveries_that_are_no_events_are_told_apart()
    {
        EventPost.TryParse("""{"token":"t","challenge":"3eZ","type":"url_verification"}"""u8, out var post).ShouldBeTrue();
        post.ShouldBe(new UrlVerification("3eZ"));
        EventPost.TryParse("""{"type":"app_rate_limited","minute_rate_limited":1}"""u8, out post).ShouldBeTrue();
        post.ShouldBe(new UnknownPost("app_rate_limited"));
    }

    [Theory]
    [InlineData("""{"type":"url_verification"}""")]
    [InlineData("""{"type":"event_callback","event":{"type":"message"}}""")]
    [InlineData("""{"type":"event_callback","event_id":"Ev1"}""")]
    [InlineData("""{"type":"event_callback","event_id":"Ev1","event":{"user":"U1"}}""")]
    [InlineData("""{"event_id":"Ev1"}""")]
    public void A_delivery_without_its_matter_is_refused(string json) =>
        EventPost.TryParse(Encoding.UTF8.GetBytes(json), out _).ShouldBeFalse();

    private static EventEnvelope Parse(string happened)
    {
        EventPost.TryParse(Encoding.UTF8.GetBytes(Payloads.Event(happened)), out var post).ShouldBeTrue();
        return post.ShouldBeOfType<EventEnvelope>();
    }
}
