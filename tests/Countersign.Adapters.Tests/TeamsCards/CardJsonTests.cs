using System.Text;
using System.Text.Json;
using Countersign.Adapters.Tests.SlackWire;
using Countersign.Teams.Wire.AdaptiveCards;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.TeamsCards;

public sealed class CardJsonTests
{
    [Fact]
    public void A_card_is_written_as_Teams_reads_it() => Golden.Matches("everything", CardJson.ToUtf8(Samples.Everything), "TeamsCards");

    [Fact]
    public void A_form_is_written_as_Teams_reads_it() => Golden.Matches("fields", CardJson.ToUtf8(Samples.Form), "TeamsCards");

    [Fact]
    public void The_samples_keep_every_limit() =>
        CardBudget.Violations(Samples.Everything).Concat(CardBudget.Violations(Samples.Form)).ShouldBeEmpty();

    [Fact]
    public void A_card_within_an_answer_is_the_same_card()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WritePropertyName("value");
            CardJson.Write(Samples.Everything, json);
            json.WriteEndObject();
        }

        Encoding.UTF8.GetString(stream.ToArray()).ShouldBe($$"""{"value":{{Encoding.UTF8.GetString(CardJson.ToUtf8(Samples.Everything))}}}""");
    }

    [Fact]
    public void Every_text_arrives_as_it_was_written()
    {
        var random = new Random(11);
        for (var i = 0; i < 10_000; i++)
        {
            var text = Hostile.Text(random, 30);
            using var read = JsonDocument.Parse(CardJson.ToUtf8(new AdaptiveCard([new TextBlock(text)])));
            // Half a surrogate pair has no form in UTF-8.
            read.RootElement.GetProperty("body")[0].GetProperty("text").GetString().ShouldBe(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
        }
    }

    [Fact]
    public void Every_control_character_is_escaped()
    {
        var all = string.Concat(Enumerable.Range(0, 0x100).Select(c => (char)c));
        var bytes = CardJson.ToUtf8(new AdaptiveCard([new TextBlock(all)]));
        bytes.ShouldAllBe(b => b >= 0x20 && b != 0x7F);
        JsonDocument.Parse(bytes).RootElement.GetProperty("body")[0].GetProperty("text").GetString().ShouldBe(all);
    }

    [Fact]
    public void An_emoji_takes_four_bytes()
    {
        var empty = CardJson.ToUtf8(new AdaptiveCard([new TextBlock("")])).Length;
        CardJson.ToUtf8(new AdaptiveCard([new TextBlock("🚀🚀")])).Length.ShouldBe(empty + 8);
    }
}
