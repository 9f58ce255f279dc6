using System.Text;
using System.Text.RegularExpressions;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed partial class CardTextTests
{
    [Theory]
    [InlineData("**bold** and _so_", "\u2060\u2217\u2217bold\u2217\u2217 and \u02CDso\u02CD")]
    [InlineData("snake_case stays", "snake_case stays")]
    [InlineData("see [this](https://evil.example)", "see [this]\u2060(https:/\u2060/evil.\u2060example)")]
    [InlineData("see <at>Ana</at>", "see <\u2060at>Ana<\u2060/at>")]
    [InlineData("R&D &lt;b&gt;", "R&\u2060D &\u2060lt;b&\u2060gt;")]
    [InlineData("on {{DATE(2026-11-20T09:00:00Z)}}", "on {\u2060{\u2060DATE(2026-11-20T09:00:00Z)}}")]
    [InlineData("a\n- b\n1. c\n# d", "a\n\n\u2060- b\n\n\u20601. c\n\n\u2060# d")]
    [InlineData("www.evil.example or a@evil.example", "www\u2060.\u2060evil.\u2060example or a\u2060@evil.\u2060example")]
    [InlineData("C:\\_tmp and `code` in ~5 min", "C:\\\u2060\u02CDtmp and \u02CBcode\u02CB in \u223C5 min")]
    [InlineData("src/app/main.py", "src/app/main.\u2060py")]
    public void Peoples_words_stay_words(string text, string literal) => CardText.Literal(text).ShouldBe(literal);

    [Fact]
    public void Behind_other_words_nothing_begins_a_line() =>
        new StringBuilder("by ").AppendLiteral("- me").AppendLiteral("\n- you").ToString().ShouldBe("by - me\n\n\u2060- you");

    [Theory]
    [InlineData("a]b]c", 20, "a]\u2060b]\u2060c")]
    [InlineData("a]b]c", 6, "a]\u2060b…")]
    [InlineData("longer", 5, "long…")]
    [InlineData("ab🚀cd", 4, "ab…")]
    [InlineData("👩‍👩‍👧x", 5, "…")]
    [InlineData("abc", 0, "")]
    public void A_clip_cuts_between_characters(string text, int max, string clipped) => CardText.Literal(text, max).ShouldBe(clipped);

    [Theory]
    [InlineData("**kept** [as](it) is\n- really", "**kept** [as](it) is\n- really")]
    [InlineData("{{{DATE(…)}}", "{\u2060{\u2060{DATE(…)}}")]
    [InlineData("<at>Ana</AT> <b>", "<\u2060at>Ana<\u2060/AT> <b>")]
    public void Where_no_Markdown_is_read_only_dates_and_mentions_are_broken(string text, string plain)
    {
        CardText.Plain(text).Replace("\u2060/AT", "\u2060/at", StringComparison.Ordinal).ShouldBe(plain.Replace("/AT", "/at", StringComparison.Ordinal));
        MarkdownJudge.FindsInPlain(CardText.Plain(text)).ShouldBeNull();
    }

    [Fact]
    public void A_time_is_shown_in_the_readers_zone_without_milliseconds() =>
        CardText.Time(Instant.FromUtc(2026, 11, 20, 9, 0) + Duration.FromMilliseconds(1_234))
            .ShouldBe("{{DATE(2026-11-20T09:00:01Z, SHORT)}} {{TIME(2026-11-20T09:00:01Z)}}");

    [Theory]
    [InlineData("https://github.com/a/b/pull/1?x=1&y=2", "[JIRA-1] fix", "[\u2060［JIRA-1］\u2060 fix](https://github.com/a/b/pull/1?x=1&y=2)")]
    [InlineData("https://example.com/a(b) c", "x", "[x](https://example.com/a%28b%29%20c)")]
    [InlineData("https://example.com/?a=1&lt;=2", "x", "[x](https://example.com/?a=1&lt%3B=2)")]
    [InlineData("https://example.com/x)[y](https://evil.example", "x", "[x](https://example.com/x%29%5By%5D%28https://evil.example)")]
    [InlineData("https://example.com/", "", "[example.\u2060com](https://example.com/)")]
    public void Our_own_links_hold_whatever_the_address_holds(string address, string label, string link) =>
        CardText.Link(new Uri(address), label).ShouldBe(link);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("msteams://open")]
    [InlineData("https://teams.microsoft.com@evil.example/")]
    [InlineData("http://[::1]/")]
    [InlineData("file:///etc/passwd")]
    public void Only_plain_web_addresses_are_linked(string address) => CardText.Link(new Uri(address), "label").ShouldBe("label");

    [Theory]
    [InlineData("Lee Park", "<at>Lee Park</at>")]
    [InlineData("Lee</at> **x**", "<at>Lee‹/at› \u2217\u2217x\u2217\u2217</at>")]
    public void A_name_cannot_end_its_own_mention(string name, string markup) => new CardMention("29:lee", name).Markup.ShouldBe(markup);

    [Fact]
    public void None_of_the_strings_makes_markup()
    {
        var random = new Random(99);
        for (var i = 0; i < Fuzz.Strings; i++)
        {
            var text = Hostile.Text(random, 14);
            var literal = CardText.Literal(text);
            IsWords(literal, text);
            Undone(literal).ShouldBe(Undone(CleanText.Of(text)), text);

            var max = random.Next(1, 60);
            var clipped = CardText.Literal(text, max);
            IsWords(clipped, text);
            (clipped.Length <= max).ShouldBeTrue(text);

            // Words beside words, with a date of ours behind them.
            var time = CardText.Time(Instant.FromUnixTimeSeconds(i));
            var both = new StringBuilder("by ").AppendLiteral(text).AppendLiteral(Hostile.Text(random, 4)).Append(time).ToString();
            both.EndsWith(time, StringComparison.Ordinal).ShouldBeTrue(text);
            IsWords(both[..^time.Length], text);

            MarkdownJudge.FindsInPlain(CardText.Plain(text)).ShouldBeNull(text);
            IsOneLink(CardText.Link(new Uri("https://example.com/"), text), text);
            IsOneMention(CardText.At(text), text);
        }
    }

    [Fact]
    public void No_address_ends_its_own_link()
    {
        var random = new Random(7);
        for (var i = 0; i < 10_000; i++)
            if (Uri.TryCreate("https://example.com/" + Hostile.Text(random, 8), UriKind.Absolute, out var address))
                IsOneLink(CardText.Link(address, "label"), address.AbsoluteUri);
    }

    private static void IsWords(string written, string text)
    {
        if (MarkdownJudge.Finds(written) is { } found)
            Assert.Fail($"{found} came through in “{written}”, which was “{text}”");
    }

    private static void IsOneLink(string link, string text)
    {
        var parts = OneLink().Match(link);
        parts.Success.ShouldBeTrue($"“{link}” is more or less than one link; it was “{text}”");
        IsWords(parts.Groups["label"].Value, text);
        MarkdownJudge.FindsInPlain(parts.Groups["target"].Value).ShouldBeNull(text);
    }

    private static void IsOneMention(string mention, string text)
    {
        mention.ShouldStartWith("<at>");
        mention.ShouldEndWith("</at>");
        var name = mention["<at>".Length..^"</at>".Length];
        name.AsSpan().ContainsAny('<', '>').ShouldBeFalse(text);
        IsWords(name, text);
    }

    // What a reader sees: twins are what they look like, joiners nothing, and line ends one each.
    private static string Undone(string literal) => Regex.Replace(literal, "\n+", "\n")
        .Replace("\u2060", "", StringComparison.Ordinal).Replace('\u2217', '*').Replace('\u223C', '~').Replace('\u02CB', '`').Replace('\u02CD', '_');

    [GeneratedRegex(@"^\[(?<label>[^\[\]\n]+)\]\((?<target>https://example\.com/[^\s()<>\[\]\\]*)\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex OneLink();
}
