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
        if (Parse(by, raw, book, null, out var draft) is { } invalid)
            return invalid;
        FormResult.Invalid? changed = null;
        var answer = await store.Write<Answer?>(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                // A policy came into force while the form was judged: it is the one that counts.
                changed = ReferenceEquals(policy.Book, book) ? null : Parse(by, raw, policy.Book, null, out draft);
                if (changed is not null)
                    return null;
                var answered = Open(work, by, draft, new LedgerContext(by, policy.Book, now));
                if (answered.Accepted)
                    work.Keep(receipt, answered, now);
                return answered;
            },
            cancel);
        return answer is null ? changed! : new FormResult.Taken(answer);
    }

    /// <param name="on">Its round is the one that the form was opened in: an update of an older one is refused as stale.</param>
    public async Task<FormResult> Update(AboutRequest on, RawDraft raw, Instant now, CancellationToken cancel = default)
    {
        var before = (await store.Find(on.Change, cancel))?.Tier;
        var book = policy.Book;
        if (Parse(on.By, raw, book, before, out var draft) is { } invalid)
            return invalid;
        return new FormResult.Taken(await deciding.Handle(
            on,
            (_, c) => new Command.Update(on.By, on.Round ?? c.Round.Number, draft ?? c.Draft, draft is null ? null : Judge(on.By, raw, draft, c, book)),
            now,
            cancel,
            (work, c) => c.IsSettled
                ? Sentence.Of($"{c.Id} is updated and on record. {RequirementWords.Of(c)} It is not an approval.")
                : Sentence.Of($"{c.Id} is updated: round {c.Round.Number}. {RequirementWords.Of(c)} I tell you in {OurChat(work, on.By)} who is asked.")));
    }

    // Whoever may not submit hears that first, not what is wrong with their form: then there is no draft and the desk refuses.
    private static FormResult.Invalid? Parse(Actor by, RawDraft raw, PolicyBook book, Tier? before, out Draft? draft)
    {
        draft = null;
        if (by is not Actor.Member { Person: { Active: true } author })
            return null;
        var parsed = DraftRules.Parse(raw, book, author.Id, before);
        draft = (parsed as ParsedDraft.Valid)?.Draft;
        return parsed is ParsedDraft.Invalid { Errors: var errors } ? new FormResult.Invalid(errors) : null;
    }

    // In the transaction: a policy accepted a moment ago counts already, and the draw stays the request's own.
    // Null when the form does not keep the rules of that one: whoever sent it looks again.
    private Judgement? Judge(Actor by, RawDraft raw, Draft draft, ChangeRequest change, PolicyBook parsedBy) =>
        by is Actor.Member { Person.Id: var speaker } && policy.Book.Find(draft.Service) is { } service
        && (ReferenceEquals(policy.Book, parsedBy) || Parse(by, raw, policy.Book, change.Tier, out _) is null)
            ? Requirements.NotLessThan(
                [.. change.Round.Seats.Select(s => s.Needs)],
                Requirements.Judge(policy.Book, ChangeFacts.Of(
                    draft, service, Authorship.Of(speaker, policy.Book).Level, change.Tier, SpotCheck.Draw(change.Id, change.SubmittedAt))))
            : null;

    // Named where it is not the chat that this was sent from.
    private static string OurChat(IWork work, Actor by) =>
        by is Actor.Member { Person: var author, Via: var via } && work.Contact(author.Id).Best(author) is { } best && best.Platform != via.Platform
            ? best.Platform.ToString()
            : "our chat";

    private static Answer Open(IWork work, Actor by, Draft? draft, LedgerContext context)
    {
        if (draft is not null)
        {
            var id = work.NextChangeId();
            var authorship = Authorship.Of(((Actor.Member)by).Person.Id, context.Policy);
            var drawn = SpotCheck.Draw(id, context.Now);
            var judgement = Requirements.Judge(
                context.Policy, ChangeFacts.Of(draft, context.Policy.Find(draft.Service)!, authorship.Level, null, drawn));
            var answer = Docket.Answer(
                work, id, null, new Command.Submit(by, authorship.Author, draft, judgement), context,
                c => c.IsSettled
                    ? Sentence.Of($"{c.Id} is on record. {RequirementWords.Of(c)} It is not an approval.")
                    : Sentence.Of($"{c.Id} is on its way. {RequirementWords.Of(c)} I tell you in {OurChat(work, by)} who is asked."));
            return answer.Accepted ? answer : answer with { Change = null };
        }

        var refusal = Authority.RefusalOf(by) ?? new Refusal.UnknownPerson();
        work.Refused(by, null, "submit", refusal, context);
        return new Answer(false, RefusalWords.Of(refusal, context.Policy));
    }
}
