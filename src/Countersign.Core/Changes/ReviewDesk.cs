using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>
/// The decider: what a command does to a request, or why not. Pure; the store runs it inside the transaction that writes its
/// events, so two presses at once are judged one after the other. Rules: product.md (states, level rule), promises.md (S5, S7, T4).
/// </summary>
public static class ReviewDesk
{
    public const int ReasonMax = 3000;

    /// <param name="change">The request as it stands; null only for <see cref="Command.Submit"/>.</param>
    public static Ruling Decide(ChangeRequest? change, Command command, Instant now)
    {
        if (Authority.RefusalOf(command.By) is { } unproven)
            return unproven;
        if (command is Command.Submit submit)
            return Submit(submit, now);
        if (change is null)
            throw new ArgumentNullException(nameof(change), "Only a submission comes without a request.");
        if (change.Status is Status.Settled settled)
            return new Refusal.AlreadySettled(settled.Outcome, settled.By, settled.At);
        return command switch
        {
            Command.Approve c => Approve(change, c, now),
            Command.Deny c => VoteWithReason(change, c.By, c.Round, Verdict.Denied, c.Reason, now),
            Command.RequestChanges c => VoteWithReason(change, c.By, c.Round, Verdict.ChangesRequested, c.Reason, now),
            Command.ClaimReview c => Claim(change, c, now),
            Command.Decline c => Decline(change, c, now),
            Command.Update c => Update(change, c, now),
            Command.Withdraw c => Withdraw(change, c, now),
            Command.Assign c => Assignment.Decide(change, c, now),
            Command.Reassign c => Assignment.Decide(change, c, now),
            Command.TakeOff c => Assignment.Decide(change, c, now),
            Command.Acknowledge c => Handing.Decide(change, c, now),
            Command.Remind c => Handing.Decide(change, c, now),
            Command.Move c => Handing.Decide(change, c, now),
            Command.TakeOver c => Handing.Decide(change, c, now),
            Command.LapseClaim c => Lapse(change, c, now),
            Command.Breach c => Waiting.Decide(change, c, now),
            Command.Escalate c => Waiting.Decide(change, c, now),
            Command.LookAfter c => Waiting.Decide(change, c, now),
            Command.Snooze c => Waiting.Decide(change, c, now),
            Command.AnnounceExpiry c => Expiry.Decide(change, c, now),
            Command.Expire c => Expiry.Decide(change, c, now),
            Command.VoidVote c => Void(change, c, now),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
    }

    internal static Ruling Happened(params ImmutableArray<ChangeEvent> events) => new Ruling.Accepted(events);

    private static Ruling Submit(Command.Submit c, Instant now)
    {
        if (c.By is not Actor.Member)
            return new Refusal.UnknownPerson();
        var submitted = new ChangeEvent.Submitted(c.Author, c.Draft, c.Judgement.Seats, now) { Asks = c.Judgement.Requirement };
        return c.Judgement.Seats.IsEmpty ? Happened(submitted, new ChangeEvent.Recorded(1, c.Author, now)) : Happened(submitted);
    }

    // A vote that lost its ground since must not help to settle the round, however soon after the roster changed.
    private static Ruling Approve(ChangeRequest change, Command.Approve c, Instant now)
    {
        if (Authority.ToVote(change, c.By, c.Round) is { } refusal)
            return refusal;
        if (c.Standing.SameTeam is { } other)
            return new Refusal.SameTeam(
                other == ((Actor.Member)c.By).Person.Id ? null : other, change.Round.SeatOf(((Actor.Member)c.By).Person.Id)?.Needs.DifferentTeams);
        var voided = c.Standing.Lapsed.Where(seat => change.Round.Seat(seat).Vote is not null)
            .Select(seat => new ChangeEvent.VoteVoided(change.Round.Number, seat, change.Round.Seat(seat).Vote!.By, now))
            .ToList();
        var standing = voided.Aggregate(change, (state, happened) => ChangeHistory.Apply(change.Id, state, happened));
        return Vote(standing, c.By, c.Round, Verdict.Approved, null, now) is Ruling.Accepted { Events: var events }
            ? new Ruling.Accepted([.. voided, .. events])
            : throw new InvalidOperationException("A vote that was granted is granted after void ones are gone.");
    }

    private static Ruling Void(ChangeRequest change, Command.VoidVote c, Instant now) =>
        c.By is Actor.Bot && change.Status is not Status.ChangesRequested
        && change.Round.Seats.Length >= c.Seat && change.Round.Seat(c.Seat).Vote is { } vote
            ? Happened(new ChangeEvent.VoteVoided(change.Round.Number, c.Seat, vote.By, now))
            : new Refusal.NothingToDo();

    private static Ruling VoteWithReason(ChangeRequest change, Actor by, int? round, Verdict verdict, string? reason, Instant now)
    {
        if (Authority.ToVote(change, by, round) is { } refusal)
            return refusal;
        var words = reason?.Trim();
        if (string.IsNullOrEmpty(words))
            return new Refusal.ReasonMissing();
        if (words.Length > ReasonMax)
            return new Refusal.ReasonTooLong(words.Length, ReasonMax);
        return Vote(change, by, round, verdict, words, now);
    }

    private static Ruling Vote(ChangeRequest change, Actor by, int? round, Verdict verdict, string? reason, Instant now)
    {
        if (Authority.ToVote(change, by, round) is { } refusal)
            return refusal;
        var person = ((Actor.Member)by).Person.Id;
        var seat = change.Round.SeatOf(person)!;
        var voted = new ChangeEvent.Voted(change.Round.Number, seat.Number, person, verdict, reason, now);
        var othersOpen = change.Round.Seats.Any(s => s.IsOpen && s.Number != seat.Number);
        return verdict == Verdict.Approved && othersOpen
            ? Happened(voted)
            : Happened(voted, new ChangeEvent.RoundSettled(change.Round.Number, verdict, person, reason, now));
    }

    private static Ruling Claim(ChangeRequest change, Command.ClaimReview c, Instant now)
    {
        if (Authority.ToVote(change, c.By, c.Round) is { } refusal)
            return refusal;
        var person = ((Actor.Member)c.By).Person.Id;
        var seat = change.Round.SeatOf(person)!;
        return seat.Claim is { } held && held.By != person && held.Until > now
            ? new Refusal.ClaimedBySomebody(held.By, held.Until)
            : new Ruling.Accepted(
            [
                new ChangeEvent.Claimed(change.Round.Number, seat.Number, person, now + c.Lease, now),
                // The first to start has it; the other is let go without a word.
                .. seat.Asked.Where(a => a.Person != person)
                    .Select(a => new ChangeEvent.StoodDown(change.Round.Number, seat.Number, a.Person, StandDown.Overtaken, now)),
            ]);
    }

    // Declining asks for no level: somebody demoted must still be able to hand the review back.
    private static Ruling Decline(ChangeRequest change, Command.Decline c, Instant now)
    {
        if (Authority.OnRound(change, c.Round) is { } refusal)
            return refusal;
        if (c.By is not Actor.Member { Person.Id: var person })
            return new Refusal.UnknownPerson();
        return change.Round.SeatOf(person) is { } seat
            ? Happened(new ChangeEvent.Declined(change.Round.Number, seat.Number, person, c.Reason, now))
            : Authority.NotSeated(change, person);
    }

    private static Ruling Update(ChangeRequest change, Command.Update c, Instant now)
    {
        if (c.By is not Actor.Member { Person.Id: var person })
            return new Refusal.UnknownPerson();
        if (person != change.Author)
            return new Refusal.NotTheAuthor(change.Author);
        if (c.Round != change.Round.Number)
            return new Refusal.StaleForm(c.Round, change.Round.Number);
        if (c.Judgement is not { } asked)
            return new Refusal.PolicyMoved();
        var updated = new ChangeEvent.Updated(change.Round.Number + 1, person, c.Draft, asked.Seats, now) { Asks = asked.Requirement };
        return asked.Seats.IsEmpty ? Happened(updated, new ChangeEvent.Recorded(updated.Round, person, now)) : Happened(updated);
    }

    private static Ruling Withdraw(ChangeRequest change, Command.Withdraw c, Instant now)
    {
        if (c.By is not Actor.Member { Person.Id: var person })
            return new Refusal.UnknownPerson();
        return person == change.Author
            ? Happened(new ChangeEvent.Withdrawn(change.Round.Number, person, now))
            : new Refusal.NotTheAuthor(change.Author);
    }

    private static Ruling Lapse(ChangeRequest change, Command.LapseClaim c, Instant now) =>
        c.By is Actor.Bot && change.Status is not Status.ChangesRequested && c.Round == change.Round.Number
        && change.Round.Seat(c.Seat) is { IsOpen: true, Claim: { } claim } && claim.Until <= now
            ? Happened(new ChangeEvent.ClaimLapsed(c.Round, c.Seat, claim.By, now))
            : new Refusal.NothingToDo();
}
