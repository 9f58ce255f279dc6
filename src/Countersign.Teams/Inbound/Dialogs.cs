using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Words;
using Countersign.Teams.Cards;
using Countersign.Teams.Wire.Inbound;
using NodaTime;

namespace Countersign.Teams.Inbound;

/// <summary>Forms in a window: opened from a card, from the <c>new</c> command's card or from the message extension, and sent.</summary>
public sealed class Dialogs(TeamsDesk desk)
{
    private const int LongestMessage = 20_000;

    /// <summary><c>task/fetch</c>: a button that opens a dialog.</summary>
    public async Task<InvokeAnswer> Open(Activity activity, Instant now, CancellationToken cancel)
    {
        var data = DataOf(activity);
        var by = desk.Who(activity);
        return data.Verb switch
        {
            Ids.New => Shown(activity, await desk.Pressing.New(by, now, cancel), data),
            Ids.Details when data.Button is { } button => Shown(activity, await desk.Pressing.Details(by, button, now, cancel), data),
            Ids.Update when data.Button is { } button => Shown(activity, await desk.Pressing.Update(by, button, now, cancel), data),
            Ids.Deny when data.Button is { } button => Shown(activity, await AskReason(activity, by, button, Verdict.Denied, now, cancel), data),
            Ids.RequestChanges when data.Button is { } button =>
                Shown(activity, await AskReason(activity, by, button, Verdict.ChangesRequested, now, cancel), data),
            Ids.Reassign when data.Button is { } button => await OpenReassign(activity, by, button, data, now, cancel),
            _ => Word(activity, ReplyWords.Unreadable),
        };
    }

    /// <summary><c>composeExtension/fetchTask</c>: from the message box, or on somebody's message that holds a link.</summary>
    public async Task<InvokeAnswer> OpenExtension(Activity activity, Instant now, CancellationToken cancel) =>
        await desk.Pressing.New(desk.Who(activity), now, cancel) is Opening.Refused { Answer.Words: var words }
            ? Word(activity, FormWords.NewTitle, words)
            : NewForm(LinkInMessage(activity.Value));

    /// <summary><c>task/submit</c> and <c>composeExtension/submitAction</c>.</summary>
    public Task<InvokeAnswer> Submit(Activity activity, Instant now, CancellationToken cancel) =>
        Submit(activity, DataOf(activity), FormPlace.Dialog, now, cancel);

    /// <summary>In a window's place: the record could not be used.</summary>
    public InvokeAnswer Trouble(Activity activity, Sentence words) => Word(activity, words);

    /// <summary>A sent form, wherever it stands: what is wrong with it comes back in it.</summary>
    public async Task<InvokeAnswer> Submit(Activity activity, PressData data, FormPlace at, Instant now, CancellationToken cancel)
    {
        try
        {
            return data.Verb switch
            {
                Ids.Submit => OfForm(activity, await desk.Submitting.Submit(TeamsDesk.Receipt(activity), desk.Who(activity), SubmitForm.Read(data), now, cancel), data, at),
                Ids.SubmitUpdate => await Update(activity, data, at, now, cancel),
                Ids.SubmitReassign => await Reassign(activity, data, at, now, cancel),
                Ids.Deny or Ids.RequestChanges => await Decide(activity, data, now, cancel),
                Ids.Close => InvokeAnswer.Closed.Instance,
                _ => Word(activity, Sentence.Text(ReasonWords.LostItsRequest)),
            };
        }
        catch (Exception fault) when (Edge.Trouble.Of(fault) is { } trouble)
        {
            return await WithError(activity, data, at, TroubleWords.Of(trouble));
        }
    }

    private Task<Opening> AskReason(Activity activity, Actor by, ButtonValue button, Verdict verdict, Instant now, CancellationToken cancel) =>
        desk.Pressing.AskReason(
            new AboutRequest(TeamsDesk.Receipt(activity), by, button.Change, null, button.Round, button.Stamp), verdict, now, cancel);

