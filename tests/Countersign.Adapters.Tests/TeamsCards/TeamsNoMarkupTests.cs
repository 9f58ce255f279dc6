using System.Text.Json;
using System.Text.RegularExpressions;
using Countersign.Adapters.Tests.SlackCards;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

/// <summary>J1: whatever people write, no drawing mentions, links, dates or formats for them, and the budget is kept.</summary>
public sealed partial class TeamsNoMarkupTests
{
    private const int EachTime = 8;

    // The properties that Teams reads as Markdown, and those that it shows as they are.
    private static readonly HashSet<string> Markdown = ["TextBlock.text", "Fact.title", "Fact.value", "Choice.title", "AdaptiveCard.fallbackText"];
    private static readonly HashSet<string> Plain =
        ["TextRun.text", "Message.summary", "Message.title", "Action.title", "Action.tooltip", "Input.label", "Input.errorMessage"];

    [Fact]
    public void None_of_the_strings_makes_markup_in_any_card_note_dialog_or_answer() =>
        Parallel.For(0, Fuzz.Strings / EachTime, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var random = new Random(seed);
            string any(int most) => Hostile.Text(random, most);
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
            // Each drawing comes up for every eighteenth material: in a run each sees more than five thousand strings.
            var turn = 0;
            foreach (var (name, draw) in new TeamsDrawings(material).Undrawn)
                if (turn++ % 18 == seed % 18 && !TeamsDrawings.IsLong(name))
                    Check(name, draw(), $"seed {seed}");
        });

    [Theory]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](https://evil.example) ![y](https://evil.example/y.png)")]
    [InlineData("<at>Lee Park</at> <at id=\"0\">")]
    [InlineData("{{DATE(2026-11-20T09:00:00Z, SHORT)}}")]
    [InlineData("nothing**\n\n**Checked by Mo**\n# Approved\n> quoted\n- item")]
    public void Nobodys_words_act(string words)
    {
        foreach (var text in new[] { words, string.Concat(Enumerable.Repeat(words + " ", 3_000))[..3_000] })
        {
            var material = new Material
            {
                Title = Of(text, 150),
                Did = text,
                Checked = text,
                Reason = text,
                Rollback = text,
                Paths = Of(text, 1_500),
                Tests = Of(text, 1_500),
                Scanner = Of(text, 80),
                EdgeCases = Of(text, 1_500),
                AiReview = Of(text, 1_500),
                Tools = Of(text, 200),
                Name = Of(text, 80),
                ServiceName = Of(text, 60),
            };
            foreach (var (name, drawn) in new TeamsDrawings(material).All)
                Check(name, drawn, words);
        }
    }

    private static string Of(string text, int max) => text.Length <= max ? text : text[..max];

    private static void Check(string name, object drawn, string what)
    {
        var faults = CardBudget.Violations(TeamsDrawings.CardOf(drawn));
        if (faults.Count > 0)
            faults.ShouldBeEmpty($"{name}, {what}");
        using var json = JsonDocument.Parse(TeamsDrawings.Json(drawn));
        Walk(json.RootElement, "Message", name, what);
    }

    private static void Walk(JsonElement element, string within, string name, string what)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var item in element.EnumerateArray())
                Walk(item, within, name, what);
        if (element.ValueKind != JsonValueKind.Object)
            return;
        var type = element.TryGetProperty("type", out var named) && named.ValueKind == JsonValueKind.String ? Kind(named.GetString()!) : within;
        foreach (var property in element.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.String)
                Judge($"{type}.{property.Name}", property.Value.GetString()!, name, what);
            // What is typed and what comes back is nobody's text to read.
            else if (property.Name is not ("data" or "msteams"))
                Walk(property.Value, property.Name switch { "facts" => "Fact", "choices" => "Choice", _ => type }, name, what);
        }
    }

    private static string Kind(string type) => type.StartsWith("Action.", StringComparison.Ordinal) ? "Action"
        : type.StartsWith("Input.", StringComparison.Ordinal) ? "Input" : type;

    private static void Judge(string property, string text, string name, string what)
    {
        // The one drawing that mentions somebody, in a text of its own.
        if (name == "ping-lead-in-thread")
            text = Mention().Replace(text, "${label}");
        var found = Markdown.Contains(property) ? MarkdownJudge.Finds(Bold().Replace(Ours().Replace(text, "${label}"), "${words}"))
            : Plain.Contains(property) ? MarkdownJudge.FindsInPlain(text) : null;
        if (found is not null)
            Assert.Fail($"{name}, {what}: {found} came through in {property}: {text}");
        if (property.EndsWith(".url", StringComparison.Ordinal))
            new Uri(text).Scheme.ShouldBe("https", $"{name}, {what}");
    }

    // Our own tokens: a time in the reader's zone, a link to the change.
    [GeneratedRegex(@"\{\{DATE\([-0-9:TZ]+, SHORT\)\}\} \{\{TIME\([-0-9:TZ]+\)\}\}|\[(?<label>[^\[\]]*(?:\](?!\()[^\[\]]*)*)\]\(https://(?:github\.com/acme/payments-api/pull/12|ci\.example\.com/scans/812)[^()]*\)")]
    private static partial Regex Ours();

    [GeneratedRegex(@"\A<at>(?<label>[^<>]*)</at>\z")]
    private static partial Regex Mention();

    // People's stars are letters that look like stars.
    [GeneratedRegex(@"\*\*(?<words>[^*]+)\*\*")]
    private static partial Regex Bold();
}
