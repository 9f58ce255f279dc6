using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Wire.AdaptiveCards;

namespace Countersign.Teams.Cards;

/// <summary>Only a press opens a dialog: a command that wants a form is answered with the button for it, and with the form itself below it.</summary>
internal static class FormReplies
{
    public static TeamsMessage New(Reply.NewForm reply, Draw draw)
    {
        var words = ChangeLink.TryParse(reply.Link, out var link)
            ? Sentence.Of($"A sign-off for {Graphemes.Clip(link.ShortName, Links.LabelMax)}: the form is begun with what the link tells.")
            : Sentence.Text("Tell me about the change, and I find a senior for it.");
        return Message(words, NewButton(reply.Link), SubmitForm.New(FormWords.Prefill(reply.Link, draw.Policy), draw.Policy, [], FormPlace.Chat), draw);
    }

    public static TeamsMessage Update(Reply.UpdateForm reply, Draw draw) => Message(
        Sentence.Of($"{reply.Change.Id} “{reply.Change.Draft.Title}”: the form holds what it says today."),
        RequestButtons.Update(reply.Change),
        SubmitForm.Update(reply.Change, null, draw.Policy, [], FormPlace.Chat),
        draw);

    public static TeamsMessage Reassign(Reply.ReassignForm reply, Draw draw)
    {
        var to = reply.To is { } person ? Sentence.Of($" It goes to {person.Id}.") : Sentence.Empty;
        var said = new List<KeyValuePair<string, string>>();
        if (reply.To is { } named)
            said.Add(new(Ids.Person, named.Id.Value));
        if (!string.IsNullOrWhiteSpace(reply.Reason))
            said.Add(new(Ids.Reason, JsonSize.Clip(CleanText.Of(reply.Reason), 3 * ReviewDesk.ReasonMax)));
        return Message(
            Sentence.Of($"{reply.Change.Id} “{reply.Change.Draft.Title}”: the form asks for the rest.{to}"),
            RequestButtons.Reassign(reply.Change, [.. said]),
            ReasonForms.Reassign(reply.Change, reply.To?.Id, reply.Reason, draw.Policy, null, draw, FormPlace.Chat),
            draw);
    }

    /// <param name="link">What the form is begun with.</param>
    public static SubmitAction NewButton(string? link) => new(FormWords.NewTitle)
    {
        OpensDialog = true,
        LeavesInputs = true,
        Style = ActionStyle.Positive,
        Data = [new(Ids.Do, Ids.New), .. link is null ? [] : new[] { KeyValuePair.Create(Ids.Link, link) }],
    };

    // Clients that know no dialogs do nothing at all when the button is pressed: the form unfolds from the card as well.
    private static TeamsMessage Message(Sentence words, SubmitAction button, Dialog form, Draw draw) => Draw.Message(
        draw.Spoken(words), [new TextBlock(draw.Markup(words))], [button, new ShowCardAction(InChat.FillInHere, form.Card)]);
}