    private InvokeAnswer.Open Shown(Activity activity, Opening opening, PressData data) => opening switch
    {
        Opening.New => NewForm(data[Ids.Link]),
        Opening.Details o => new InvokeAnswer.Open(DetailsDialog.Of(o.Change, o.Events, desk.Draw(activity))),
        Opening.Update o => new InvokeAnswer.Open(SubmitForm.Update(o.Change, null, desk.Policy.Book, [])),
        Opening.Reason o => new InvokeAnswer.Open(ReasonForms.Reason(
            o.Change, o.Verdict, null, null, desk.Draw(activity))),
        Opening.Refused { Answer.Words: var words } => Word(activity, words),
        _ => throw new InvalidOperationException($"No drawing for {opening.GetType().Name}."),
    };

    private InvokeAnswer.Open NewForm(string? link) =>
        new(SubmitForm.New(FormWords.Prefill(string.IsNullOrEmpty(link) ? null : link, desk.Policy.Book), desk.Policy.Book, []));

    private async Task<InvokeAnswer> OpenReassign(
        Activity activity, Actor by, ButtonValue button, PressData data, Instant now, CancellationToken cancel)
    {
        if (await desk.Doorkeeper.Stop(by, "reassign", now, cancel) is { } stopped)
            return Word(activity, ReasonWords.Reassign.Verb, stopped.Words);
        if (await desk.Store.Find(button.Change, cancel) is not { } change || change.Stamp != button.Stamp)
            return Word(activity, ReasonWords.Reassign.Verb, RefusalWords.Of(new Refusal.OtherRequest(button.Change), desk.Policy.Book));
        var to = data[Ids.Person] is { Length: > 0 } id ? new PersonId(id) : (PersonId?)null;
        return new InvokeAnswer.Open(ReasonForms.Reassign(change, to, data.Reason, desk.Policy.Book, null, desk.Draw(activity)));
    }

    private async Task<InvokeAnswer> Update(Activity activity, PressData data, FormPlace at, Instant now, CancellationToken cancel)
    {
        if (data.Button is not { } button)
            return Word(activity, Sentence.Text(ReasonWords.LostItsRequest));
        var on = new AboutRequest(
            TeamsDesk.Receipt(activity), desk.Who(activity), button.Change, null, button.Round, button.Stamp, IsForm: true);
        return OfForm(activity, await desk.Submitting.Update(on, SubmitForm.Read(data), now, cancel), data, at, await desk.Store.Find(button.Change, cancel));
    }

    private async Task<InvokeAnswer> Decide(Activity activity, PressData data, Instant now, CancellationToken cancel)
    {
        if (data.Button is not { } button)
            return Word(activity, Sentence.Text(ReasonWords.LostItsCard));
        // The window does not say which card it was opened from; whoever sends a form could write there what they like.
        var on = new AboutRequest(
            TeamsDesk.Receipt(activity), desk.Who(activity), button.Change, null, button.Round, button.Stamp, IsForm: true);
        var answer = data.Verb == Ids.Deny
            ? await desk.Deciding.Deny(on, data.Reason, now, cancel)
            : await desk.Deciding.RequestChanges(on, data.Reason, now, cancel);
        return answer.Accepted ? InvokeAnswer.Closed.Instance : await WithError(activity, data, FormPlace.Dialog, answer.Words);
    }

    private async Task<InvokeAnswer> Reassign(Activity activity, PressData data, FormPlace at, Instant now, CancellationToken cancel)
    {
        if (data.Button is not { } button)
            return Word(activity, Sentence.Text(ReasonWords.LostItsRequest));
        // On a long roster it is typed.
        if (PeopleFields.Read(data[Ids.Person]) is not [var id, ..] || desk.Policy.Book.Roster.Find(new PersonId(id)) is not { } to)
            return await WithError(activity, data, at, Sentence.Text(ReasonWords.PersonNotOnRoster));
        var on = new AboutRequest(TeamsDesk.Receipt(activity), desk.Who(activity), button.Change, Stamp: button.Stamp, IsForm: true);
        var answer = await desk.Deciding.Reassign(on, to.Id, data.Reason, now, cancel);
        return answer.Accepted ? Told(activity, answer.Words) : await WithError(activity, data, at, answer.Words);
    }

