using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.AdaptiveCards;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>Buttons of cards. The decision is durable before the answer; a refusal is a private word; a refresh never fails.</summary>
public sealed class CardPresses(TeamsDesk desk, Addresses addresses, FormPresses forms, SwapPresses swaps)
{
    /// <summary>An invoke <c>adaptiveCard/action</c>.</summary>
    public async Task<InvokeAnswer> Handle(Activity activity, Instant now, CancellationToken cancel)
    {
        if (Action(activity) is not { } data)
            return new InvokeAnswer.Fault(400, "BadRequest", Text(activity, ReplyWords.Unreadable));
        if (data.Verb == Ids.Refresh)
            return new InvokeAnswer.Card(await Refreshed(activity, data, cancel));
        if (SwapPresses.Is(data))
            return await swaps.Handle(activity, data, now, cancel);
        if (await forms.Handle(activity, data, now, cancel) is { } formed)
            return formed;
        ChangeRequest? left = null;
        return await Press(activity, data, now, cancel, change => left = change) is { } answer
            ? await Shown(activity, data, answer, left, cancel)
            : new InvokeAnswer.Word(Text(activity, ReplyWords.Unreadable));
    }

    /// <summary>What a press does, whichever way it came. Null when it is none of ours, or can't be read.</summary>
    /// <param name="left">Told the state that the press leaves, if it is known without asking the record again.</param>
    public async Task<Answer?> Press(
        Activity activity, PressData data, Instant now, CancellationToken cancel, Action<ChangeRequest>? left = null)
    {
        if (SwapPresses.Is(data))
            return await swaps.Press(activity, data, now, cancel);
        if (data.Button is not { } button)
            return null;
        var on = new AboutRequest(
            TeamsDesk.Receipt(activity), desk.Who(activity), button.Change, await Pressed(activity, button, cancel), button.Round, button.Stamp)
        {
            Left = left,
        };
        return data.Verb switch
        {
            Ids.Approve => await desk.Deciding.Approve(on, now, cancel),
            Ids.Deny => await desk.Deciding.Deny(on, data.Reason, now, cancel),
            Ids.RequestChanges => await desk.Deciding.RequestChanges(on, data.Reason, now, cancel),
            Ids.Claim => await desk.Deciding.Claim(on, now, cancel),
            Ids.OnIt => await desk.Deciding.OnIt(on, now, cancel),
            Ids.Snooze when data.For is { } time => await desk.Deciding.Snooze(on, time, now, cancel),
            Ids.Take => await desk.Taking.Take(on, now, cancel),
            Ids.NotNow => await desk.Taking.NotNow(on, now, cancel),
            Ids.Decline when data.Because is { } because => await desk.Deciding.Decline(on, because, now, cancel),
            _ => null,
        };
    }

    private static PressData? Action(Activity activity)
    {
        if (activity.Value is not { ValueKind: JsonValueKind.Object } value
            || !value.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.Object)
            return null;
        var verb = action.TryGetProperty("verb", out var named) && named.ValueKind == JsonValueKind.String ? named.GetString() : null;
        return PressData.Read(action.TryGetProperty("data", out var data) ? data : null, verb);
    }

    // What was done shows on the card; what was refused is a word, and where the card is outdated it is drawn again by the outbox.
    private async Task<InvokeAnswer> Shown(Activity activity, PressData data, Answer answer, ChangeRequest? left, CancellationToken cancel)
    {
        var change = left ?? (data.Button is { } button ? await desk.Store.Find(button.Change, cancel) : null);
        if (change is not null && (answer is { Accepted: true, Words.IsEmpty: true } || IsOwnRepeat(activity, data, answer, change)))
            return new InvokeAnswer.Card(await CardFor(activity, change, data.Button!.Value.Round, cancel));
        return new InvokeAnswer.Word(Text(activity, answer.Words));
    }

    // A second press on the same button, while the first was under way: to whoever pressed it has been done.
    private bool IsOwnRepeat(Activity activity, PressData data, Answer answer, ChangeRequest change) =>
        !answer.Accepted && change.Stamp == data.Button?.Stamp
        && desk.Who(activity) is Actor.Member { Person.Id: var me }
        && (data.Verb, change.Status) is
            (Ids.Approve, Status.Settled { Outcome: Outcome.Approved }) or
            (Ids.Deny, Status.Settled { Outcome: Outcome.Denied }) or
            (Ids.RequestChanges, Status.ChangesRequested)
        && change.Round.Seats.Any(s => s.Vote?.By == me);

    private async Task<AdaptiveCard> Refreshed(Activity activity, PressData data, CancellationToken cancel)
    {
        if (Doorkeeper.RefusalOf(desk.Who(activity)) is { } unproven)
            return RequestCard.Unavailable(RefusalWords.Of(unproven, desk.Policy.Book), desk.Draw(activity));
        try
        {
            if (data.Button is { } button && await desk.Store.Find(button.Change, cancel) is { } change && change.Stamp == button.Stamp)
                return await CardFor(activity, change, button.Round, cancel);
            return RequestCard.Unavailable(
                data.Button is { } gone ? RefusalWords.Of(new Refusal.OtherRequest(gone.Change), desk.Policy.Book) : ReplyWords.Unreadable, desk.Draw(activity));
        }
        catch (Exception fault) when (Edge.Trouble.Of(fault) is { } trouble)
        {
            // A refresh that fails sticks: the client shows the error until the message is deleted.
            return RequestCard.Unavailable(TroubleWords.Of(trouble), desk.Draw(activity));
        }
    }

    /// <summary>The card as this person sees it where they pressed.</summary>
    private async Task<AdaptiveCard> CardFor(Activity activity, ChangeRequest change, int round, CancellationToken cancel)
    {
        var draw = desk.Draw(activity);
        var readers = await addresses.Readers(change, draw.Policy, cancel);
        if (desk.Who(activity) is not Actor.Member { Person: { Active: true, Id: var me } })
            return RequestCard.For(change, new CardAudience.Team(), draw, readers).Card;
        if (activity.Conversation is { Type: ConversationType.Personal })
            return RequestCard.For(change, new CardAudience.Reviewer(me, round), draw, []).Card;
        return change.AskedNow.Any(a => a.Person == me)
            ? RequestCard.ForReader(change, me, draw, readers)
            : RequestCard.For(change, new CardAudience.Team(), draw, readers).Card;
    }

    // In a thread some clients leave the message out of the conversation's id: then the copy on record says it.
    private async Task<PressedCard?> Pressed(Activity activity, ButtonValue button, CancellationToken cancel)
    {
        if (activity is not { Conversation: { } conversation, ReplyToId: { Length: > 0 } message })
            return null;
        var isPersonal = conversation.Type == ConversationType.Personal;
        var place = desk.Settings.Place(conversation.Id);
        if (!isPersonal && conversation.Id == conversation.BaseId)
            place = (await desk.Store.Cards(button.Change, new CardAudience.Team(), cancel))
                .FirstOrDefault(c => c.Place.Platform == Platform.Teams && c.MessageId == message)?.Place ?? place;
        return new PressedCard(place, message, isPersonal);
    }

    private string Text(Activity activity, Sentence words) => desk.Draw(activity).Plain(words);
}
