using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>What came of a form: an answer, or errors that stand beside its fields while the form stays open.</summary>
public abstract record FormResult
{
    private FormResult()
    {
    }

    public sealed record Taken(Answer Answer) : FormResult;

    public sealed record Invalid(IReadOnlyList<FieldError> Errors) : FormResult;
}

/// <summary>The use cases that bring a draft in: a new request, or an update that opens the next round.</summary>
public sealed class Submitting(IStore store, PolicyInForce policy, Deciding deciding)
{
    public async Task<FormResult> Submit(
        ReceiptKey receipt, Actor by, RawDraft raw, Instant now, CancellationToken cancel = default)
    {
        var book = policy.Book;
        if (Parse(by, raw, book, out var draft) is { } invalid)
            return invalid;
        var answer = await store.Write(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                var answered = Open(work, by, draft, new LedgerContext(by, book, now));
                if (answered.Accepted)
                    work.Keep(receipt, answered, now);
                return answered;
            },
            cancel);
        return new FormResult.Taken(answer);
    }

    /// <param name="on">Its round is the one that the form was opened in: an update of an older one is refused as stale.</param>
    public async Task<FormResult> Update(AboutRequest on, RawDraft raw, Instant now, CancellationToken cancel = default)
    {
        var book = policy.Book;
        if (Parse(on.By, raw, book, out var draft) is { } invalid)
            return invalid;
        return new FormResult.Taken(await deciding.Handle(
            on,
            c => new Command.Update(
                on.By, on.Round ?? c.Round.Number, draft ?? c.Draft, draft is null ? [] : book.Find(draft.Service)!.Seats),
            now,
            cancel,
            (work, c) => Sentence.Of($"{c.Id} is updated: round {c.Round.Number}. I tell you in {OurChat(work, on.By)} who is asked.")));
    }

    // Whoever may not submit hears that first, not what is wrong with their form: then there is no draft and the desk refuses.
    private static FormResult.Invalid? Parse(Actor by, RawDraft raw, PolicyBook book, out Draft? draft)
    {
        draft = null;
        if (by is not Actor.Member { Person: { Active: true } author })
            return null;
        var parsed = DraftRules.Parse(raw, book, author.Id);
        draft = (parsed as ParsedDraft.Valid)?.Draft;
        return parsed is ParsedDraft.Invalid { Errors: var errors } ? new FormResult.Invalid(errors) : null;
    }

    // Named where it is not the chat that this was sent from.
    private static string OurChat(IWork work, Actor by) =>
        by is Actor.Member { Person: var author, Via: var via } && work.Contact(author.Id).Best(author) is { } best && best.Platform != via.Platform
            ? best.Platform.ToString()
            : "our chat";

    private static Answer Open(IWork work, Actor by, Draft? draft, LedgerContext context)
    {
        if (draft is not null)
        {
            var answer = Docket.Answer(
                work, work.NextChangeId(), null, new Command.Submit(by, draft, context.Policy.Find(draft.Service)!.Seats), context,
                c => Sentence.Of($"{c.Id} is on its way. I tell you in {OurChat(work, by)} who is asked."));
            return answer.Accepted ? answer : answer with { Change = null };
        }

        var refusal = Authority.RefusalOf(by) ?? new Refusal.UnknownPerson();
        work.Refused(by, null, "submit", refusal, context);
        return new Answer(false, RefusalWords.Of(refusal, context.Policy));
    }
}
