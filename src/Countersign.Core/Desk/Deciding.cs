using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Core.Words;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Where a button was pressed. A copy that was not on record (an ambiguous post, say) is remembered, so that it is redrawn too.</summary>
public sealed record PressedCard(ChatPlace Place, string MessageId, bool IsDirectMessage);

/// <summary>One inbound command about one request, with what identifies its delivery.</summary>
/// <param name="Stamp">Which request the pressed card or sent form was drawn from; null when typed, which means the one that has the number.</param>
/// <param name="IsForm">
/// A form that was refused stays open and may be sent again, mended, as the same delivery: only what was taken leaves a receipt.
/// </param>
public sealed record AboutRequest(
    ReceiptKey Receipt, Actor By, ChangeId Change, PressedCard? Pressed = null, int? Round = null, RequestStamp? Stamp = null,
    bool IsForm = false)
{
    /// <summary>
    /// Told the state that an accepted command leaves, for whoever draws it right away: in the transaction, so before it is durable,
    /// perhaps twice, and not for a redelivery.
    /// </summary>
    public Action<ChangeRequest>? Left { get; init; }
}

/// <summary>The use case of every command about an existing request: load, decide, append, all in one transaction.</summary>
public sealed class Deciding(IStore store, PolicyInForce policy)
{
    public Task<Answer> Approve(AboutRequest on, Instant now, CancellationToken cancel = default) =>
        Handle(on, (_, c) => new Command.Approve(on.By, on.Round, VoteStanding.Of(c, on.By, policy.Book.Roster)), now, cancel);

    public Task<Answer> Deny(AboutRequest on, string? reason, Instant now, CancellationToken cancel = default) =>
        Handle(on, (_, _) => new Command.Deny(on.By, on.Round, reason), now, cancel);

    public Task<Answer> RequestChanges(AboutRequest on, string? reason, Instant now, CancellationToken cancel = default) =>
        Handle(on, (_, _) => new Command.RequestChanges(on.By, on.Round, reason), now, cancel);

    public Task<Answer> Claim(AboutRequest on, Instant now, CancellationToken cancel = default) =>
        Handle(on, (_, c) => new Command.ClaimReview(on.By, on.Round, LeaseOf(c, policy.Book)), now, cancel);

    public Task<Answer> Decline(AboutRequest on, DeclineReason reason, Instant now, CancellationToken cancel = default) =>
        Handle(on, (_, _) => new Command.Decline(on.By, on.Round, reason), now, cancel,
            (work, c) =>
            {
                var left = c.VacantSeat is null ? c.AskedNow.Select(a => a.Person).Distinct().Select(p => Sentence.Of($"{p}")).ToList() : [];
                var thanks = left.Count > 0
                    ? Sentence.Of($"Thank you for saying so. {c.Id} stays with {Listing.Of(left)}.")
                    : Sentence.Of($"Thank you for saying so. I ask somebody else for {c.Id}.");
                return reason == DeclineReason.Away && on.By is Actor.Member { Person: var person }
                    ? Sentence.Of($"{thanks} {OwnTime.TakeAsAway(work, person, now)}")
                    : thanks;
            });

    public Task<Answer> Withdraw(AboutRequest on, Instant now, CancellationToken cancel = default) =>
        Handle(on, (_, _) => new Command.Withdraw(on.By), now, cancel,
            (_, c) => Sentence.Of($"{c.Id} is withdrawn. Nobody is asked any more."));

    /// <summary>"I'm on it" on the word that it waits too long: whoever is asked starts, whoever was told looks after it.</summary>
    public Task<Answer> OnIt(AboutRequest on, Instant now, CancellationToken cancel = default) => Handle(
        // The pressed message is no card of the request.
        on with { Pressed = null },
        (_, c) => on.By is Actor.Member { Person.Id: var me } && c.Round.SeatOf(me) is not null
            ? new Command.ClaimReview(on.By, on.Round, LeaseOf(c, policy.Book))
            : new Command.LookAfter(on.By, on.Round, MayLookAfter(on.By, c), LeaseOf(c, policy.Book)),
        now,
        cancel,
        (_, c) => on.By is Actor.Member { Person.Id: var me } && c.Round.SeatOf(me) is not null
            ? Sentence.Of($"Thank you. Everybody can see that you are on {c.Id}. Its card is in your messages with me.")
            : Sentence.Of($"Thank you. You look after {c.Id} until {now + LeaseOf(c, policy.Book)}, and I tell nobody else before that. {new Typed($"/signoff reassign {c.Id} @somebody")} gives it to somebody."));

