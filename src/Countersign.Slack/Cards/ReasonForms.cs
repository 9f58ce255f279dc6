using Countersign.Core.Changes;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The forms that ask for a reason. The form is the confirmation: there is no second question.</summary>
public static class ReasonForms
{
    public static ModalView Deny(ChangeRequest change, FormMemory memory) => Form(
        change, memory, "Deny", Ids.DenyView, "Why not?", "The author reads this. Say what is wrong and what would make it right.");

    public static ModalView RequestChanges(ChangeRequest change, FormMemory memory) => Form(
        change, memory, "Request changes", Ids.ChangesView, "What has to change?", "The author reads this, changes it, and asks again in a new round.");

    public static ModalView Reassign(ChangeRequest change, string? userId, string? reason)
    {
        var memory = new FormMemory(ButtonValue.Of(change), null, null);
        var form = Form(change, memory, "Reassign", Ids.ReassignView, "Why?", "The author and both reviewers can see this.", reason);
        return form with
        {
            Blocks =
            [
                form.Blocks[0],
                new Input(new PlainText("Give it to"), new UsersSelect(Ids.Input) { InitialUser = userId }) { BlockId = Ids.PersonBlock },
                .. form.Blocks.Skip(1),
            ],
        };
    }

    public static string? Reason(ViewState state) => state.Text(Ids.ReasonBlock, Ids.Input);

    public static ViewResponse Error(string message) =>
        new ViewResponse.ShowErrors(new Dictionary<string, string> { [Ids.ReasonBlock] = message });

    private static ModalView Form(
        ChangeRequest change, FormMemory memory, string verb, string callback, string label, string hint, string? initial = null) =>
        new(
            new PlainText(verb),
            [
                new Section(new Mrkdwn($"{change.Id} · *{Mrkdwn.Literal(change.Draft.Title)}*")),
                new Input(new PlainText(label), new PlainTextInput(Ids.Input)
                {
                    Multiline = true,
                    MinLength = 1,
                    MaxLength = ReviewDesk.ReasonMax,
                    InitialValue = string.IsNullOrWhiteSpace(initial) ? null : Mrkdwn.Clip(initial, ReviewDesk.ReasonMax),
                })
                {
                    BlockId = Ids.ReasonBlock,
                    Hint = new PlainText(hint),
                },
            ],
            new PlainText(verb),
            new PlainText("Cancel"))
        {
            CallbackId = callback,
            PrivateMetadata = memory.ToString(),
        };
}
