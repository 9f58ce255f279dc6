using System.Text;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class HostileJsonTests
{
    public static TheoryData<string> Hostile =>
    [
        "", " ", "null", "[]", "7", "\"x\"", "{", "}", "{\"type\"", "{\"type\":}", "{\"type\":\"a\"}{}", "{\"type\":\"a\"} x",
        "{'type':'a'}", "{\"type\":\"a\",}", "/* */{\"type\":\"a\"}", "\uFEFF{\"type\":\"a\"}", "{\"type\":\"\\ud800\"}",
        "{\"type\":\"a\",\"user\":{\"id\":\"\\udc00\"}}", "{\"type\":\"a\",\"view\":{\"state\":{\"values\":{\"\\ud800\":{\"a\":{}}}}}}",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_no_document_is_refused_without_an_exception(string json)
    {
        var utf8 = Encoding.UTF8.GetBytes(json);
        Interaction.TryParse(utf8, out var interaction).ShouldBeFalse();
        interaction.ShouldBeNull();
        (!EventPost.TryParse(utf8, out var post) || post is UnknownPost).ShouldBeTrue();
    }

    [Theory]
    [InlineData("[", "]")]
    [InlineData("{\"a\":", "}")]
    public void A_hundred_thousand_levels_are_refused(string open, string close)
    {
        var deep = string.Concat(Enumerable.Repeat(open, 100_000)) + "1" + string.Concat(Enumerable.Repeat(close, 100_000));
        string[] places = ["message", "user", "state", "view", "actions", "event", "authorizations", "unknown"];
        foreach (var place in places)
        {
            var utf8 = Encoding.UTF8.GetBytes($"{{\"type\":\"x\",\"{place}\":{deep}}}");
            Interaction.TryParse(utf8, out _).ShouldBeFalse();
            EventPost.TryParse(utf8, out _).ShouldBeFalse();
        }
    }

    [Fact]
    public void Bytes_that_are_not_utf8_are_refused()
    {
        byte[] bytes = [.. "{\"type\":\"a"u8, 0xC3, 0x28, .. "\"}"u8];
        Interaction.TryParse(bytes, out _).ShouldBeFalse();
        EventPost.TryParse(bytes, out _).ShouldBeFalse();
    }

    [Fact]
    public void The_last_of_doubled_fields_counts()
    {
        Interaction.TryParse("""{"type":"a","type":"b"}"""u8, out var interaction).ShouldBeTrue();
        interaction.ShouldBe(new UnknownInteraction("b"));
    }

    [Fact]
    public void Twenty_thousand_mutilated_payloads_never_throw()
    {
        var random = new Random(3);
        string[] whole = [Payloads.Press, Payloads.Submission, Payloads.EnterprisePress, Payloads.OnMessage,
            Payloads.Event("""{"type":"app_home_opened","user":"U1","view":{"id":"V1"}}""")];
        string[] pieces = ["null", "{}", "[]", "\"x\"", "1e400", "-1", "true", "{\"id\":{}}", "[[[]]]", "\"\\ud800\"", ",", ":", "}"];
        for (var i = 0; i < 20_000; i++)
        {
            var json = whole[random.Next(whole.Length)];
            var at = random.Next(json.Length);
            var length = random.Next(Math.Min(40, json.Length - at));
            var utf8 = Encoding.UTF8.GetBytes(json.Remove(at, length).Insert(at, pieces[random.Next(pieces.Length)]));
            _ = Interaction.TryParse(utf8, out _);
            _ = EventPost.TryParse(utf8, out _);
        }
    }

    [Theory]
    [InlineData("type")]
    [InlineData("user")]
    [InlineData("team")]
    [InlineData("container")]
    [InlineData("channel")]
    [InlineData("message")]
    [InlineData("view")]
    [InlineData("state")]
    [InlineData("actions")]
    [InlineData("is_enterprise_install")]
    public void Any_value_in_any_field_is_survived(string field)
    {
        string[] values = ["null", "true", "0", "-1e308", "123456789012345678901234567890", "\"\"", "[]", "{}", "[null]",
            "[{}]", "{\"id\":null}", "{\"id\":[]}", "{\"values\":{\"a\":{\"b\":null}}}", "[[],{\"action_id\":{}}]"];
        foreach (var value in values)
        {
            var json = $$"""{"type":"block_actions","user":{"id":"U1"},"actions":[{"action_id":"a"}],"{{field}}":{{value}}}""";
            _ = Interaction.TryParse(Encoding.UTF8.GetBytes(json), out _);
        }
    }
}