    private InvokeAnswer OfForm(Activity activity, FormResult result, PressData data, FormPlace at, ChangeRequest? change = null) => result switch
    {
        FormResult.Taken { Answer: { Accepted: false, Words: var refused } } when !MaySee(activity, data, change) =>
            Word(activity, refused),
        FormResult.Invalid { Errors: var errors } when MaySee(activity, data, change) => Again(data, at, change, errors),
        FormResult.Invalid => Word(activity, data.Button is { Change: var other }
            ? RefusalWords.Of(new Refusal.OtherRequest(other), desk.Policy.Book)
            : Sentence.Text(ReasonWords.LostItsRequest)),
        FormResult.Taken { Answer: { Accepted: true } taken } => Told(activity, taken.Words),
        FormResult.Taken { Answer: var refused } =>
            Again(data, at, change, [new FieldError(DraftField.Title, desk.Draw(activity).Plain(refused.Words))]),
        _ => InvokeAnswer.Closed.Instance,
    };

    // A form names services and people, or a request: it comes back to members only, and only with the request it was drawn from.
    private bool MaySee(Activity activity, PressData data, ChangeRequest? change) =>
        desk.Who(activity) is Actor.Member { Person.Active: true } && (change is null || change.Stamp == data.Button?.Stamp);

    // What was typed comes back with what is wrong with it.
    private InvokeAnswer.Open Again(PressData data, FormPlace at, ChangeRequest? change, IReadOnlyList<FieldError> errors) => new(change is null
        ? SubmitForm.New(SubmitForm.Read(data), desk.Policy.Book, errors, at)
        : SubmitForm.Update(change, SubmitForm.Read(data), desk.Policy.Book, errors, at));

    private async Task<InvokeAnswer> WithError(Activity activity, PressData data, FormPlace at, Sentence words)
    {
        var draw = desk.Draw(activity);
        if (data.Verb == Ids.Submit && MaySee(activity, data, null))
            return Again(data, at, null, [new FieldError(DraftField.Title, draw.Plain(words))]);
        if (data.Button is not { } button || await desk.Store.Find(button.Change) is not { } change || !MaySee(activity, data, change))
            return Word(activity, words);
        return data.Verb switch
        {
            Ids.SubmitUpdate => Again(data, at, change, [new FieldError(DraftField.Title, draw.Plain(words))]),
            Ids.SubmitReassign => new InvokeAnswer.Open(ReasonForms.Reassign(
                change, data[Ids.Person] is { Length: > 0 } id ? new PersonId(id) : null, data.Reason, desk.Policy.Book, words, draw, at)),
            _ => new InvokeAnswer.Open(ReasonForms.Reason(
                change, data.Verb == Ids.Deny ? Verdict.Denied : Verdict.ChangesRequested, data.Reason, words, draw)),
        };
    }

    private InvokeAnswer.Open Word(Activity activity, Sentence words) => Word(activity, Draw.BotName, words);

    private InvokeAnswer.Open Word(Activity activity, string title, Sentence words) =>
        new(MessageDialog.Of(title, words, desk.Draw(activity)));

    private InvokeAnswer Told(Activity activity, Sentence words) =>
        words.IsEmpty ? InvokeAnswer.Closed.Instance : new InvokeAnswer.Told(desk.Draw(activity).Plain(words), words);

    private static PressData DataOf(Activity activity) =>
        PressData.Read(activity.Value is { ValueKind: JsonValueKind.Object } value && value.TryGetProperty("data", out var data) ? data : null);

    // The message is HTML; a link in it is what the form begins with.
    private static string? LinkInMessage(JsonElement? value)
    {
        if (value is not { ValueKind: JsonValueKind.Object } fields
            || !fields.TryGetProperty("messagePayload", out var message) || message.ValueKind != JsonValueKind.Object
            || !message.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object
            || !body.TryGetProperty("content", out var content) || content.ValueKind != JsonValueKind.String)
            return null;
        var text = content.GetString()!;
        var words = System.Net.WebUtility.HtmlDecode(text.Length > LongestMessage ? text[..LongestMessage] : text)
            .Replace('<', ' ').Replace('>', ' ').Replace('"', ' ').Replace('\'', ' ');
        return ChangeLink.FindIn(words) is { } link && ChangeLink.TryParse(link, out _) ? link : null;
    }
}
