using System.Text;
using Countersign.Teams.Wire.Inbound;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsWire;

public sealed class ActivityTests
{
    [Fact]
    public void A_press_in_a_channel_is_read_whole()
    {
        var activity = Parse(
            """
            {"type":"invoke","id":"f:1","name":"adaptiveCard/action","timestamp":"2026-11-20T09:00:00Z","serviceUrl":"https://smba.trafficmanager.net/emea/",
             "channelId":"msteams","from":{"id":"29:ana","name":"Ana","aadObjectId":"AAD-1","tenantId":"T-1"},"recipient":{"id":"28:app","name":"Bot"},
             "conversation":{"id":"19:c@thread.tacv2;messageid=17","conversationType":"channel","tenantId":"T-2","isGroup":true},
             "channelData":{"tenant":{"id":"T-1"},"team":{"id":"19:team","aadGroupId":"g"},"channel":{"id":"19:c@thread.tacv2"}},
             "value":{"action":{"type":"Action.Execute","verb":"approve","data":{"x":[1,"\ud83d\ude00"]}}},"replyToId":"17","locale":"de-DE",
             "localTimezone":"Europe/Berlin","unknown":{"a":[null,1.5e3]}}
            """);
        (activity.Type, activity.Id, activity.Name, activity.ServiceUrl, activity.ChannelId)
            .ShouldBe(("invoke", "f:1", "adaptiveCard/action", "https://smba.trafficmanager.net/emea/", "msteams"));
        activity.From.ShouldBe(new Account("29:ana", "Ana", "AAD-1", "T-1"));
        activity.RecipientId.ShouldBe("28:app");
        activity.Conversation.ShouldBe(new ActivityConversation("19:c@thread.tacv2;messageid=17", ConversationType.Channel));
        activity.Conversation!.BaseId.ShouldBe("19:c@thread.tacv2");
        (activity.TenantId, activity.TeamId, activity.TeamsChannelId).ShouldBe(("T-1", "19:team", "19:c@thread.tacv2"));
        activity.Value!.Value.GetProperty("action").GetProperty("verb").GetString().ShouldBe("approve");
        (activity.ReplyToId, activity.Locale, activity.TimeZone).ShouldBe(("17", "de-DE", "Europe/Berlin"));
    }

