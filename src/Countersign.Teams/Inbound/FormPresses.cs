using Countersign.Core.Desk;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
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

    /// <summary>The same from a client that doesn't know Action.Execute: its press has no answer, so a message says what came of it.</summary>
    /// <returns>False for other presses.</returns>
    public async Task<bool> Tell(Activity activity, PressData data, Instant now, CancellationToken cancel)
    {
        switch (data.Verb)
        {
            case Ids.Submit or Ids.SubmitUpdate or Ids.SubmitReassign:
                await TellOfForm(activity, await dialogs.Submit(activity, data, FormPlace.Chat, now, cancel));
                return true;
            case Ids.Details when data.Button is { } button:
                await conversing.Say(activity, Told(await desk.Pressing.Details(desk.Who(activity), button, now, cancel), desk.Draw(activity)));
                return true;
            default:
                return false;
        }
    }

    private async Task TellOfForm(Activity activity, InvokeAnswer answer)
    {
        if (answer is InvokeAnswer.Open { Dialog: var form })
            await conversing.Say(activity, new TeamsMessage(form.Title, InChat.Card(form)));
        else if (answer is InvokeAnswer.Told { Words: var words })
            conversing.Replace(activity, Replies.Say(words, desk.Draw(activity)));
    }

    private static TeamsMessage Told(Opening opening, Draw draw) => opening switch
    {
        Opening.Details o => new TeamsMessage($"{CardWords.Details}: {o.Change.Id}", DetailsDialog.InChat(o.Change, o.Events, draw, back: false)),
        Opening.Refused { Answer.Words: var words } => Replies.Say(words, draw),
        _ => throw new InvalidOperationException($"No drawing for {opening.GetType().Name}."),
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
