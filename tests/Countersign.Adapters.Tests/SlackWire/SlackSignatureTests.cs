using System.Text;
using Countersign.Slack.Wire;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class SlackSignatureTests
{
    private const long Now = 1_763_629_200;
    private static readonly byte[] Secret = "8f742231b10e8888abcd99yyyzzz85a5"u8.ToArray();
    private static readonly byte[] Body = "payload=%7B%22type%22%3A%22block_actions%22%2C%22a%22%3A%22*%22%7D"u8.ToArray();

    [Fact]
    public void The_example_of_Slacks_documentation_verifies()
    {
        var body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"u8;
        SlackSignature.Verify(
            Secret,
            "1531420618",
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
            body,
            1531420618).ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(299, true)]
    [InlineData(-299, true)]
    [InlineData(300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    [InlineData(100_000, false)]
    public void A_request_counts_for_five_minutes_either_way(int offset, bool accepted)
    {
        var time = (Now + offset).ToString();
        SlackSignature.Verify(Secret, time, SlackSignature.Sign(Secret, time, Body), Body, Now).ShouldBe(accepted);
    }

    [Fact]
    public void None_of_10_000_forgeries_is_accepted()
    {
        var random = new Random(20251120);
        var time = Now.ToString();
        var signature = SlackSignature.Sign(Secret, time, Body);
        SlackSignature.Verify(Secret, time, signature, Body, Now).ShouldBeTrue();

        var accepted = 0;
        for (var i = 0; i < 10_000; i++)
        {
            var forged = Forgery(random, i % 11, time, signature);
            if (SlackSignature.Verify(forged.Secret, forged.Time, forged.Signature, forged.Body, Now)) accepted++;
        }

        accepted.ShouldBe(0);
    }

    [Fact]
    public void An_empty_secret_verifies_nothing_not_even_its_own_signature()
    {
        var time = Now.ToString();
        SlackSignature.Verify([], time, SlackSignature.Sign([], time, Body), Body, Now).ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData("+1763629200")]
    [InlineData(" 1763629200")]
    [InlineData("-1763629200")]
    [InlineData("1763629200.0")]
    [InlineData("1e9")]
    [InlineData("١٧٦٣٦٢٩٢٠٠")]
    [InlineData("99999999999999999999999999")]
    public void A_time_is_digits_and_nothing_else(string time) =>
        SlackSignature.Verify(Secret, time, SlackSignature.Sign(Secret, "1763629200", Body), Body, Now).ShouldBeFalse();

    [Fact]
    public void Missing_headers_verify_nothing()
    {
        var time = Now.ToString();
        var signature = SlackSignature.Sign(Secret, time, Body);
        SlackSignature.Verify(Secret, StringValues.Empty, signature, Body, Now).ShouldBeFalse();
        SlackSignature.Verify(Secret, time, StringValues.Empty, Body, Now).ShouldBeFalse();
        SlackSignature.Verify(Secret, new StringValues([null]), signature, Body, Now).ShouldBeFalse();
    }

    private static Case Forgery(Random random, int kind, string time, string signature) => kind switch
    {
        0 => new(Secret, time, signature, FlipBit(random, Body)),
        1 => new(Secret, time, Encoding.Latin1.GetString(FlipBit(random, Encoding.Latin1.GetBytes(signature))), Body),
        2 => new(Secret, Encoding.Latin1.GetString(FlipBit(random, Encoding.Latin1.GetBytes(time))), signature, Body),
        3 => new(FlipBit(random, Secret), time, signature, Body),
        4 => new(Secret, time, signature, Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(Body).Replace("*", "%2A"))),
        5 => new(Secret, time, $"v{random.Next(1, 10)}{signature[2..]}", Body),
        6 => new(Secret, new StringValues([time, time]), signature, Body),
        7 => new(Secret, time, new StringValues([signature, signature]), Body),
        8 => new(Secret, time, signature.ToUpperInvariant().Replace("V0=", "v0="), Body),
        9 => new(Secret, time, signature[..random.Next(signature.Length)], Body),
        _ => Shifted(random),
    };

    // Signed with the right secret, at the wrong time: a replay, or a clock far off.
    private static Case Shifted(Random random)
    {
        var offset = random.Next(301, 1_000_000) * (random.Next(2) == 0 ? 1 : -1);
        var time = (Now + offset).ToString();
        return new(Secret, time, SlackSignature.Sign(Secret, time, Body), Body);
    }

    private static byte[] FlipBit(Random random, byte[] bytes)
    {
        var flipped = bytes.ToArray();
        flipped[random.Next(flipped.Length)] ^= (byte)(1 << random.Next(8));
        return flipped;
    }

    private sealed record Case(byte[] Secret, StringValues Time, StringValues Signature, byte[] Body);
}
