using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>The use cases by which somebody says when and how much they can be asked.</summary>
public sealed class OwnTime(IStore store, PolicyInForce policy)
{
    public async Task<Answer> Away(ReceiptKey receipt, Actor by, string words, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person })
            return await Refuse(receipt, by, "away", now, cancel);
        var read = AbsenceWords.Parse(words, now, person.Zone);
        if (read is AbsenceWords.NotUnderstood { Hint: var hint })
            return new Answer(false, hint);
        var absence = ((AbsenceWords.Understood)read).Absence;
        var held = await store.Asking(person.Id, 20, cancel);
        return await Write(receipt, now, work =>
        {
            work.SetAbsence(person.Id, absence, now);
            work.Schedule(new Deadline(DeadlineKind.AbsenceEnds, new DeadlineSubject.OfPerson(person.Id), absence.End));
            work.RouteWaitingNow(now);
            return AwayWords(absence, work.State(person.Id, now).CalendarOf(person), person.Zone, held, now);
        }, cancel);
    }

    public Task<Answer> Back(ReceiptKey receipt, Actor by, Instant now, CancellationToken cancel = default) =>
        Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person }
            ? Refuse(receipt, by, "back", now, cancel)
            : Write(receipt, now, work =>
            {
                work.SetAbsence(person.Id, null, now);
                work.SetUnreachable(person.Id, null, now);
                work.Complete(DeadlineKind.AbsenceEnds, new DeadlineSubject.OfPerson(person.Id), now);
                work.RouteWaitingNow(now);
                return NextOpenWords("Welcome back.", work.State(person.Id, now).CalendarOf(person), now);
            }, cancel);

    public async Task<Answer> Hours(ReceiptKey receipt, Actor by, string words, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person })
            return await Refuse(receipt, by, "hours", now, cancel);
        if (!HoursWords.TryParse(words, person.Hours.Days, out var hours, out var hint))
            return new Answer(false, hint);
        return await Write(receipt, now, work =>
        {
            work.SetHours(person.Id, hours);
            work.RouteWaitingNow(now);
            return hours is null
                ? Sentence.Of($"Your hours are the policy file's again: {person.Hours.ToString()} ({person.Zone.Id}).")
                : Sentence.Of($"I ask you between {hours.ToString()} ({person.Zone.Id}). {new Typed("/signoff hours default")} undoes it.");
        }, cancel);
    }

    public async Task<Answer> Limit(ReceiptKey receipt, Actor by, string words, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person })
            return await Refuse(receipt, by, "limit", now, cancel);
        int? limit = null;
        if (words.Trim().ToLowerInvariant() is not ("none" or "off" or "default"))
        {
            if (!int.TryParse(words.Trim(), out var number) || number is < 1 or > 50)
                return new Answer(false, Sentence.Of(
                    $"How many open reviews at once, from 1 to 50? For example {new Typed("/signoff limit 3")}, or {new Typed("/signoff limit none")}. To get none at all, use {new Typed("/signoff away")}."));
            limit = number;
        }

        return await Write(receipt, now, work =>
        {
            work.SetLimit(person.Id, limit);
            work.RouteWaitingNow(now);
            return LimitWords(work.State(person.Id, now), person, limit);
        }, cancel);
    }

    private static Sentence LimitWords(PersonState state, Person person, int? limit) => (limit, state.LimitOf(person)) switch
    {
        (null, null) => Sentence.Text("You have no limit now."),
        (null, { } policy) => Sentence.Of($"Your own limit is gone; the policy file's, {policy}, still holds."),
        ({ } own, { } lower) when lower < own => Sentence.Of($"Noted. The policy file's limit of {lower} is lower, so that one holds."),
        ({ } own, _) => Sentence.Of($"At most {own} open reviews at once. You hold {state.Open} now."),
    };

    private static Sentence AwayWords(
        Interval absence, Calendar calendar, DateTimeZone zone, IReadOnlyList<ChangeRequest> held, Instant now)
    {
        var from = absence.Start <= now ? "now" : Times.Local(absence.Start, zone);
        var words = Sentence.Of($"You are away from {from} until {Times.Local(absence.End, zone)} ({zone.Id}). ");
        words += calendar.NextOpen(absence.End) is { } opens
            ? Sentence.Of($"I ask you again from {Times.Local(opens, zone)}; {new Typed("/signoff back")} ends it earlier.")
            : Sentence.Of($"{new Typed("/signoff back")} ends it earlier.");
        return held.Count == 0
            ? words
            : words + Sentence.Text(" You still hold ")
                + Sentence.Join(", ", held.Select(c => Sentence.Of($"{c.Id}")))
                + Sentence.Text(": to hand one on, choose “Not me” under More on its card.");
    }

    private static Sentence NextOpenWords(string greeting, Calendar calendar, Instant now) => calendar.NextOpen(now) switch
    {
        { } open when open == now => Sentence.Text($"{greeting} I can ask you from now on."),
        { } later => Sentence.Of($"{greeting} I ask you again when your hours begin, {later}."),
        null => Sentence.Of($"{greeting} Your hours hold no working time, so I can't ask you. Set them with {new Typed("/signoff hours 9-17")}."),
    };

    private Task<Answer> Write(ReceiptKey receipt, Instant now, Func<IWork, Sentence> change, CancellationToken cancel) =>
        store.Write(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                var answer = Answer.Says(change(work));
                work.Keep(receipt, answer, now);
                return answer;
            },
            cancel);

    private Task<Answer> Refuse(ReceiptKey receipt, Actor by, string command, Instant now, CancellationToken cancel) =>
        store.Write(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                var refusal = Authority.RefusalOf(by) ?? new Refusal.UnknownPerson();
                work.Refused(by, null, command, refusal, new LedgerContext(by, policy.Book, now));
                var answer = new Answer(false, RefusalWords.Of(refusal, policy.Book));
                work.Keep(receipt, answer, now);
                return answer;
            },
            cancel);
}
