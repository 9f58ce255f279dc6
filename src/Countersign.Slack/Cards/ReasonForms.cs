using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Slack.Wire;

namespace Countersign.Slack.Cards;

/// <summary>The forms that ask for a reason. The form is the confirmation: there is no second question.</summary>
public static class ReasonForms
{
    public static ModalView Deny(ChangeRequest change, FormMemory memory) => Form(
        change, memory, ReasonWords.Deny, Ids.DenyView);

    public static ModalView RequestChanges(ChangeRequest change, FormMemory memory) => Form(
        change, memory, ReasonWords.RequestChanges, Ids.ChangesView);

    public static ModalView Reassign(ChangeRequest change, string? userId, string? reason)
    {
        var memory = new FormMemory(ButtonValue.Of(change), null, null);
        var form = Form(change, memory, ReasonWords.Reassign, Ids.ReassignView, reason);
        return form with
        {
            Blocks =
            [
                form.Blocks[0],
                new Input(new PlainText(ReasonWords.GiveItTo), new UsersSelect(Ids.Input) { InitialUser = userId }) { BlockId = Ids.PersonBlock },
                .. form.Blocks.Skip(1),
            ],
        };
    }

    public static string? Reason(ViewState state) => state.Text(Ids.ReasonBlock, Ids.Input);

    public static ViewResponse Error(string message) =>
        new ViewResponse.ShowErrors(new Dictionary<string, string> { [Ids.ReasonBlock] = message });

    private static ModalView Form(
        ChangeRequest change, FormMemory memory, ReasonWords words, string callback, string? initial = null) =>
        new(
            new PlainText(words.Verb),
            [
                new Section(new Mrkdwn($"{change.Id} · *{Mrkdwn.Literal(change.Draft.Title)}*")),
                new Input(new PlainText(words.Label), new PlainTextInput(Ids.Input)
                {
                    Multiline = true,
                    MinLength = 1,
                    MaxLength = ReviewDesk.ReasonMax,
                    InitialValue = string.IsNullOrWhiteSpace(initial) ? null : Graphemes.Clip(initial, ReviewDesk.ReasonMax),
                })
                {
                    BlockId = Ids.ReasonBlock,
                    Hint = new PlainText(words.Hint),
                },
            ],
            new PlainText(words.Verb),
            new PlainText(FormWords.Cancel))
        {
            CallbackId = callback,
            PrivateMetadata = memory.ToString(),
        };
}
