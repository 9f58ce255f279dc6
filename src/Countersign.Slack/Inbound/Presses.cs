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
public sealed class Presses(SlackDesk desk, Pressing pressing, SwapPresses swaps, Forms forms, PrivateWords words)
{
    public async Task Handle(BlockActions press, Instant now, CancellationToken cancel)
    {
        if (press.Actions is [{ ActionId: Ids.Open }, ..])
            return;
        if (press.Actions.Count > 0 && await swaps.Handle(press, KeyOf(press), now, cancel))
            return;
        if (Read(press) is not { } read)
        {
            words.Tell(press.UserId, ChannelOf(press), press.ResponseUrl, ReplyWords.Unreadable, desk.Draw());
            return;
        }

        var by = desk.Who(press.UserTeamId, press.UserId);
        var call = new Call(press, by, read, desk.Draw(by), now);
        var answer = await Do(call, cancel);
        if (answer is not null)
            words.Tell(press.UserId, ChannelOf(press), press.ResponseUrl, answer.Words, call.Draw);
    }

    /// <summary>The same private word for a press that could not be recorded at all.</summary>
    public void TellTrouble(BlockActions press, StoreTrouble trouble) =>
        words.Tell(press.UserId, ChannelOf(press), press.ResponseUrl, TroubleWords.Of(trouble), desk.Draw());

    /// <summary>What a button says.</summary>
    /// <param name="Reason">Of a decline.</param>
    /// <param name="Time">For how long it is put off.</param>
    private sealed record Said(string Action, ButtonValue Button, DeclineReason? Reason = null, Duration Time = default);

    private sealed record Call(BlockActions Press, Actor By, Said Said, Draw Draw, Instant Now)
    {
        public ButtonValue Button => Said.Button;
    }

    private async Task<Answer?> Do(Call call, CancellationToken cancel)
    {
        var request = RequestOf(call);
        return call.Said.Action switch
        {
            Ids.Approve => await desk.Deciding.Approve(request, call.Now, cancel),
            Ids.Claim => await desk.Deciding.Claim(request, call.Now, cancel),
            Ids.OnIt => await desk.Deciding.OnIt(request, call.Now, cancel),
            Ids.SnoozeShort or Ids.SnoozeLong => await desk.Deciding.Snooze(request, call.Said.Time, call.Now, cancel),
            Ids.Take => await desk.Taking.Take(request, call.Now, cancel),
            Ids.NotNow => await desk.Taking.NotNow(request, call.Now, cancel),
            Ids.Decline => await desk.Deciding.Decline(request, call.Said.Reason!.Value, call.Now, cancel),
            Ids.Deny => Opened(call, await pressing.AskReason(request, Verdict.Denied, call.Now, cancel)),
            Ids.RequestChanges => Opened(call, await pressing.AskReason(request, Verdict.ChangesRequested, call.Now, cancel)),
            Ids.Details => Opened(call, await pressing.Details(call.By, call.Button, call.Now, cancel)),
            Ids.Update => Opened(call, await pressing.Update(call.By, call.Button, call.Now, cancel)),
            Ids.New => Opened(call, await pressing.New(call.By, call.Now, cancel)),
            _ => null,
        };
    }

    private Answer? Opened(Call call, Opening opening)
    {
        if (opening is Opening.Refused { Answer: var refused })
            return refused;
        var memory = new FormMemory(call.Button, ChannelOf(call.Press), call.Press.MessageTs);
        Open(call, opening switch
        {
            Opening.Reason { Verdict: Verdict.Denied } o => ReasonForms.Deny(o.Change, memory),
            Opening.Reason o => ReasonForms.RequestChanges(o.Change, memory),
            Opening.Details o => DetailsView.Of(o.Change, o.Events, call.Draw),
            Opening.Update o => SubmitForm.Update(o.Change, call.Draw.Policy),
            _ => SubmitForm.New(null, call.Draw.Policy),
        });
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
        return new AboutRequest(KeyOf(press), call.By, call.Button.Change, pressed, call.Button.Round, call.Button.Stamp);
    }

    // Time first: receipts are then written at the end of their index, which is what keeps a large one fast.
    private static ReceiptKey KeyOf(BlockActions press) =>
        new($"b:{press.Actions[0].ActionTs}:{press.Origin.TeamId}:{press.TriggerId}:{press.UserId}:{press.Actions[0].ActionId}");

    private static Said? Read(BlockActions press)
    {
        if (press.Actions is not [var action, ..])
            return null;
        switch (action.ActionId)
        {
            case Ids.New:
                return new Said(Ids.New, default);
            case Ids.More:
                return MenuValue.TryParse(action.Input.SelectedOption, out var chosen)
                    ? new Said(chosen.Action, chosen.Button, chosen.Reason)
                    : null;
            case Ids.SnoozeShort or Ids.SnoozeLong:
                return SnoozeValue.TryParse(action.Value, out var snooze) ? new Said(action.ActionId, snooze.Button, Time: snooze.Time) : null;
            default:
                return ButtonValue.TryParse(action.Value, out var button) ? new Said(action.ActionId, button) : null;
        }
    }

    private static string? ChannelOf(BlockActions press) => press.ChannelId ?? press.Container?.ChannelId;
}