    [Fact]
    public void An_installation_and_a_change_of_members_are_read()
    {
        var installed = Parse("""{"type":"installationUpdate","action":"add-upgrade","conversation":{"id":"a:1","tenantId":"T-2"}}""");
        (installed.Action, installed.TenantId).ShouldBe(("add-upgrade", "T-2"));
        var changed = Parse(
            """{"type":"conversationUpdate","membersAdded":[{"id":"28:app"},{"id":"29:ana","aadObjectId":"A"},{"name":"nobody"},7],"membersRemoved":{"id":"29:x"}}""");
        changed.MembersAdded.ShouldBe([new("28:app", null, null, null), new("29:ana", null, "A", null)]);
        changed.MembersRemoved.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_there_is_missing_and_what_is_of_another_type_too()
    {
        var bare = Parse("""{"type":"typing"}""");
        (bare.Id, bare.From, bare.Conversation, bare.TenantId, bare.Value, bare.Text).ShouldBe((null, null, null, null, null, ""));
        (bare.Mentions.IsEmpty, bare.MembersAdded.IsEmpty).ShouldBe((true, true));
        var odd = Parse("""{"type":"message","id":7,"from":"29:a","conversation":[],"channelData":{"tenant":"t"},"text":{},"entities":{},"value":null,"serviceUrl":""}""");
        (odd.Id, odd.From, odd.Conversation, odd.TenantId, odd.Value, odd.ServiceUrl).ShouldBe((null, null, null, null, null, null));
        Parse("""{"type":"message","entities":[7,{"type":"clientInfo","timezone":"Asia/Tokyo"}]}""").TimeZone.ShouldBe("Asia/Tokyo");
    }

    [Theory]
    [InlineData("""{"id":"a:1"}""", ConversationType.Personal)]
    [InlineData("""{"id":"a:1","isGroup":false}""", ConversationType.Personal)]
    [InlineData("""{"id":"a:1","conversationType":"personal"}""", ConversationType.Personal)]
    [InlineData("""{"id":"19:g","conversationType":"groupChat","isGroup":true}""", ConversationType.GroupChat)]
    [InlineData("""{"id":"19:g","isGroup":true}""", ConversationType.GroupChat)]
    [InlineData("""{"id":"19:g","conversationType":"meeting"}""", ConversationType.GroupChat)]
    [InlineData("""{"id":"19:c","conversationType":"channel"}""", ConversationType.Channel)]
    public void A_conversation_is_personal_where_it_says_so_or_nothing(string conversation, ConversationType type) =>
        Parse($$"""{"type":"message","conversation":{{conversation}} }""").Conversation!.Type.ShouldBe(type);

    [Fact]
    public void A_conversation_with_a_channel_is_none_for_two() =>
        Parse("""{"type":"message","conversation":{"id":"19:c"},"channelData":{"channel":{"id":"19:c"}}}""")
            .Conversation!.Type.ShouldBe(ConversationType.Channel);

    [Theory]
    [InlineData("<at>Bot</at> new", "new")]
    [InlineData("<at>Bot</at>&nbsp;new", "new")]
    [InlineData("  <at>Bot</at>\u00A0 new\u00A0it \n", "new it")]
    [InlineData("new <at>Bot</at> it", "new   it")]
    [InlineData("new it <at>Bot</at>", "new it")]
    [InlineData("<at>Bot</at> why CR-1 &lt;b&gt; &amp;amp; &quot;x&quot;", "why CR-1 <b> &amp; \"x\"")]
    [InlineData("<at>Bot</at> &lt;at&gt;Ana&lt;/at&gt; it", "<at>Ana</at> it")]
    [InlineData("<at>Bot</at>", "")]
    [InlineData("<at>Bot</at><at>Bot</at> help", "help")]
    [InlineData("help", "help")]
    public void The_mention_of_the_bot_is_no_part_of_the_words(string text, string words)
    {
        var message = Message(text, Entity("28:app", "Bot"));
        message.Text.ShouldBe(words);
        message.Mentions.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("<at>Bot</at> new", "new")]
    [InlineData("<AT>My Bot</AT> &nbsp;new", "new")]
    [InlineData("<at id=\"0\">Bot</at> <at>x</at>new", "new")]
    [InlineData("<at>Bot new", "<at>Bot new")]
    [InlineData("<attic>x</at> new", "<attic>x</at> new")]
    [InlineData("help <at>Bot</at>", "help <at>Bot</at>")]
    public void What_looks_like_a_mention_at_the_start_is_one_also_without_an_entity(string text, string words) =>
        Message(text).Text.ShouldBe(words);

    [Fact]
    public void Others_who_are_mentioned_stand_in_the_words_by_their_id()
    {
        var message = Message(
            "<at>Bot</at> ask <at>Ana Lee</at>, not <at>Kim</at>", Entity("28:APP", "Bot"), Entity("29:ana", "Ana Lee"), Entity("29:kim", "Kim"));
        message.Text.ShouldBe("ask @29:ana, not @29:kim");
        message.Mentions.ShouldBe([new("29:ana", "Ana Lee", "<at>Ana Lee</at>"), new("29:kim", "Kim", "<at>Kim</at>")]);
    }

    [Fact]
    public void Two_people_of_one_name_are_told_apart_by_their_order() =>
        Message("<at>Ana</at> or <at>Ana</at>?", Entity("29:one", "Ana"), Entity("29:two", "Ana")).Text.ShouldBe("@29:one or @29:two?");

    [Fact]
    public void A_mention_that_Teams_split_in_two_is_one()
    {
        var message = Message("for <at>Ana</at>&nbsp;<at>Lee</at> now", Entity("29:ana", "Ana"), Entity("29:ana", "Lee"));
        message.Text.ShouldBe("for @29:ana now");
    }

    [Fact]
    public void A_mention_at_the_start_of_somebody_else_stays() =>
        Message("<at>Ana</at> please", Entity("29:ana", "Ana")).Text.ShouldBe("@29:ana please");

    [Fact]
    public void An_entity_may_not_take_away_words_that_are_no_mention()
    {
        var message = Message("deny CR-1", """{"type":"mention","text":"deny","mentioned":{"id":"28:app"}}""", """{"type":"mention","mentioned":{"id":"29:x"}}""");
        message.Text.ShouldBe("deny CR-1");
        message.Mentions.ShouldBe([new("29:x", null, "")]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"type":""}""")]
    [InlineData("""{"type":7}""")]
    [InlineData("""{"type":"message"} x""")]
    [InlineData("""{"type":"message"}{}""")]
    [InlineData("""{"type":"message",}""")]
    [InlineData("""{"type":"message"/**/}""")]
    [InlineData("""{"type":"message","type":"invoke"}""")]
    [InlineData("""{"type":"message","ty\u0070e":"invoke"}""")]
    [InlineData("""{"type":"message","x":[{"a":{"b":1,"b":2}}]}""")]
    [InlineData("""{"type":"message","value":{"request":1,"request":2}}""")]
    [InlineData("""{"type":"message","text":"\ud800"}""")]
    [InlineData("""{"type":"message","text":"\udc00\ud800"}""")]
    [InlineData("""{"type":"message","value":{"deep":["\ud800\u0041"]}}""")]
    [InlineData("""{"type":"message","\uD83D":1}""")]
    [InlineData("""{"type":"message","text":"\ud83d\\ude00"}""")]
    public void What_is_no_activity_is_refused(string json) => Activity.TryParse(Encoding.UTF8.GetBytes(json), out _).ShouldBeFalse();

    [Fact]
    public void Escaped_backslashes_and_whole_pairs_are_text() =>
        Parse("""{"type":"message","text":"\\ud800 \ud83d\ude00\uD83D\uDE00 \u00e9"}""").Text.ShouldBe("\\ud800 😀😀 é");

    [Fact]
    public void Bytes_that_are_no_text_are_refused()
    {
        var json = """{"type":"message","text":"?"}"""u8.ToArray();
        json[^3] = 0xFF;
        Activity.TryParse(json, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void A_hundred_thousand_levels_are_refused(char open)
    {
        var level = open == '[' ? "[" : "{\"x\":";
        var json = "{\"type\":\"message\",\"value\":" + string.Concat(Enumerable.Repeat(level, 100_000));
        Activity.TryParse(Encoding.UTF8.GetBytes(json), out _).ShouldBeFalse();
    }

    [Fact]
    public void Ten_thousand_broken_activities_throw_nothing_and_what_is_read_can_be_read_on()
    {
        var sound = Encoding.UTF8.GetBytes(
            """{"type":"message","text":"<at>Bot</at> \ud83d\ude00","entities":[{"type":"mention","text":"<at>Bot</at>","mentioned":{"id":"28:app"}}],"value":{"a":"\u00e9"},"recipient":{"id":"28:app"}}""");
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
        {
            var broken = sound.ToArray();
            for (var n = random.Next(1, 4); n > 0; n--) broken[random.Next(broken.Length)] = (byte)random.Next(256);
            if (Activity.TryParse(broken.AsSpan(0, random.Next(8) == 0 ? random.Next(broken.Length) : broken.Length), out var activity)
                && activity.Value is { ValueKind: System.Text.Json.JsonValueKind.Object } value)
                foreach (var field in value.EnumerateObject()) _ = (field.Name, field.Value.ToString());
        }
    }

    [Fact]
    public void An_activity_does_not_print_what_people_wrote() =>
        Parse("""{"type":"message","text":"canary","from":{"id":"29:canary"}}""").ToString().ShouldNotContain("canary");

    private static string Entity(string id, string name) =>
        $$"""{"type":"mention","text":"<at>{{name}}</at>","mentioned":{"id":"{{id}}","name":"{{name}}"} }""";

    private static Activity Message(string text, params string[] entities) => Parse(
        $$"""{"type":"message","recipient":{"id":"28:app"},"text":{{System.Text.Json.JsonSerializer.Serialize(text)}},"entities":[{{string.Join(',', entities)}}]}""");

    private static Activity Parse(string json)
    {
        Activity.TryParse(Encoding.UTF8.GetBytes(json), out var activity).ShouldBeTrue();
        return activity!;
    }
}