    /// <summary>Whoever is asked puts it off.</summary>
    /// <param name="time">Zero ends what runs: the reminder comes at once.</param>
    public Task<Answer> Snooze(AboutRequest on, Duration time, Instant now, CancellationToken cancel = default) => Handle(
        // Pressed on a reminder, mostly, which is no card of the request.
        on with { Pressed = null },
        (_, c) => new Command.Snooze(on.By, on.Round, time, Snoozes.MostOf(c, policy.Book)),
        now,
        cancel,
        (work, c) => RemindedAt(work, on.By, now + time, now) is var remind && time == Duration.Zero
            ? SnoozeWords.TakenBack(c, remind, now)
            : SnoozeWords.PutOff(c, remind, now));

    // Nobody is reminded when they are not at work.
    private static Instant RemindedAt(IWork work, Actor by, Instant at, Instant now) =>
        by is Actor.Member { Person: var person } && work.State(person.Id, now).CalendarOf(person).NextOpen(at) is { } open ? open : at;

    internal static Duration LeaseOf(ChangeRequest change, PolicyBook book) => SlaClock.PlanOf(change, book)?.Lease ?? SlaPlan.LongestLease;

    private bool MayLookAfter(Actor by, ChangeRequest change)
    {
        if (by is not Actor.Member { Person.Id: var person })
            return false;
        var book = policy.Book;
        return book.MayReassign(person, change) || change.Round.Asks?.Sla?.Ladder.Any(s => s.Person == person) == true;
    }

    public async Task<Answer> Reassign(AboutRequest on, PersonId to, string? reason, Instant now, CancellationToken cancel = default)
    {
        if (Authority.RefusalOf(on.By) is { } unproven)
            return await store.Write(
                work => Docket.Refuse(work, on.Receipt, on.Change, "reassign", unproven, new LedgerContext(on.By, policy.Book, now)), cancel);
        if (policy.Book.Roster.Find(to) is not { } person)
            return new Answer(false, Sentence.Of($"{to.Value} is not on the roster. Ask an operator to add them."), on.Change);
        if ((await store.Contact(to, cancel)).Reachable(person) is null)
            return new Answer(false, RefusalWords.Of(new Refusal.CannotBeAsked(to, "can't be messaged"), policy.Book), on.Change);
        return await Handle(
            on, (_, c) => Reassignment(on.By, to, person, reason, c, now), now, cancel,
            (work, c) => AskedWords(c, person, work.State(to, now), now));
    }

    // A lead may pass somebody's limit, and is told that they did.
    private static Sentence AskedWords(ChangeRequest change, Person to, PersonState state, Instant now)
    {
        var asked = state.CalendarOf(to).NextOpen(now) switch
        {
            { } there when there == now => Sentence.Of($"{to.Id} is asked for {change.Id} now."),
            { } opens => Sentence.Of($"{to.Id} is asked for {change.Id} now, but is not at work before {opens}."),
            null => Sentence.Of($"{to.Id} is asked for {change.Id} now, but has no working hours ahead."),
        };
        return state.LimitOf(to) is { } limit && state.Open > limit
            ? asked + Sentence.Of($" They hold {state.Open} {(state.Open == 1 ? "review" : "reviews")} now, more than their limit of {limit}.")
            : asked;
    }

