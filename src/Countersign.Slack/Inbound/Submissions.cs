using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Edge;
using Countersign.Slack.Cards;
using Countersign.Slack.Wire;
using NodaTime;

namespace Countersign.Slack.Inbound;

/// <summary>Submitted forms. Null closes the form; errors stand beside its fields and keep it open, so nothing typed is lost.</summary>
public sealed class Submissions(SlackDesk desk)
{
    public async Task<ViewResponse?> Handle(ViewSubmission sent, Instant now, CancellationToken cancel)
    {
        var by = desk.Who(sent.UserTeamId ?? sent.View.AppInstalledTeamId, sent.UserId);
        // The same view with the same hash may be sent again after its errors were mended: only what was taken leaves a receipt.
        var key = new ReceiptKey($"v:{sent.View.Id}:{sent.View.Hash}");
        try
        {
            return sent.View.CallbackId switch
            {
                Ids.SubmitView => OfForm(sent, by, await desk.Submitting.Submit(key, by, SubmitForm.Read(sent.View.State, desk.Settings.TeamId), now, cancel)),
                Ids.UpdateView => await Update(sent, by, key, now, cancel),
                Ids.DenyView or Ids.ChangesView => await Decide(sent, by, key, now, cancel),
                Ids.ReassignView => await Reassign(sent, by, key, now, cancel),
                _ => null,
            };
        }
        catch (Exception fault) when (Trouble.Of(fault) is { } trouble)
        {
            return Error(sent, Text(by, TroubleWords.Of(trouble)));
        }
    }

    private async Task<ViewResponse?> Update(ViewSubmission sent, Actor by, ReceiptKey key, Instant now, CancellationToken cancel)
    {
        if (!FormMemory.TryParse(sent.View.PrivateMetadata, out var memory))
            return Error(sent, ReasonWords.LostItsRequest);
        var request = new AboutRequest(key, by, memory.Button.Change, null, memory.Button.Round, memory.Button.Stamp, IsForm: true);
        return OfForm(sent, by, await desk.Submitting.Update(request, SubmitForm.Read(sent.View.State, desk.Settings.TeamId), now, cancel));
    }

    private async Task<ViewResponse?> Decide(ViewSubmission sent, Actor by, ReceiptKey key, Instant now, CancellationToken cancel)
    {
        if (!FormMemory.TryParse(sent.View.PrivateMetadata, out var memory))
            return Error(sent, ReasonWords.LostItsCard);
        var pressed = memory is { ChannelId: { } channel, MessageTs: { } ts }
            ? new PressedCard(desk.Settings.Place(channel), ts, channel.StartsWith('D'))
            : null;
        var request = new AboutRequest(key, by, memory.Button.Change, pressed, memory.Button.Round, memory.Button.Stamp, IsForm: true);
        var reason = ReasonForms.Reason(sent.View.State);
        var answer = sent.View.CallbackId == Ids.DenyView
            ? await desk.Deciding.Deny(request, reason, now, cancel)
            : await desk.Deciding.RequestChanges(request, reason, now, cancel);
        return answer.Accepted ? null : ReasonForms.Error(Text(by, answer.Words));
    }

    private async Task<ViewResponse?> Reassign(ViewSubmission sent, Actor by, ReceiptKey key, Instant now, CancellationToken cancel)
    {
        if (!FormMemory.TryParse(sent.View.PrivateMetadata, out var memory))
            return Error(sent, ReasonWords.LostItsRequest);
        var chosen = sent.View.State.User(Ids.PersonBlock, Ids.Input);
        var to = chosen is null ? null : desk.Policy.Book.Roster.Find(SlackSettings.Identity(desk.Settings.TeamId, chosen));
        if (to is null)
            return new ViewResponse.ShowErrors(new Dictionary<string, string>
            {
                [Ids.PersonBlock] = ReasonWords.PersonNotOnRoster,
            });
        var answer = await desk.Deciding.Reassign(
            new AboutRequest(key, by, memory.Button.Change, Stamp: memory.Button.Stamp, IsForm: true), to.Id, ReasonForms.Reason(sent.View.State), now, cancel);
        return answer.Accepted ? null : ReasonForms.Error(Text(by, answer.Words));
    }

    private ViewResponse? OfForm(ViewSubmission sent, Actor by, FormResult result) => result switch
    {
        FormResult.Invalid { Errors: var errors } => SubmitForm.Errors(errors, sent.View.State),
        FormResult.Taken { Answer: { Accepted: false } refused } => SubmitForm.Errors([new FieldError(DraftField.Title, Text(by, refused.Words))], sent.View.State),
        _ => null,
    };

    private static ViewResponse? Error(ViewSubmission sent, string message) => sent.View.CallbackId switch
    {
        Ids.SubmitView or Ids.UpdateView => SubmitForm.Errors([new FieldError(DraftField.Title, message)], sent.View.State),
        Ids.DenyView or Ids.ChangesView or Ids.ReassignView => ReasonForms.Error(message),
        _ => null,
    };

    private string Text(Actor by, Sentence words) => desk.Draw(by).Plain(words);
}
