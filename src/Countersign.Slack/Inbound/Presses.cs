using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>Buttons and menus. The decision is durable before the acknowledgement; a refusal is a private word.</summary>
public sealed class Presses(SlackDesk desk, Forms forms, PrivateWords words)
{
    public async Task Handle(BlockActions press, Instant now, CancellationToken cancel)
    {
        if (press.Actions is [{ ActionId: Ids.Open }, ..])
            return;
        if (Read(press) is not { } read)
        {
            words.Tell(press.UserId, ChannelOf(press), press.ResponseUrl, Unreadable, desk.Draw());
            return;
        }

        var by = desk.Who(press.UserTeamId, press.UserId);
        var call = new Call(press, by, read.Action, read.Reason, read.Button, desk.Draw(), now);
        var answer = await Do(call, cancel);
        if (answer is not null)
            words.Tell(press.UserId, ChannelOf(press), press.ResponseUrl, answer.Words, call.Draw);
    }

    /// <summary>The same private word for a press that could not be recorded at all.</summary>
    public void TellTrouble(BlockActions press, StoreTrouble trouble) =>
        words.Tell(press.UserId, ChannelOf(press), press.ResponseUrl, TroubleWords.Of(trouble), desk.Draw());

    private static Sentence Unreadable { get; } = Sentence.Of(
        $"I can't read this button: its card is too old or broken. Nothing was changed; {new Typed("/signoff list")} shows what waits for you.");

    private sealed record Call(
        BlockActions Press, Actor By, string Action, DeclineReason? Reason, ButtonValue Button, Draw Draw, Instant Now);

    private async Task<Answer?> Do(Call call, CancellationToken cancel)
    {
        var request = RequestOf(call);
        return call.Action switch
        {
            Ids.Approve => await desk.Deciding.Approve(request, call.Now, cancel),
            Ids.Claim => await desk.Deciding.Claim(request, call.Now, cancel),
            Ids.Decline => await desk.Deciding.Decline(request, call.Reason!.Value, call.Now, cancel),
            Ids.Deny or Ids.RequestChanges => await AskReason(call, request, cancel),
            Ids.Details => await ShowDetails(call, cancel),
            Ids.Update => await OpenUpdate(call, cancel),
            Ids.New => await OpenNew(call, cancel),
            _ => null,
        };
    }

    // Whoever may not deny hears so at once, not after writing a reason: an empty reason is refused last of all.
    private async Task<Answer?> AskReason(Call call, AboutRequest request, CancellationToken cancel)
    {
        var deny = call.Action == Ids.Deny;
        if (await desk.Store.Find(call.Button.Change, cancel) is { } change && change.Stamp == call.Button.Stamp)
        {
            Command asked = deny
                ? new Command.Deny(call.By, call.Button.Round, null)
                : new Command.RequestChanges(call.By, call.Button.Round, null);
            if (ReviewDesk.Decide(change, asked, call.Now) is Ruling.Refused { Refusal: Refusal.ReasonMissing })
            {
                var memory = new FormMemory(call.Button, ChannelOf(call.Press), call.Press.MessageTs);
                Open(call, deny ? ReasonForms.Deny(change, memory) : ReasonForms.RequestChanges(change, memory));
                return null;
            }
        }

        return deny
            ? await desk.Deciding.Deny(request, null, call.Now, cancel)
            : await desk.Deciding.RequestChanges(request, null, call.Now, cancel);
    }

    private async Task<Answer?> ShowDetails(Call call, CancellationToken cancel)
    {
        if (await desk.Doorkeeper.Stop(call.By, "details", call.Now, cancel) is { } stopped)
            return stopped;
        if (await desk.Store.Find(call.Button.Change, cancel) is not { } change || change.Stamp != call.Button.Stamp)
            return new Answer(false, RefusalWords.Of(new Refusal.OtherRequest(call.Button.Change), call.Draw.Policy));
        Open(call, DetailsView.Of(change, await desk.Store.History(change.Id, cancel), call.Draw));
        return null;
    }

    private async Task<Answer?> OpenUpdate(Call call, CancellationToken cancel)
    {
        if (await desk.Doorkeeper.Stop(call.By, "update", call.Now, cancel) is { } stopped)
            return stopped;
        var change = await desk.Store.Find(call.Button.Change, cancel);
        var refusal = change is null || change.Stamp != call.Button.Stamp
            ? new Refusal.OtherRequest(call.Button.Change)
            : Updating.RefusalFor(change, ((Actor.Member)call.By).Person.Id);
        if (refusal is not null)
            return new Answer(false, RefusalWords.Of(refusal, call.Draw.Policy));
        Open(call, SubmitForm.Update(change!, call.Draw.Policy));
        return null;
    }

    private async Task<Answer?> OpenNew(Call call, CancellationToken cancel)
    {
        if (await desk.Doorkeeper.Stop(call.By, "new", call.Now, cancel) is { } stopped)
            return stopped;
        Open(call, SubmitForm.New(null, call.Draw.Policy));
        return null;
    }

    private void Open(Call call, ModalView view) => forms.Open(
        call.Press.TriggerId, view, call.Press.UserId, ChannelOf(call.Press), call.Press.ResponseUrl, "press again", call.Draw);

    private AboutRequest RequestOf(Call call)
    {
        var press = call.Press;
        var pressed = ChannelOf(press) is { } channel && press.MessageTs is { } ts && press.Container is not { IsEphemeral: true }
            ? new PressedCard(desk.Settings.Place(channel), ts, channel.StartsWith('D'))
            : null;
        // Time first: receipts are then written at the end of their index, which is what keeps a large one fast.
        var key = new ReceiptKey($"b:{press.Actions[0].ActionTs}:{press.Origin.TeamId}:{press.TriggerId}:{press.UserId}:{press.Actions[0].ActionId}");
        return new AboutRequest(key, call.By, call.Button.Change, pressed, call.Button.Round, call.Button.Stamp);
    }

    private static (string Action, DeclineReason? Reason, ButtonValue Button)? Read(BlockActions press)
    {
        if (press.Actions is not [var action, ..])
            return null;
        switch (action.ActionId)
        {
            case Ids.New:
                return (Ids.New, null, default);
            case Ids.More:
                return MenuValue.TryParse(action.Input.SelectedOption, out var chosen)
                    ? (chosen.Action, chosen.Reason, chosen.Button)
                    : null;
            default:
                return ButtonValue.TryParse(action.Value, out var button) ? (action.ActionId, null, button) : null;
        }
    }

    private static string? ChannelOf(BlockActions press) => press.ChannelId ?? press.Container?.ChannelId;
}
