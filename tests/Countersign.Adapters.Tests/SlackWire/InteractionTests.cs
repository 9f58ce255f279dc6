using System.Text;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackWire;

public sealed class InteractionTests
{
    [Fact]
    public void A_press_keeps_what_a_decision_needs()
    {
        var press = Parse<BlockActions>(Payloads.Press);
        press.Origin.ShouldBe(new Origin(new SlackUser("U1", "ana", "T9"), "T1", "acme", null, "A1", false));
        press.UserTeamId.ShouldBe("T9");
        press.TriggerId.ShouldBe("111.222.abc");
        press.ChannelId.ShouldBe("D1");
        press.MessageTs.ShouldBe("1763629200.000100");
        press.Container.ShouldBe(new Container("message", "1763629200.000100", "1.2", "D1", false, null));
        press.ResponseUrl.ShouldBe("https://hooks.slack.com/actions/T1/1/x");
        press.Actions.Count.ShouldBe(2);
        press.Actions[0].ShouldSatisfyAllConditions(
            action => action.BlockId.ShouldBe("b1"),
            action => action.ActionId.ShouldBe("approve"),
            action => action.Value.ShouldBe("CR-1.2"),
            action => action.ActionTs.ShouldBe("1763629201.5"));
        press.Actions[1].Input.SelectedOption.ShouldBe("lee");
    }

    [Fact]
    public void The_form_of_a_press_is_read_without_a_string_between()
    {
        var body = Encoding.UTF8.GetBytes("payload=" + Uri.EscapeDataString(Payloads.Press));
        Interaction.TryParseForm(body, out var interaction).ShouldBeTrue();
        interaction.ShouldBeOfType<BlockActions>().Actions[0].Value.ShouldBe("CR-1.2");
    }

    [Fact]
    public void A_press_in_an_organisation_wide_installation_has_no_team()
    {
        var press = Parse<BlockActions>(Payloads.EnterprisePress);
        press.Origin.TeamId.ShouldBeNull();
        press.Origin.EnterpriseId.ShouldBe("E1");
        press.Origin.IsEnterpriseInstall.ShouldBeTrue();
        press.UserTeamId.ShouldBe("T7");
        press.View!.Hash.ShouldBe("1.h");
        press.ResponseUrl.ShouldBeNull();
    }

    [Fact]
    public void A_submission_gives_each_inputs_value()
    {
        var submission = Parse<ViewSubmission>(Payloads.Submission);
        submission.UserTeamId.ShouldBeNull();
        submission.View.ShouldSatisfyAllConditions(
            view => view.CallbackId.ShouldBe("ask"),
            view => view.PrivateMetadata.ShouldBe("{\"r\":1}"),
            view => view.Hash.ShouldBe("17.abc"),
            view => view.RootViewId.ShouldBe("V1"),
            view => view.PreviousViewId.ShouldBeNull(),
            view => view.AppInstalledTeamId.ShouldBe("T1"));
        var state = submission.View.State;
        state.Text("why", "text").ShouldBe("because 🚀");
        state.Text("empty", "text").ShouldBeNull();
        state.Choice("risk", "level").ShouldBe("high");
        state.Choices("checks", "done").ShouldBe(["tests", "docs"]);
        state.User("who", "one").ShouldBe("U2");
        state.Users("who", "many").ShouldBe(["U2", "W3"]);
        state.Date("day", "on").ShouldBe("2025-11-20");
        state.Find("odd", "new")!.Type.ShouldBe("rich_text_input");
        state.Find("no", "such").ShouldBeNull();
        state.Choices("no", "such").ShouldBeEmpty();
    }

    [Fact]
    public void The_other_kinds_are_told_apart()
    {
        Parse<ViewClosed>(Payloads.Closed).IsCleared.ShouldBeTrue();
        Parse<GlobalShortcut>(Payloads.Global).CallbackId.ShouldBe("new");
        var shortcut = Parse<MessageShortcut>(Payloads.OnMessage);
        (shortcut.ChannelId, shortcut.MessageTs, shortcut.UserTeamId).ShouldBe(("C1", "7.8", "T1"));
        Parse<UnknownInteraction>("""{"type":"workflow_step_edit"}""").Type.ShouldBe("workflow_step_edit");
    }

    [Fact]
    public void An_interaction_prints_nothing_that_it_carries() =>
        Parse<BlockActions>(Payloads.Press).ToString().ShouldBe("BlockActions");

    [Theory]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"}}""")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"actions":[]}""")]
    [InlineData("""{"type":"block_actions","user":{"id":"U1"},"actions":[{"value":"1"}]}""")]
    [InlineData("""{"type":"block_actions","actions":[{"action_id":"a"}]}""")]
    [InlineData("""{"type":"block_actions","user":{"id":7},"actions":[{"action_id":"a"}]}""")]
    [InlineData("""{"type":"block_actions","user":null,"actions":[{"action_id":"a"}]}""")]
    [InlineData("""{"type":"view_submission","user":{"id":"U1"}}""")]
    [InlineData("""{"type":"view_submission","user":{"id":"U1"},"view":[]}""")]
    [InlineData("""{"type":"shortcut","user":{"id":"U1"}}""")]
    [InlineData("""{"type":null,"user":{"id":"U1"}}""")]
    [InlineData("{}")]
    public void What_lacks_its_person_or_its_matter_is_refused(string json) =>
        Interaction.TryParse(Encoding.UTF8.GetBytes(json), out _).ShouldBeFalse();

    [Fact]
    public void Fields_of_another_type_than_expected_read_as_missing()
    {
        var press = Parse<BlockActions>("""
            {"actions":["x",7,null,[{"action_id":"no"}],{"action_id":"a","value":{"x":1},"selected_options":"no","selected_users":[1,"U2"],"block_id":5}],
             "user":{"id":"U1","team_id":5},"team":"T1","channel":["C1"],"container":7,"state":{"values":[1]},"view":"v",
             "is_enterprise_install":1e999,"message":"m","message_ts":12345678901234567890123456789,"type":"block_actions"}
            """);
        press.Actions.Count.ShouldBe(1);
        press.Actions[0].Value.ShouldBeNull();
        press.Actions[0].Input.SelectedUsers.ShouldBe(["U2"]);
        (press.UserTeamId, press.ChannelId, press.MessageTs, press.View).ShouldBe((null, null, null, null));
        press.State.Count.ShouldBe(0);
    }

    private static T Parse<T>(string json) where T : Interaction
    {
        Interaction.TryParse(Encoding.UTF8.GetBytes(json), out var interaction).ShouldBeTrue();
        return interaction.ShouldBeOfType<T>();
    }
}
