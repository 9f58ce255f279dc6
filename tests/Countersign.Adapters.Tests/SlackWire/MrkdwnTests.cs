using Countersign.Core.Words;
using System.Globalization;
using System.Text.RegularExpressions;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed partial class MrkdwnTests
{
    [Theory]
    [InlineData("a & b < c > d", "a &amp; b &lt; c &gt; d")]
    [InlineData("&lt;", "&amp;lt;")]
    [InlineData("plain \"quoted\" 'text' *bold*", "plain \"quoted\" 'text' *bold*")]
    public void Exactly_three_characters_are_escaped_once(string text, string escaped) =>
        Mrkdwn.Escape(text).ShouldBe(escaped);

    [Theory]
    [InlineData("<!channel>", "&lt;!channel&gt;")]
    [InlineData("<@U123>", "&lt;@\u2060U123&gt;")]
    [InlineData("@here", "@\u2060here")]
    [InlineData("#general", "#\u2060general")]
    [InlineData("#123 stays", "#123 stays")]
    [InlineData("https://evil.example", "https:\u2060//evil.example")]
    [InlineData(":white_check_mark: ok", ":\u2060white_check_mark: ok")]
    [InlineData("at 12:30", "at 12:30")]
    [InlineData("```all the rest", "\u02CB\u02CB\u02CBall the rest")]
    [InlineData("`code` is plain", "\u02CBcode\u02CB is plain")]
    [InlineData("nothing*\n\n*What the author checked*", "nothing\u2217\n\n\u2217What the author checked\u2217")]
    [InlineData("_so_ ~not~ snake_case", "\u02CDso\u02CD \u223Cnot\u223C snake_case")]
    [InlineData("> quoted\n> more", "\u2060&gt; quoted\n\u2060&gt; more")]
    public void Peoples_words_stay_words(string text, string literal) => Mrkdwn.Literal(text).ShouldBe(literal);

    [Theory]
    [InlineData("ab\u202Ecd\u202C", "abcd")]
    [InlineData("a\u2066b\u2069", "ab")]
    [InlineData("a\u0000\u001b[31mb", "a[31mb")]
    [InlineData("a\r\nb\rc\u2028d\te", "a\nb\nc d e")]
    [InlineData("שלום عربي", "שלום عربي")]
    [InlineData("👩‍👩‍👧 🇩🇪 é", "👩‍👩‍👧 🇩🇪 é")]
    public void What_acts_on_the_text_around_it_is_taken_out(string text, string clean) => CleanText.Of(text).ShouldBe(clean);

    [Fact]
    public void Half_a_surrogate_pair_is_marked_as_missing() => CleanText.Of("x\ud800y\udc00").ShouldBe("x\uFFFDy\uFFFD");

    [Fact]
    public void A_line_has_no_line_ends() => CleanText.Line("a\nb\r\nc").ShouldBe("a b c");

    [Theory]
    [InlineData("short", 5, "short")]
    [InlineData("longer", 5, "long…")]
    [InlineData("ab🚀cd", 4, "ab…")]
    [InlineData("abe\u0301cd", 4, "ab…")]
    [InlineData("👩‍👩‍👧x", 5, "…")]
    [InlineData("abc", 1, "…")]
    [InlineData("abc", 0, "")]
    public void A_clip_cuts_between_characters(string text, int max, string clipped) => Graphemes.Clip(text, max).ShouldBe(clipped);

    [Theory]
    [InlineData("a&b&c", 20, "a&amp;b&amp;c")]
    [InlineData("a&b&c", 8, "a&amp;b…")]
    [InlineData("a&b", 6, "a…")]
    [InlineData("a&", 6, "a&amp;")]
    public void A_clip_never_cuts_an_entity(string text, int max, string clipped)
    {
        Mrkdwn.EscapeClipped(text, max).ShouldBe(clipped);
        Mrkdwn.Literal(text, max).ShouldBe(clipped);
    }

    [Fact]
    public void Our_own_tokens_are_what_Slack_documents()
    {
        Mrkdwn.Date(1763629200, "2025-11-20 09:00 UTC")
            .ShouldBe("<!date^1763629200^{date_short_pretty} at {time}|2025-11-20 09:00 UTC>");
        Mrkdwn.Link(new("https://github.com/a/b/pull/1?x=1&y=2"), "a|b <c>")
            .ShouldBe("<https://github.com/a/b/pull/1?x=1&amp;y=2|a¦b &lt;c&gt;>");
        Mrkdwn.User("W12AB").ShouldBe("<@W12AB>");
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("slack://open")]
    [InlineData("https://slack.com@evil.example/")]
    [InlineData("file:///etc/passwd")]
    public void Only_plain_web_addresses_are_linked(string address) =>
        Mrkdwn.Link(new(address), "label").ShouldBe("label");

    [Fact]
    public void An_address_cannot_end_its_own_token()
    {
        var link = Mrkdwn.Link(new("https://example.com/a|b>c<!channel>"), "x");
        link.Count(c => c == '<').ShouldBe(1);
        link.Count(c => c == '|').ShouldBe(1);
        link.IndexOf('>').ShouldBe(link.Length - 1);
    }

    [Theory]
    [InlineData("U1> <!channel")]
    [InlineData("u123")]
    [InlineData("B123")]
    [InlineData("U")]
    [InlineData("")]
    public void What_is_no_user_id_is_not_mentioned(string id) => Mrkdwn.User(id).ShouldNotContain("<");

    [Fact]
    public void None_of_the_strings_makes_markup()
    {
        var random = new Random(99);
        for (var i = 0; i < Fuzz.Strings; i++)
        {
            var text = Hostile(random);
            var literal = Mrkdwn.Literal(text);
            literal.ShouldBeWords(text);
            literal.AsSpan().IndexOfAny('*', '~', '`').ShouldBe(-1, text);

            var max = random.Next(1, 60);
            var clipped = Mrkdwn.Literal(text, max);
            clipped.ShouldBeWords(text);
            (clipped.Length <= max).ShouldBeTrue(text);
            CutEntity().IsMatch(clipped).ShouldBeFalse(text);

            Inside(Mrkdwn.Link(new("https://example.com/"), text), "<https://example.com/").ShouldBeWords(text);
            Inside(Mrkdwn.Date(1, text), "<!date^1^{date_short_pretty} at {time}").ShouldBeWords(text);
        }
    }

    [Fact]
    public void A_clip_of_any_text_is_sound()
    {
        var random = new Random(5);
        for (var i = 0; i < 20_000; i++)
        {
            var text = CleanText.Of(Hostile(random));
            var max = random.Next(1, 40);
            var clipped = Graphemes.Clip(text, max);
            (clipped.Length <= max).ShouldBeTrue(text);
            CleanText.Of(clipped).ShouldBe(clipped);
            if (text.Length <= max) clipped.ShouldBe(text);
            else StringInfo.ParseCombiningCharacters(text).Append(text.Length).ShouldContain(clipped.Length - 1);
        }
    }

    // What stands between the token we made and its end.
    private static string Inside(string token, string start)
    {
        token.ShouldStartWith(start);
        token[^1].ShouldBe('>');
        return token[start.Length..^1].TrimStart('|');
    }

    private static string Hostile(Random random)
    {
        string[] pieces = ["<", ">", "&", "!", "@", "#", "|", "^", "<!channel>", "<!here|x>", "<@U123>", "<#C1>", "<!subteam^S1>",
            "<https://a.example|b>", "<!date^1^{time}|x>", "&lt;", "&amp;lt;!channel&gt;", "```", "`", "*", "_", "~", "*b*", ":", ":smile:", "https://",
            "mailto:", "\n", "\r", "\u2028", "\u202E", "\u2066", "\u200D", "\u0301", "🚀", "👩", "\ud83d", "\udc00", "a", "Z", "9", " ",
            "é", "ש", "\u0000", "\u001b", "\uFEFF", "\uFFF9", "channel", "everyone"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => pieces[random.Next(pieces.Length)]));
    }

    [GeneratedRegex("&(?!amp;|lt;|gt;)")]
    internal static partial Regex CutEntity();

    [GeneratedRegex("[<>]|<[!@#]|@[A-Za-z0-9]|#[A-Za-z]|:/|:[A-Za-z0-9_+'-]+:|``|[\\p{Cc}-[\n]]|[\u202A-\u202E\u2066-\u2069\u2028\u2029]")]
    internal static partial Regex Markup();
}

file static class WordChecks
{
    public static void ShouldBeWords(this string written, string text)
    {
        if (MrkdwnTests.Markup().IsMatch(written) || MrkdwnTests.CutEntity().IsMatch(written))
            written.ShouldBe(text, "markup came through");
    }
}
