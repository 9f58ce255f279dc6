using System.Text;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class BlockJsonTests
{
    [Fact]
    public void A_message_is_written_as_Slack_reads_it() => Golden.Matches("message", SlackJson.ToUtf8(Samples.Message));

    [Fact]
    public void A_modal_is_written_as_Slack_reads_it() => Golden.Matches("modal", SlackJson.ToUtf8(Samples.Modal));

    [Fact]
    public void A_home_tab_is_written_as_Slack_reads_it() => Golden.Matches("home", SlackJson.ToUtf8(Samples.Home));

    [Fact]
    public void The_answers_to_a_submission_are_written_as_Slack_reads_them()
    {
        Json(SlackJson.ToUtf8(new ViewResponse.ShowErrors(new Dictionary<string, string> { ["Why_Block"] = "Say why." })))
            .ShouldBe("""{"response_action":"errors","errors":{"Why_Block":"Say why."}}""");
        Json(SlackJson.ToUtf8(new ViewResponse.Clear())).ShouldBe("""{"response_action":"clear"}""");
        Json(SlackJson.ToUtf8(new ViewResponse.Update(new ModalView(new("Done"), []))))
            .ShouldBe("""{"response_action":"update","view":{"type":"modal","title":{"type":"plain_text","text":"Done","emoji":false},"blocks":[]}}""");
        Json(SlackJson.ToUtf8(new ViewResponse.Push(new ModalView(new("More"), []))))
            .ShouldStartWith("""{"response_action":"push","view":{"type":"modal",""");
    }

    [Fact]
    public void A_command_is_answered_to_the_person_alone()
    {
        Json(SlackJson.ToUtf8(new CommandResponse("Hi"))).ShouldBe("""{"response_type":"ephemeral","text":"Hi"}""");
        Json(SlackJson.ToUtf8(new CommandResponse("Hi", [new Divider()]) { ReplaceOriginal = true }))
            .ShouldBe("""{"response_type":"ephemeral","text":"Hi","blocks":[{"type":"divider"}],"replace_original":true}""");
    }

    [Fact]
    public void The_samples_break_no_limit()
    {
        BlockLimitCheck.Violations(Samples.Message).ShouldBeEmpty();
        BlockLimitCheck.Violations(Samples.Modal).ShouldBeEmpty();
        BlockLimitCheck.Violations(Samples.Home).ShouldBeEmpty();
    }

    [Fact]
    public void Half_a_surrogate_pair_does_not_break_the_document() =>
        Json(SlackJson.ToUtf8(new Header(new("a\ud800b")))).ShouldContain("\"a\\uFFFDb\"");

    private static string Json(byte[] utf8) => Encoding.UTF8.GetString(utf8);
}
