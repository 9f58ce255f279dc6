using System.Collections.Immutable;
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
public sealed class OwnTime(IStore store, PolicyInForce policy, Presences presences)
{
    private const int MostHeld = 200;
    private const int MostNamed = 20;

    /// <summary>For whoever can review nothing: what they say about their time is noted, and changes nothing today.</summary>
    public static Sentence NeverAsked { get; } =
        Sentence.Text("Nobody asks you for reviews: the policy file lists you for no service as a senior.");

    public async Task<Answer> Away(ReceiptKey receipt, Actor by, string words, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person })
            return await Refuse(receipt, by, "away", now, cancel);
        var read = AbsenceWords.Parse(words, now, person.Zone);
        if (read is AbsenceWords.NotUnderstood { Hint: var hint })
            return await NotUnderstood(receipt, hint, now, cancel);
        var absence = ((AbsenceWords.Understood)read).Absence;
        var held = await store.Asking(person.Id, MostHeld, cancel);
        return await Write(receipt, now, work =>
        {
            // A planned leave stays; what the new absence touches gives way to it.
            SetAbsences(work, person.Id, [.. Absences(work, person.Id, now).Where(a => a.End <= absence.Start || a.Start >= absence.End), absence], now);
            Deadlines.Again(work, held, person, policy.Book, now);
            return AwayWords(absence, IsAsked(person) ? work.State(person.Id, now).CalendarOf(person) : null, person.Zone, [.. held.Take(MostNamed)], now);
        }, cancel);
    }

    public async Task<Answer> Back(ReceiptKey receipt, Actor by, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person, Via.Platform: var platform })
            return await Refuse(receipt, by, "back", now, cancel);
        var held = await store.Asking(person.Id, MostHeld, cancel);
        return await Write(receipt, now, work =>
        {
            var all = Absences(work, person.Id, now);
            var planned = all.RemoveAll(a => a.Contains(now));
            // Said by somebody who is there, it can only mean the leave that is still to come.
            var kept = planned.Length < all.Length ? planned : [];
            work.SetUnreachable(person.Id, platform, null, now);
            SetAbsences(work, person.Id, kept, now);
            Deadlines.Again(work, held, person, policy.Book, now);
            // Whoever says that they are there knows better than the platform.
            var setAside = presences.SetAside(person, now);
            var greeting = setAside ? BackAnyway(all, kept, person.Zone, now) : Greeting(all, kept, person.Zone, now);
            return IsAsked(person)
                ? NextOpenWords(greeting, work.State(person.Id, now).CalendarOf(person), now)
                : Sentence.Of($"{greeting} {NeverAsked}");
        }, cancel);
    }

    public async Task<Answer> Hours(ReceiptKey receipt, Actor by, string words, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person })
            return await Refuse(receipt, by, "hours", now, cancel);
        if (!HoursWords.TryParse(words, person.Hours.Days, out var hours, out var hint))
            return await NotUnderstood(receipt, hint, now, cancel);
        var held = await store.Asking(person.Id, MostHeld, cancel);
        return await Write(receipt, now, work =>
        {
            work.SetHours(person.Id, hours);
            work.RouteWaitingNow(now);
            Deadlines.Again(work, held, person, policy.Book, now);
            var said = hours is null
                ? Sentence.Of($"Your hours are the policy file's again: {person.Hours.Words} ({person.Zone.Id}).")
                : Sentence.Of($"Your hours are {hours.Words} now ({person.Zone.Id}). {new Typed("/signoff hours default")} undoes it.");
            return IsAsked(person) ? said : Sentence.Of($"{said} {NeverAsked}");
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
                return await NotUnderstood(receipt, Sentence.Of(
                    $"How many open reviews at once, from 1 to 50? For example {new Typed("/signoff limit 3")}, or {new Typed("/signoff limit none")}. To get none at all, use {new Typed("/signoff away")}."), now, cancel);
            limit = number;
        }

        return await Write(receipt, now, work =>
        {
            work.SetLimit(person.Id, limit);
            work.RouteWaitingNow(now);
            var said = LimitWords(work.State(person.Id, now), person, limit);
            return IsAsked(person) ? said : Sentence.Of($"{said} {NeverAsked}");
        }, cancel);
    }

    /// <summary>Ask me on this platform. What they hold already comes to them here as well; the copies elsewhere stay live.</summary>
    public async Task<Answer> Here(ReceiptKey receipt, Actor by, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(by) is not null || by is not Actor.Member { Person: var person, Via.Platform: var platform })
            return await Refuse(receipt, by, "here", now, cancel);
        var held = await store.Asking(person.Id, 20, cancel);
        return await Write(receipt, now, work =>
        {
            var before = work.Contact(person.Id);
            work.SetAskedOn(person.Id, platform);
            work.SetUnreachable(person.Id, platform, null, now);
            if (person.Identities is [_])
                return Sentence.Text($"{platform} is the only place where the roster has you, so I ask you here anyway.");
            if (before.Reachable(person)?.Platform == platform && before.Asked == platform)
                return Sentence.Text($"I ask you here in {platform} already.");
            foreach (var change in held)
                foreach (var outgoing in Notices.Elsewhere(change, person.Id, policy.Book, work.Contact, anew: false))
                    work.Send(outgoing, now);
            return held.Length == 0
                ? Sentence.Text($"I ask you here in {platform} from now on.")
                : Sentence.Text($"I ask you here in {platform} from now on. {(held.Length == 1 ? "The card that you hold comes" : $"The {held.Length} cards that you hold come")} here too; the old copies stay live.");
        }, cancel);
    }

    /// <summary>Who passes a review on because they are away is away for the next one too: until their next working day begins.</summary>
    internal static Sentence TakeAsAway(IWork work, Person person, Instant now)
    {
        var calendar = work.State(person.Id, now).CalendarOf(person);
        if (calendar.AbsenceAt(now) is { } known)
            return Sentence.Of($"You are away until {Times.Local(known.End, person.Zone)}, as you told me; {new Typed("/signoff back")} ends it.");
        var tomorrow = person.Zone.AtStartOfDay(now.InZone(person.Zone).Date.PlusDays(1)).ToInstant();
        var until = (calendar with { Absences = [], Busy = [] }).NextOpen(tomorrow) ?? tomorrow;
        var all = Absences(work, person.Id, now);
        // A leave that begins before then stays as it was planned.
        foreach (var planned in all)
            until = Instant.Min(until, planned.Start);
        SetAbsences(work, person.Id, [.. all, new Interval(now, until)], now);
        return Sentence.Of(
            $"I take you as away until {Times.Local(until, person.Zone)} ({person.Zone.Id}). {new Typed("/signoff back")} undoes it; {new Typed("/signoff away until friday")} makes it longer.");
    }

    private bool IsAsked(Person person) => Reviewers.Reviews(policy.Book, person);

    private static ImmutableArray<Interval> Absences(IWork work, PersonId person, Instant now) =>
        [.. work.State(person, now).Absences.Where(a => a.End > now)];

    private static void SetAbsences(IWork work, PersonId person, ImmutableArray<Interval> absences, Instant now)
    {
        var subject = new DeadlineSubject.OfPerson(person);
        work.SetAbsences(person, absences, now);
        if (absences.IsEmpty)
            work.Complete(DeadlineKind.AbsenceEnds, subject, now);
        else
            work.Schedule(new Deadline(DeadlineKind.AbsenceEnds, subject, absences.Min(a => a.End)));
        work.RouteWaitingNow(now);
    }

    private static string Greeting(ImmutableArray<Interval> all, ImmutableArray<Interval> kept, DateTimeZone zone, Instant now) => (all, kept) switch
    {
        (_, [_]) => $"Welcome back. Your leave {Dates(kept, zone)} stays planned; say back again to drop it.",
        (_, [_, ..]) => $"Welcome back. Your leaves {Dates(kept, zone)} stay planned; say back again to drop all {kept.Length}.",
        ([var one], []) when one.Start <= now => $"Your absence {Dates(all, zone)} is over.",
        ([_], []) => $"Your absence {Dates(all, zone)} is dropped.",
        ([_, ..], []) => $"Your {all.Length} absences are dropped: {Dates(all, zone)}.",
        _ => "You were not away.",
    };

    private static string BackAnyway(ImmutableArray<Interval> all, ImmutableArray<Interval> kept, DateTimeZone zone, Instant now) =>
        $"{(all.IsEmpty ? "Welcome back." : Greeting(all, kept, zone, now))} What your status or do-not-disturb says now, I don't count until it changes.";

    private static string Dates(IEnumerable<Interval> leaves, DateTimeZone zone)
    {
        var said = leaves.OrderBy(l => l.Start).Select(l => $"from {Times.Local(l.Start, zone)} until {Times.Local(l.End, zone)}").ToList();
        return said.Count <= 4 ? string.Join("; ", said) : $"{string.Join("; ", said.Take(4))}; and {said.Count - 4} more";
    }

    private static Sentence LimitWords(PersonState state, Person person, int? limit) => (limit, state.LimitOf(person)) switch
    {
        (null, null) => Sentence.Text("You have no limit now."),
        (null, { } policy) => Sentence.Of($"Your own limit is gone; the policy file's, {policy}, still holds."),
        ({ } own, { } lower) when lower < own => Sentence.Of($"Noted. The policy file's limit of {lower} is lower, so that one holds."),
        ({ } own, _) => Sentence.Of($"At most {own} open {(own == 1 ? "review" : "reviews")} at once. You hold {state.Open} now."),
    };

    private static Sentence AwayWords(
        Interval absence, Calendar? calendar, DateTimeZone zone, IReadOnlyList<ChangeRequest> held, Instant now)
    {
        var from = absence.Start <= now ? "now" : Times.Local(absence.Start, zone);
        var words = Sentence.Of($"You are away from {from} until {Times.Local(absence.End, zone)} ({zone.Id}). ");
        words += calendar?.NextOpen(absence.End) is { } opens
            ? Sentence.Of($"I ask you again from {Times.Local(opens, zone)}{Planned(calendar, absence, opens, zone)}; {new Typed("/signoff back")} ends it earlier.")
            : Sentence.Of($"{new Typed("/signoff back")} ends it earlier.");
        if (calendar is null)
            words += Sentence.Of($" {NeverAsked}");
        return held.Count == 0
            ? words
            : words + Sentence.Text(" You still hold ")
                + Sentence.Join(", ", held.Select(c => Sentence.Of($"{c.Id}")))
                + Sentence.Text(": to hand one on, choose “Not me” under More (⋯) on its card.");
    }

    // Why it takes longer than what was just said: another leave follows.
    private static string Planned(Calendar calendar, Interval absence, Instant opens, DateTimeZone zone)
    {
        ImmutableArray<Interval> between = [.. calendar.Absences.Where(a => a.Start >= absence.End && a.Start < opens)];
        return between.IsEmpty ? "" : $", because your leave {Dates(between, zone)} follows";
    }

    private static Sentence NextOpenWords(string greeting, Calendar calendar, Instant now) => calendar.NextOpen(now) switch
    {
        { } open when open == now => Sentence.Text($"{greeting} I can ask you from now on."),
        { } later => Sentence.Of($"{greeting} I ask you again when your hours begin, {later}."),
        null => Sentence.Of($"{greeting} Your hours hold no working time, so I can't ask you. Set them with {new Typed("/signoff hours 9-17")}."),
    };

    private Task<Answer> Write(ReceiptKey receipt, Instant now, Func<IWork, Sentence> change, CancellationToken cancel) =>
        Once(receipt, now, work => Answer.Says(change(work)), cancel);

    // "until 3pm" delivered again at 15:01 must hear what it heard at 14:59, so these answers are kept as well.
    private Task<Answer> NotUnderstood(ReceiptKey receipt, Sentence hint, Instant now, CancellationToken cancel) =>
        Once(receipt, now, _ => new Answer(false, hint), cancel);

    private Task<Answer> Once(ReceiptKey receipt, Instant now, Func<IWork, Answer> answered, CancellationToken cancel) =>
        store.Write(
            work =>
            {
                if (work.FindReceipt(receipt) is { } earlier)
                    return earlier;
                var answer = answered(work);
                work.Keep(receipt, answer, now);
                return answer;
            },
            cancel);

    private Task<Answer> Refuse(ReceiptKey receipt, Actor by, string command, Instant now, CancellationToken cancel) =>
        store.Write(
            work => Docket.Refuse(
                work, receipt, null, command, Authority.RefusalOf(by) ?? new Refusal.UnknownPerson(),
                new LedgerContext(by, policy.Book, now)),
            cancel);
}
