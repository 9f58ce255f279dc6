using System.Text;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Words;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.SlackCards;

/// <summary>Slack refuses a whole answer for one error at a field that the form has not.</summary>
public sealed class FormErrorTests
{
    [Fact]
    public void An_error_at_a_field_that_the_form_lacks_stands_at_its_title()
    {
        FieldError[] errors =
        [
            new(DraftField.Title, "Give the change a title."),
            new(DraftField.Paths, "Name the files or folders that it touches."),
            new(DraftField.Rollback, "Say how you would go back."),
        ];

        var shown = JsonSerializer.Deserialize<JsonElement>(SlackJson.ToUtf8(SubmitForm.Errors(errors, Form("Title", "Rollback")))).GetProperty("errors");

        shown.EnumerateObject().Select(e => e.Name).ShouldBe(["Title", "Rollback"], ignoreOrder: true);
        shown.GetProperty("Rollback").GetString().ShouldBe("Say how you would go back.");
        shown.GetProperty("Title").GetString()!.ShouldStartWith("Give the change a title. Name the files or folders that it touches. The policy has changed");
    }

    [Fact]
    public void The_form_has_what_the_policy_asks_somewhere_and_nothing_else()
    {
        var policy = new Cast(new Material()).Policy;

        Fields(SubmitForm.New(null, policy)).ShouldBe(FormWords.Fields(policy).Select(f => f.Field.ToString()));
        Fields(SubmitForm.New(null, Cast.AsksNothing(policy))).ShouldBe(
            ["Title", "Link", "Service", "AiTools", "AiDid", "AuthorChecked", "Destruction", "Rollback", "Evidence", "RaiseTo", "Urgency", "CoAuthors"]);
    }

    private static IEnumerable<string> Fields(ModalView form) => form.Blocks.OfType<Input>().Select(i => i.BlockId!);

    private static ViewState Form(params string[] blocks)
    {
        var values = string.Join(',', blocks.Select(b => $$$"""
            "{{{b}}}":{"value":{"type":"plain_text_input","value":null}}
            """));
        var payload = $$$"""
            {"type":"view_submission","team":{"id":"T1"},"user":{"id":"U1","team_id":"T1"},"view":{"id":"V1","type":"modal","hash":"1.h",
             "callback_id":"cr.submit.view","blocks":[],"state":{"values":{ {{{values}}} } } } }
            """;
        Interaction.TryParse(Encoding.UTF8.GetBytes(payload), out var read).ShouldBeTrue();
        return read.ShouldBeOfType<ViewSubmission>().View.State;
    }
}
