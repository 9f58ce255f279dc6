using System.Text.Json;
using System.Text.RegularExpressions;
using Countersign.Adapters.Tests.SlackWire;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>J1: whatever people write, no drawing mentions, broadcasts, links or dates for them, and every limit is kept.</summary>
public sealed partial class NoMarkupTests
{
    private const int EachTime = 8;

    private static readonly string[] Pieces =
    [
        "<", ">", "&", "!", "@", "#", "|", "^", "<!channel>", "<!here|x>", "<!everyone>", "<@U0ANA>", "<#C0PAY>", "<!subteam^S1>", "@channel",
        "<https://evil.example|b>", "<!date^1^{time}|x>", "&lt;", "&amp;lt;!channel&gt;", "```", "`", ":", ":smile:", "https://evil.example", "www.evil.example",
        "mailto:a@b.example", "\n", "\r", "\n>", "\u2028", "\u202E", "\u2066", "\u200D", "\u0301", "🚀", "👩‍👩‍👧", "\ud83d", "\udc00", "a", "Z", "9", " ", "é", "ש",
        "\u0000", "\u001b[31m", "\uFEFF", "\uFFF9", "channel", "everyone", "]]>", "\"", "\\", "'", "*", "_", "~",
    ];

    [Fact]
    public void None_of_the_strings_makes_markup_in_any_card_note_view_or_reply() =>
        Parallel.For(0, Fuzz.Strings / EachTime, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var random = new Random(seed);
            string any(int most) => Hostile(random, most);
            var material = new Material
            {
                Title = any(12),
                Did = any(20),
                Checked = any(20),
                Tools = any(8),
                Reason = any(20),
                Rollback = any(20),
                Paths = any(20),
                Tests = any(20),
                Scanner = any(8),
                EdgeCases = any(20),
                AiReview = any(20),
                Name = any(6),
                ServiceName = any(5),
                Listed = 1,
            };
            // Each drawing comes up for every sixth material: in a run each sees more than ten thousand strings. The long
            // ones only repeat what others draw.
            var turn = 0;
            foreach (var (name, draw) in new Drawings(material).Undrawn)
                if (turn++ % 6 == seed % 6 && !name.EndsWith("-long", StringComparison.Ordinal))
                    Check(name, draw(), seed);
        });

    [Fact]
    public void Nobodys_words_pass_for_a_heading_of_the_card()
    {
        const string Forged = "nothing*\n\n*Checked by Mo*\n_everything_ ~not~ `really`\n> quoted";
        var material = new Material { Title = Forged, Did = Forged, Checked = Forged, Reason = Forged, Rollback = Forged, Paths = Forged, Tests = Forged, Scanner = Forged, EdgeCases = Forged, AiReview = Forged, ServiceName = Forged, Name = "*Ana*", Tools = Forged, Listed = 1 };
        foreach (var (name, drawn) in new Drawings(material).All)
            Texts(JsonDocument.Parse(Drawings.Json(drawn)).RootElement, text => Bold().Matches(text).Select(m => m.Value)
                .ShouldNotContain("*Checked by Mo*", $"{name}: {text}"));
    }

    // Every text that Slack reads as mrkdwn.
    private static void Texts(JsonElement element, Action<string> check)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Texts(item, check);
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("type", out var type) && type.ValueEquals("mrkdwn"))
            check(element.GetProperty("text").GetString()!);
        foreach (var property in element.EnumerateObject().Where(p => p.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array))
            Texts(property.Value, check);
    }

    [GeneratedRegex(@"\*[^*\n]+\*")]
    private static partial Regex Bold();

    private static void Check(string name, object drawn, int seed)
    {
        var faults = drawn switch
        {
            SlackMessage message => BlockLimitCheck.Violations(message),
            CommandResponse reply => BlockLimitCheck.Violations(new SlackMessage(reply.Text, reply.Blocks ?? [])),
            ModalView modal => BlockLimitCheck.Violations(modal),
            HomeView home => BlockLimitCheck.Violations(home),
            _ => [],
        };
        if (faults.Count > 0)
            faults.ShouldBeEmpty($"{name}, seed {seed}");
        using var json = JsonDocument.Parse(Drawings.Json(drawn));
        if (drawn is SlackMessage or CommandResponse)
            Words(json.RootElement.GetProperty("text").GetString()!, "", name, seed);
        Walk(json.RootElement, name, seed);
    }

    private static void Walk(JsonElement element, string name, int seed)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Walk(item, name, seed);
        if (element.ValueKind != JsonValueKind.Object)
            return;
        if (element.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String)
        {
            if (type.ValueEquals("mrkdwn"))
            {
                element.GetProperty("verbatim").GetBoolean().ShouldBeTrue(name);
                var text = element.GetProperty("text").GetString()!;
                Words(Ours().Replace(text, "${label}"), text, name, seed);
            }
            else if (type.ValueEquals("plain_text") && element.TryGetProperty("emoji", out var emoji))
                emoji.GetBoolean().ShouldBeFalse(name);
        }

        foreach (var property in element.EnumerateObject())
            Walk(property.Value, name, seed);
    }

    private static void Words(string text, string whole, string name, int seed)
    {
        if (MrkdwnTests.Markup().Match(Typed().Replace(text, "")) is { Success: true } markup)
            Assert.Fail($"{name}, seed {seed}: “{markup.Value}” came through in {text}\n{whole}");
        if (MrkdwnTests.CutEntity().IsMatch(text))
            Assert.Fail($"{name}, seed {seed}: half an entity in {text}");
    }

    private static string Hostile(Random random, int most) =>
        string.Concat(Enumerable.Range(0, random.Next(1, most)).Select(_ => Pieces[random.Next(Pieces.Length)]));

    // Our own tokens: a mention of whoever is named, a date, a link to the change or the dashboard, an emoji of a status, something to type.
    [GeneratedRegex(@"<!date\^\d+\^\{date_short_pretty\} at \{time\}\|[^<>|]*>|<@U0MO>|<https://(?:github\.com/acme/payments-api/pull/12|ci\.example\.com/scans/812|sign\.example\.com/sign-in\?token=5f)(\|(?<label>[^<>|]*))?>|:(hourglass_flowing_sand|alarm_clock|inbox_tray|eyes|pencil2|white_check_mark|no_entry|leftwards_arrow_with_hook|memo|information_source|warning|rotating_light|wrench|calendar):|`/signoff[^`]*`|`ledger verify`|`[0-9a-f]+`")]
    private static partial Regex Ours();

    // What the help and hints say to type, in plain text.
    [GeneratedRegex("/signoff [^:]*@somebody")]
    private static partial Regex Typed();
}
