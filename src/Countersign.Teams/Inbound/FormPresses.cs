using Countersign.Core.Desk;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>Forms and details that stand on a card in the chat: the answer takes the card's place.</summary>
public sealed class FormPresses(TeamsDesk desk, Dialogs dialogs, Conversing conversing)
{
    /// <returns>Null for other presses.</returns>
    public async Task<InvokeAnswer?> Handle(Activity activity, PressData data, Instant now, CancellationToken cancel) => data.Verb switch
    {
        Ids.Submit or Ids.SubmitUpdate or Ids.SubmitReassign => Placed(activity, await dialogs.Submit(activity, data, FormPlace.Chat, now, cancel)),
        Ids.Details when data.Button is { } button => Details(activity, await desk.Pressing.Details(desk.Who(activity), button, now, cancel), data),
        _ => null,
    };

    private InvokeAnswer Placed(Activity activity, InvokeAnswer answer)
    {
        switch (answer)
        {
            case InvokeAnswer.Open { Dialog: var form }:
                return new InvokeAnswer.Card(InChat.Card(form));
            case InvokeAnswer.Told { Words: var words }:
                var done = Replies.Say(words, desk.Draw(activity));
                // Others in the chat, and the sender's other clients, still show the form.
                conversing.Replace(activity, done);
                return new InvokeAnswer.Card(done.Card);
            default:
                return answer;
        }
    }

    private InvokeAnswer Details(Activity activity, Opening opening, PressData data) => opening switch
    {
        Opening.Details o => new InvokeAnswer.Card(DetailsDialog.InChat(o.Change, o.Events, desk.Draw(activity), back: data[Ids.Back] is not null)),
        Opening.Refused { Answer.Words: var words } => new InvokeAnswer.Word(desk.Draw(activity).Plain(words)),
        _ => throw new InvalidOperationException($"No drawing for {opening.GetType().Name}."),
    };
}
