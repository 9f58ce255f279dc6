using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>One attempt to get a change signed off: it settles when every seat is filled, or at the first denial.</summary>
/// <param name="Number">From 1; an update opens the next. A press that carries another number is stale.</param>
/// <param name="StoodDown">Who was taken off a seat of this round, and why: they declined, say, or could not be reached.</param>
/// <param name="Before">Who voted or was asked in the round before: they know the change already.</param>
public sealed record Round(
    int Number,
    ImmutableArray<Seat> Seats,
    ImmutableDictionary<PersonId, StandDown> StoodDown,
    ImmutableArray<PersonId> Before)
{
    /// <summary>Why those of <see cref="StoodDown"/> declined who did.</summary>
    public ImmutableDictionary<PersonId, DeclineReason> Declines { get; init; } = ImmutableDictionary<PersonId, DeclineReason>.Empty;

    /// <summary>When it was submitted or updated; null on a round that was made by hand.</summary>
    public Instant? BeganAt { get; init; }

    /// <summary>Whose turn it was when, since it began.</summary>
    public ImmutableArray<TurnSpan> Turns { get; init; } = [];

    /// <summary>When a reviewer gave the first sign; null while none did.</summary>
    public Instant? RespondedAt { get; init; }

    /// <summary>How many steps of the ladder were taken since somebody was asked; each is taken once at most.</summary>
    public int Escalated { get; init; }

    /// <summary>The same, for the time in which nobody could be asked.</summary>
    public int EscalatedUnstaffed { get; init; }

    /// <summary>When the time for the decision was over without one; null as long as it is not.</summary>
    public Instant? BreachedAt { get; init; }

    /// <summary>When steps of the ladder were taken.</summary>
    public ImmutableArray<Instant> EscalatedAt { get; init; } = [];

    /// <summary>When the last step was taken; null while none was.</summary>
    public Instant? LastEscalatedAt => EscalatedAt is [.., var at] ? at : null;

    /// <summary>When a review left somebody who was asked, for whatever reason but that another one is on it or needs them more.</summary>
    public ImmutableArray<Instant> HandedOnAt { get; init; } = [];

    /// <summary>How it was decided; null while it is not.</summary>
    public Decision? Decided { get; init; }

    /// <summary>Somebody who was told of it looks after it: until then nobody else is told.</summary>
    public Claim? LookedAfter { get; init; }

    /// <summary>When it ends by itself, as the author was told; null until they were.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>What the policy asked of this round, and why; null on records from before it did.</summary>
    public Requirement? Asks { get; init; }

    public static Round Open(int number, ImmutableArray<Qualification> seats, ImmutableArray<PersonId> before) => new(
        number,
        [.. seats.Select((needs, i) => new Seat(i + 1, needs, [], null, null))],
        ImmutableDictionary<PersonId, StandDown>.Empty,
        before);

    /// <summary>
    /// Whose review went to somebody else before they had begun: for want of a sign, say. They may be asked again, others first.
    /// </summary>
    public ImmutableArray<PersonId> Tried => [.. Seats.SelectMany(s => s.Tried).Distinct()];

    /// <summary>How often its reviews went to somebody else for want of a sign.</summary>
    public int Moves => Seats.Sum(s => s.Moves);

    /// <summary>How often its reviews went to somebody else because they would have been late.</summary>
    public int Rescues => Seats.Sum(s => s.Rescues);

    /// <summary>The open seat that asks this person; null when none does.</summary>
    public Seat? SeatOf(PersonId person)
    {
        foreach (var seat in Seats)
            if (seat.IsOpen && seat.Asks(person))
                return seat;
        return null;
    }

    /// <summary>
    /// The other seat from which this person can be had for one that asks nobody: it asks two, nobody has begun, and so one can be missed
    /// there. Null when there is none.
    /// </summary>
    public Seat? SpareFor(Seat empty, PersonId person) =>
        empty.Asked.IsEmpty && SeatOf(person) is { IsUnbegun: true, Asked.Length: > 1 } seat ? seat : null;

    /// <summary>Asked for an open seat, or voted in one: a person fills one seat of a round at most.</summary>
    public bool IsSeated(PersonId person) => SeatOf(person) is not null || Seats.Any(s => s.Vote?.By == person);

    /// <summary>
    /// Declined, or a lead gave their review to somebody else: the router does not ask them again in this round. Whoever could
    /// not be reached or lost the qualification may be asked again once that is mended.
    /// </summary>
    public bool HandedOn(PersonId person) =>
        StoodDown.TryGetValue(person, out var why) && why is StandDown.Declined or StandDown.Reassigned;

    public Seat Seat(int number) => Seats[number - 1];

    public Round With(Seat seat) => this with { Seats = Seats.SetItem(seat.Number - 1, seat) };
}

/// <summary>A round's verdict, and when it was over. A withdrawal is none.</summary>
public sealed record Decision(Verdict Verdict, Instant At);

/// <summary>Where a request stands. Derived from its events, never stored beside them as a second truth.</summary>
public abstract record Status
{
    private Status()
    {
    }

    /// <summary>Nobody can be asked yet.</summary>
    public sealed record Waiting : Status;

    public sealed record Assigned : Status;

    public sealed record InReview(PersonId By) : Status;

    /// <summary>The author's turn.</summary>
    public sealed record ChangesRequested(PersonId By, string Reason, Instant At) : Status;

    /// <summary>Over. Nothing changes it any more.</summary>
    /// <param name="By">Who ended it; of one that expired, whose turn it was.</param>
    public sealed record Settled(Outcome Outcome, PersonId By, string? Reason, Instant At) : Status;
}

public enum Outcome
{
    Approved,
    Denied,
    Withdrawn,

    /// <summary>Changes were asked for and never made.</summary>
    Expired,

    /// <summary>The policy asks nobody: the evidence is on record. It is not an approval and is never worded as one.</summary>
    Recorded,
}

/// <summary>Somebody who was asked in a round, so that a card of that round may be with them.</summary>
public sealed record CardHolder(PersonId Person, int Round);

/// <summary>A request for a sign-off, as its events make it.</summary>
/// <param name="Version">How many events made it; a card carries it to know how fresh it is.</param>
/// <param name="Report">The newest routing report: who was asked and why, or why nobody is.</param>
public sealed record ChangeRequest(
    ChangeId Id,
    PersonId Author,
    Draft Draft,
    Instant SubmittedAt,
    Round Round,
    Status Status,
    Routing.RoutingReport? Report,
    long Version)
{
    /// <summary>Everybody who ever was asked, once for each round.</summary>
    public ImmutableArray<CardHolder> CardHolders { get; init; } = [];

    public RequestStamp Stamp => RequestStamp.Of(SubmittedAt);

    public bool IsSettled => Status is Status.Settled;

    /// <summary>Everybody asked in the current round whose seat is still open, in seat order.</summary>
    public IEnumerable<Asked> AskedNow =>
        Status is Status.Settled or Status.ChangesRequested
            ? []
            : Round.Seats.Where(s => s.IsOpen).SelectMany(s => s.Asked);

    /// <summary>The first open seat that asks nobody; null when the round waits for nothing but votes.</summary>
    public Seat? VacantSeat =>
        Status is Status.Settled or Status.ChangesRequested
            ? null
            : Round.Seats.FirstOrDefault(s => s.IsOpen && s.Asked.IsEmpty);

    /// <summary>The tier of this round; null on records from before there were any.</summary>
    public Tier? Tier => Round.Asks?.Tier;

    public Instant? Due => AskedNow.Min(a => a.Due);
}
