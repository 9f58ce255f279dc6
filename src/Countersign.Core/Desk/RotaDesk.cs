using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Words;
using NodaTime;
using NodaTime.Text;

namespace Countersign.Core.Desk;

/// <summary>One command about a rotation, while its transaction is open: what it reads, and how it tells and records.</summary>
internal sealed class RotaDesk(IWork work, PolicyBook policy, Actor.Member by, Instant now)
{
    private static readonly InstantPattern Minute = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HHmm'Z'");

    public IWork Work => work;

    public PolicyBook Policy => policy;

    public Instant Now => now;

    public PersonId Me => by.Person.Id;

    /// <summary>
    /// Runs a command in a transaction of its own; a redelivery hears the same. Whoever was taken off the roster meanwhile is
    /// refused, and nothing is done over a record that failed its check.
    /// </summary>
    public static Task<Answer> Once(
        IStore store, PolicyInForce inForce, ReceiptKey receipt, Actor by, string command, Instant now, Func<RotaDesk, Answer> does, CancellationToken cancel) =>
        store.Write(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                var policy = inForce.Book;
                var current = by is Actor.Member { Person.Id: var id, Via: var via } && policy.Roster.Find(id) is { } person ? new Actor.Member(person, via) : null;
                var context = new LedgerContext(current ?? by, policy, now);
                var refusal = !work.RecordIsSound ? new Refusal.RecordBroken() : Authority.RefusalOf(context.By);
                if (refusal is not null || current is null)
                    return Docket.Refuse(work, receipt, null, command, refusal ?? new Refusal.UnknownPerson(), context);
                var answer = does(new RotaDesk(work, policy, current, now));
                work.Keep(receipt, answer, now);
                return answer;
            },
            cancel);

    public Rota RotaOf(Rotation rotation) => new(policy, rotation, work.Rota.Overrides(rotation.Id, now));

    public Answer Refuse(string command, Refusal refusal)
    {
        work.Refused(by, null, command, refusal, new LedgerContext(by, policy, now));
        return new Answer(false, RefusalWords.Of(refusal, policy));
    }

    /// <summary>Why this person can't take a time of it; null when they can.</summary>
    public Sentence? WhyNot(Rotation rotation, Person person)
    {
        if (Rotations.WhyNot(policy, rotation, person.Id) is { } why)
            return Sentence.Of($"{RefusalWords.Of(new Refusal.CannotBeOn(person.Id, why), policy)} Choose somebody else.");
        return work.Contact(person.Id).Reachable(person) is null
            ? RefusalWords.Of(new Refusal.CannotBeAsked(person.Id, "can't be messaged"), policy)
            : null;
    }

    public void Send(PersonId to, Notice notice) => Notices.Tell(work, policy, to, notice, now);

    public void Tell(PersonId to, Sentence words)
    {
        if (!words.IsEmpty && to != Me)
            Send(to, new Notice.Duty(words));
    }

    /// <summary>Puts somebody on for a time, with its entry in the ledger.</summary>
    /// <param name="about">Whom the entry names besides who speaks.</param>
    public void PutOn(RotaTime time, PersonId person, PersonId madeBy, string type, PersonId about)
    {
        work.Rota.Add(new RotaOverride(0, time.Rotation.Id, person, time.From, time.Until, madeBy, now));
        Record(type, time.Rotation.Id, time.From, time.Until, about);
    }

    public void Record(string type, RotationId rotation, Instant from, Instant until, PersonId about) => work.Record(
        type, $"{rotation} {Minute.Format(from)} {Minute.Format(until)}", new LedgerContext(by, policy, now), about);
}
