using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Operators confirm what a new policy file weakens. Two have to, each in the list of operators that is in force, neither of them
/// somebody who would gain by it; then the whole file holds. Source: product.md, Policy.
/// </summary>
public sealed class PolicyConfirming(IStore store, PolicyInForce policy, PolicyReload reload)
{
    public const int Needed = 2;

    /// <param name="file">The file's digest or its beginning, as <c>/signoff policy</c> shows it.</param>
    public async Task<Answer> Confirm(ReceiptKey receipt, Actor.Member by, string file, Instant now, CancellationToken cancel = default)
    {
        var swap = new PolicySwap(policy);
        Answer answer;
        try
        {
            answer = await store.Write(
                work =>
                {
                    swap.Begin();
                    return work.FindReceipt(receipt) ?? Confirm(work, receipt, by, file, now, swap);
                },
                // Whoever waits for the answer may give up; what is written then still has to be what is in force.
                CancellationToken.None);
        }
        catch
        {
            swap.Undo();
            throw;
        }

        if (swap.IsMade)
            await reload.JudgeAgain(now, cancel);
        return answer;
    }

    private Answer Confirm(IWork work, ReceiptKey receipt, Actor.Member by, string file, Instant now, PolicySwap swap)
    {
        var book = policy.Book;
        var context = new LedgerContext(book.Roster.Find(by.Person.Id) is { } person ? by with { Person = person } : by, book, now);
        var answer = Refusal(work, by.Person.Id, file, book) is { } refusal ? Refuse(work, context, refusal) : Taken(work, context, by.Person.Id, swap);
        work.Keep(receipt, answer, now);
        return answer;
    }

    private static Refusal? Refusal(IWork work, PersonId person, string file, PolicyBook book) => file switch
    {
        _ when !work.RecordIsSound => new Refusal.RecordBroken(),
        _ when !book.Operators.Contains(person) || book.Roster.Find(person) is not { Active: true } => new Refusal.NotAnOperator(),
        _ when book.Waiting.IsEmpty => new Refusal.NothingToConfirm(),
        _ when file.Length < PolicyWords.ShortDigest || !book.Digest.StartsWith(file, StringComparison.OrdinalIgnoreCase) =>
            new Refusal.OtherPolicy(PolicyWords.Brief(book.Digest)),
        _ when book.Waiting.Any(w => w.Concerns(person)) => new Refusal.GainsByIt(),
        _ => null,
    };

    private static Answer Refuse(IWork work, LedgerContext context, Refusal refusal)
    {
        work.Refused(context.By, null, "policy_confirm", refusal, context);
        return new Answer(false, RefusalWords.Of(refusal, context.Policy));
    }

    private static Answer Taken(IWork work, LedgerContext context, PersonId person, PolicySwap swap)
    {
        var book = context.Policy;
        var already = Counting(work, book);
        if (already.Contains(person))
            return new Answer(true, Sentence.Of($"You have confirmed this file already. {PolicyWords.StillNeeds(book, already)}"));
        work.ConfirmPolicy(context);
        var confirmed = already.Add(person);
        if (confirmed.Length < Needed)
        {
            Notices.TellAllOperators(work, book, Sentence.Of($"{person} confirmed what policy {PolicyWords.Brief(book.Digest)} weakens. {PolicyWords.StillNeeds(book, confirmed)}"), context.Now);
            return new Answer(true, Sentence.Of($"Confirmed. {PolicyWords.StillNeeds(book, confirmed)}"));
        }

        var whole = book.Proposed ?? throw new InvalidOperationException("A policy that waits knows the whole of its file.");
        work.ClearPolicy(whole.Digest, whole.RosterDigest, context.Now);
        swap.To(whole);
        work.RouteWaitingNow(context.Now);
        Notices.TellAllOperators(
            work, whole, Sentence.Of($"{confirmed[0]} and {confirmed[1]} confirmed policy {PolicyWords.Brief(book.Digest)}: all of it is in force."), context.Now);
        return new Answer(true, Sentence.Of($"Confirmed. {confirmed[0]} and {confirmed[1]} agree, so all of policy {PolicyWords.Brief(book.Digest)} is in force now."));
    }

    // Whoever confirmed and is no operator any more does not count.
    private static ImmutableArray<PersonId> Counting(IWork work, PolicyBook book) =>
        [.. work.PolicyConfirmers().Where(p => book.Operators.Contains(p) && book.Roster.Find(p) is { Active: true } && !book.Waiting.Any(w => w.Concerns(p)))];
}