    // Runs inside the transaction: a policy file accepted a moment ago counts already.
    private Command.Reassign Reassignment(Actor by, PersonId to, Person known, string? reason, ChangeRequest change, Instant now)
    {
        var book = policy.Book;
        var person = book.Roster.Find(to) ?? known with { Active = false };
        var mayMove = by is Actor.Member lead && book.MayReassign(lead.Person.Id, change);
        var seat = change.VacantSeat ?? change.Round.Seats.FirstOrDefault(s => s.IsOpen);
        return new Command.Reassign(
            by, mayMove, person, DueOf(change, book, now), reason,
            seat is null ? null : Reviewers.SameTeam(change.Round, seat, person, book.Roster));
    }

    internal static Instant? DueOf(ChangeRequest change, PolicyBook book, Instant now) => DecisionTime.Of(change, book, now)?.Window.Due;

    internal Task<Answer> Handle(
        AboutRequest on, Func<IWork, ChangeRequest, Command> command, Instant now, CancellationToken cancel,
        Func<IWork, ChangeRequest, Sentence>? says = null) =>
        store.Write(
            work =>
            {
                if (work.FindReceipt(on.Receipt) is { } earlier)
                    return earlier;
                var answer = Answer(work, on, command, says, now);
                if (answer.Accepted || !on.IsForm)
                    work.Keep(on.Receipt, answer, now);
                return answer;
            },
            cancel);

    private Answer Answer(
        IWork work, AboutRequest on, Func<IWork, ChangeRequest, Command> command, Func<IWork, ChangeRequest, Sentence>? says, Instant now)
    {
        var book = policy.Book;
        var context = new LedgerContext(AsTheRosterHasThemNow(on.By, book), book, now);
        if (work.Load(on.Change) is not { } change || (on.Stamp is { } stamp && stamp != change.Stamp))
        {
            // Before anything else: a card of another request must not be remembered, or drawn again, as one of this.
            Refusal refusal = on.Stamp is null ? new Refusal.NoSuchRequest(on.Change) : new Refusal.OtherRequest(on.Change);
            work.Refused(context.By, on.Change, "find", refusal, context);
            return new Answer(false, RefusalWords.Of(refusal, context.Policy), on.Change);
        }

        var answer = Docket.Answer(work, on.Change, change, command(work, change) with { By = context.By }, context, c =>
        {
            on.Left?.Invoke(c);
            return says?.Invoke(work, c) ?? Sentence.Empty;
        });
        if (answer.Accepted || answer.Redraw)
            Remember(work, on, change);
        if (answer.Redraw)
            foreach (var outgoing in Redrawn(work, on, change, context.Policy))
                work.Send(outgoing, now);
        return answer;
    }

    // A command may have queued while a new policy file came into force: whoever it removed or demoted has no authority any more.
    private static Actor AsTheRosterHasThemNow(Actor by, PolicyBook book) => by is Actor.Member member
        ? book.Roster.Find(member.Person.Id) is { } current ? member with { Person = current } : new Actor.Stranger(member.Via)
        : by;

    // Only somebody who pressed their own card has one; redrawing it for anybody else would post it.
    private static IEnumerable<Outgoing> Redrawn(IWork work, AboutRequest on, ChangeRequest change, PolicyBook book) =>
        on is { Pressed.IsDirectMessage: true, By: Actor.Member { Person.Id: var viewer } }
            ? Notices.Redraw(change, viewer, on.Round ?? change.Round.Number, book, work.Contact)
            : Notices.Redraw(change, book);

    // Only of whoever may act here: what is remembered is redrawn, and a redrawing shows the request to everybody who sees it.
    private static void Remember(IWork work, AboutRequest on, ChangeRequest change)
    {
        if (on.Pressed is not { } pressed)
            return;
        CardAudience? audience = pressed switch
        {
            { IsDirectMessage: false } => new CardAudience.Team(),
            _ when on.By is Actor.Member { Person.Id: var person } => new CardAudience.Reviewer(person, on.Round ?? change.Round.Number),
            _ => null,
        };
        if (audience is not null)
            work.Posted(new PostedCard(change.Id, audience, pressed.Place, pressed.MessageId));
    }
}
