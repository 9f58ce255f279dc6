using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.StandIn;

public sealed class BlockRulesTests
{
    private const string Button = """{"type":"button","text":{"type":"plain_text","text":"Go"}}""";
    private const string Option = """{"text":{"type":"plain_text","text":"o"},"value":"v"}""";

    [Theory]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":"#3001"}}""", "/blocks/0/text/text")]
    [InlineData("""{"type":"section","text":{"type":"mrkdwn","text":""}}""", "/blocks/0/text/text")]
    [InlineData("""{"type":"section","fields":[{"type":"mrkdwn","text":"#2001"}]}""", "/blocks/0/fields/0/text")]
    [InlineData("""{"type":"section"}""", "text or fields")]
    [InlineData("""{"type":"header","text":{"type":"plain_text","text":"#151"}}""", "less than 151")]
    [InlineData("""{"type":"header","text":{"type":"mrkdwn","text":"x"}}""", "must be plain_text")]
    [InlineData("""{"type":"image","image_url":"https://x/y.png"}""", "alt_text")]
    [InlineData("""{"type":"context","elements":[{"type":"image","image_url":"https://x/y.png"}]}""", "alt_text")]
    [InlineData("""{"type":"carousel"}""", "unsupported type: carousel")]
    [InlineData("""{"type":"actions","elements":[{"type":"plain_text_input"}]}""", "unsupported type: plain_text_input")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"#76"}}]}""", "less than 76")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"value":"#2001"}]}""", "/value")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"accessibility_label":"#76"}]}""", "/accessibility_label")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"action_id":"#256"}]}""", "/action_id")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"disabled":true}]}""", "invalid additional property: disabled")]
    [InlineData("""{"type":"actions","elements":[]}""", "at least 1")]
    [InlineData("""{"type":"divider","block_id":"#256"}""", "/block_id")]
    [InlineData("""{"type":"actions","elements":[{"type":"overflow","options":[{"text":{"type":"plain_text","text":"#76"},"value":"v"}]}]}""", "/options/0/text/text")]
    [InlineData("""{"type":"actions","elements":[{"type":"overflow","options":[{"text":{"type":"plain_text","text":"o"},"value":"#76"}]}]}""", "/options/0/value")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"#2001"},"element":{"type":"plain_text_input"}}""", "/label/text")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input","max_length":3001}}""", "/max_length")]
    [InlineData("""{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input","placeholder":{"type":"plain_text","text":"#151"}}}""", "/placeholder/text")]
    [InlineData("""{"type":"actions","elements":[{"type":"button","text":{"type":"plain_text","text":"x"},"confirm":{"title":{"type":"plain_text","text":"#101"},"text":{"type":"plain_text","text":"#301"},"confirm":{"type":"plain_text","text":"#31"},"deny":{"type":"plain_text","text":"No"}}}]}""", "/confirm/confirm/text")]
    public async Task A_block_over_its_limit_is_refused_and_the_place_is_named(string block, string expected)
    {
        await using var stage = await SlackStage.Start();
        var answer = await stage.Call("chat.postMessage", Message($"[{Long(block)}]"));
        ((string?)answer["error"]).ShouldBe("invalid_blocks");
        answer["response_metadata"]!["messages"]!.ToJsonString().ShouldContain(expected);
    }

    [Fact]
    public async Task Numbers_of_things_are_limited()
    {
        await using var stage = await SlackStage.Start();
        (await Error(stage, Many("""{"type":"divider"}""", 50))).ShouldBeNull();
        (await Error(stage, Many("""{"type":"divider"}""", 51))).ShouldBe("invalid_blocks");
        (await Error(stage, $$"""[{"type":"actions","elements":{{Many(Button, 26)}}}]""")).ShouldBe("invalid_blocks");
        (await Error(stage, $$"""[{"type":"context","elements":{{Many("""{"type":"mrkdwn","text":"x"}""", 11)}}}]""")).ShouldBe("invalid_blocks");
        (await Error(stage, $$"""[{"type":"section","fields":{{Many("""{"type":"mrkdwn","text":"x"}""", 11)}}}]""")).ShouldBe("invalid_blocks");
        (await Error(stage, $$"""[{"type":"actions","elements":[{"type":"static_select","options":{{Many(Option, 101)}}}]}]""")).ShouldBe("invalid_blocks");
        (await Error(stage, $$"""[{"type":"actions","elements":[{"type":"radio_buttons","options":{{Many(Option, 11)}}}]}]""")).ShouldBe("invalid_blocks");
        (await Error(stage, $$"""[{"type":"table","rows":[{{Many("""{"type":"raw_text","text":"x"}""", 21)}}]}]""")).ShouldBe("invalid_blocks");
        (await Error(stage, """[{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}]""")).ShouldBe("invalid_blocks");
    }

    [Fact]
    public async Task More_than_one_primary_button_is_bad_taste_but_allowed()
    {
        await using var stage = await SlackStage.Start();
        var primary = """{"type":"button","style":"primary","text":{"type":"plain_text","text":"Go"}}""";
        (await Error(stage, $$"""[{"type":"actions","elements":[{{primary}},{{primary}}]}]""")).ShouldBeNull();
    }

    [Fact]
    public async Task All_blocks_together_are_limited()
    {
        await using var stage = await SlackStage.Start();
        var section = """{"type":"section","text":{"type":"mrkdwn","text":"#2800"}}""";
        (await Error(stage, Many(Long(section), 4))).ShouldBeNull();
        (await Error(stage, Many(Long(section), 5))).ShouldBe("msg_blocks_too_long");
    }

    [Fact]
    public async Task Text_is_asked_for_and_limited()
    {
        await using var stage = await SlackStage.Start();
        (await stage.ErrorOf("chat.postMessage", new JsonObject { ["channel"] = "C0PAY" })).ShouldBe("no_text");
        (await stage.ErrorOf("chat.postMessage", new JsonObject { ["channel"] = "C0PAY", ["text"] = new string('x', 40_001) })).ShouldBe("msg_too_long");
        (await stage.ErrorOf("chat.postMessage", new JsonObject { ["channel"] = "C0PAY", ["text"] = "x", ["blocks"] = "no json" })).ShouldBe("invalid_blocks_format");
    }

    [Theory]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"#25"},"blocks":[]}""", "/view/title/text")]
    [InlineData("""{"type":"modal","blocks":[]}""", "missing required field: title")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"submit":{"type":"plain_text","text":"#25"},"blocks":[]}""", "/view/submit/text")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"private_metadata":"#3001","blocks":[]}""", "/view/private_metadata")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"callback_id":"#256","blocks":[]}""", "/view/callback_id")]
    [InlineData("""{"type":"modal","title":{"type":"plain_text","text":"t"},"blocks":[{"type":"input","label":{"type":"plain_text","text":"l"},"element":{"type":"plain_text_input"}}]}""", "missing required field: submit")]
    [InlineData("""{"type":"home","blocks":[]}""", "must be modal")]
    public async Task A_modal_over_its_limit_is_refused(string view, string expected)
    {
        await using var stage = await SlackStage.Start();
        var answer = await stage.Call("views.open", new JsonObject { ["trigger_id"] = "x", ["view"] = JsonNode.Parse(Long(view)) });
        ((string?)answer["error"]).ShouldBe("invalid_arguments");
        answer["response_metadata"]!["messages"]!.ToJsonString().ShouldContain(expected);
    }

    [Fact]
    public async Task A_view_holds_a_hundred_blocks_and_250_kilobytes()
    {
        await using var stage = await SlackStage.Start();
        (await Publish(stage, Many("""{"type":"divider"}""", 100))).ShouldBeNull();
        (await Publish(stage, Many("""{"type":"divider"}""", 101))).ShouldBe("invalid_arguments");
        (await Publish(stage, Many(Long("""{"type":"section","text":{"type":"mrkdwn","text":"#2900"}}"""), 90))).ShouldBe("view_too_large");
    }

    private static Task<string?> Publish(SlackStage stage, string blocks) =>
        stage.ErrorOf("views.publish", new JsonObject { ["user_id"] = "U0ANA", ["view"] = new JsonObject { ["type"] = "home", ["blocks"] = JsonNode.Parse(blocks) } });

    private static Task<string?> Error(SlackStage stage, string blocks) => stage.ErrorOf("chat.postMessage", Message(blocks));

    private static JsonObject Message(string blocks) => new() { ["channel"] = "C0PAY", ["text"] = "x", ["blocks"] = JsonNode.Parse(blocks) };

    private static string Many(string item, int times) => $"[{string.Join(',', Enumerable.Repeat(item, times))}]";

    /// <summary>Writes "#76" as a string of that length.</summary>
    private static string Long(string json) =>
        System.Text.RegularExpressions.Regex.Replace(json, "\"#(\\d+)\"", match => $"\"{new string('x', int.Parse(match.Groups[1].Value))}\"");
}
