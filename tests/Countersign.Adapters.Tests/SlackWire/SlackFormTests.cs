using System.Text;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class SlackFormTests
{
    [Fact]
    public void Decodes_as_the_framework_does_for_2_000_random_forms()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var value = RandomText(random);
            var encoded = i % 2 == 0 ? Uri.EscapeDataString(value) : Uri.EscapeDataString(value).Replace("%20", "+");
            var body = Encoding.UTF8.GetBytes($"a=1&payload={encoded}&z=%2B");

            SlackForm.Text(body, "payload"u8).ShouldBe(value);
            SlackForm.Text(body, "payload"u8).ShouldBe(
                Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body))["payload"].Single());
        }
    }

    [Theory]
    [InlineData("payload=%")]
    [InlineData("payload=%4")]
    [InlineData("payload=%zz")]
    [InlineData("payload=%-1")]
    [InlineData("payload=a%2")]
    [InlineData("payload=%C3%28")]
    [InlineData("payload=%FF")]
    [InlineData("payload=%ED%A0%80")]
    [InlineData("payload=a&payload=b")]
    [InlineData("payload=a&pay%6coad=b")]
    [InlineData("Payload=a")]
    [InlineData("payloa=a")]
    [InlineData("")]
    public void What_is_malformed_doubled_or_missing_is_not_found(string body) =>
        SlackForm.TryGet(Encoding.UTF8.GetBytes(body), "payload"u8, out _).ShouldBeFalse();

    [Theory]
    [InlineData("payload=", "")]
    [InlineData("payload", "")]
    [InlineData("payload=a=b", "a=b")]
    [InlineData("&&payload=a+b%2bc&", "a b+c")]
    [InlineData("pa%79load=%e2%9c%93", "✓")]
    public void The_odd_but_sound_is_read(string body, string value) =>
        SlackForm.Text(Encoding.UTF8.GetBytes(body), "payload"u8).ShouldBe(value);

    [Theory]
    [InlineData("ssl_check=1&token=x", true)]
    [InlineData("ssl_check=1%20", false)]
    [InlineData("ssl_check=true", false)]
    [InlineData("ssl_check=11", false)]
    [InlineData("ssl_check=", false)]
    [InlineData("text=ssl_check%3D1", false)]
    public void Only_exactly_1_is_the_certificate_probe(string body, bool probe) =>
        SlackForm.IsSslCheck(Encoding.UTF8.GetBytes(body)).ShouldBe(probe);

    [Fact]
    public void A_slash_command_is_read_whole()
    {
        var body = "token=old&team_id=T1&team_domain=acme&enterprise_id=E1&enterprise_name=Acme&channel_id=C1&channel_name=general&user_id=W2&user_name=ana&command=%2Fsignoff&text=https%3A%2F%2Fgithub.com%2Fa%2Fb%2Fpull%2F1+%F0%9F%9A%80&api_app_id=A1&is_enterprise_install=true&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1&trigger_id=1.2.3&brand_new=x"u8;
        SlashCommand.TryParse(body, out var command).ShouldBeTrue();
        command.ShouldBe(new SlashCommand(
            "/signoff", "https://github.com/a/b/pull/1 🚀", "W2", "ana", "T1", "acme", "C1", "general", "E1", true, "A1",
            "1.2.3", "https://hooks.slack.com/commands/1"));
        command.ToString().ShouldNotContain("hooks");
    }

    [Theory]
    [InlineData("command=%2Fsignoff&team_id=T1")]
    [InlineData("command=%2Fsignoff&user_id=U1")]
    [InlineData("team_id=T1&user_id=U1")]
    [InlineData("command=%2Fsignoff&team_id=T1&user_id=U1&user_id=U2")]
    [InlineData("command=%2Fsignoff&team_id=T1&user_id=U1&text=%FF")]
    [InlineData("command=%2Fsignoff&team_id=T1&user_id=U1&other=%G0")]
    public void A_slash_command_without_person_team_or_sound_text_is_refused(string body) =>
        SlashCommand.TryParse(Encoding.UTF8.GetBytes(body), out _).ShouldBeFalse();

    [Fact]
    public void Random_bytes_never_throw()
    {
        var random = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            var body = new byte[random.Next(60)];
            for (var at = 0; at < body.Length; at++) body[at] = (byte)"payload=%&+0f\xff"[random.Next(14)];
            _ = SlackForm.Text(body, "payload"u8);
            _ = SlashCommand.TryParse(body, out _);
        }
    }

    private static string RandomText(Random random)
    {
        string[] pieces = ["a", "Z", " ", "+", "%", "&", "=", "{\"", "\"}", "é", "漢", "🚀", "\n", "*", "~", "/"];
        return string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));
    }
}
