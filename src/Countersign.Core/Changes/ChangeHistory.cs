using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Changes;

/// <summary>Folds events into the request that they make. The only place that knows what an event changes.</summary>
public static class ChangeHistory
{
    /// <exception cref="InvalidOperationException">The list does not begin with <see cref="ChangeEvent.Submitted"/>: a damaged store.</exception>
    public static ChangeRequest Fold(ChangeId id, IEnumerable<ChangeEvent> events)
    {
        ChangeRequest? change = null;
        foreach (var happened in events)
            change = Apply(id, change, happened);
        return change ?? throw new InvalidOperationException($"{id} has no events.");
    }

    public static ChangeRequest Apply(ChangeId id, ChangeRequest? before, ChangeEvent happened)
    {
        if (happened is ChangeEvent.Submitted s)
            return Turned(
                new ChangeRequest(
                    id, s.Author, s.Draft, s.At, Round.Open(1, s.Seats, []) with { Asks = s.Asks, BeganAt = s.At }, new Status.Waiting(), null, 1),
                s.At);
        if (before is null)
            throw new InvalidOperationException($"{id} does not begin with its submission.");
        var after = Change(before, happened) with { Version = before.Version + 1 };
        if (IsHandOver(happened))
            after = HandedOn(after, happened.At);
        return Turned(after.Status is Status.Settled or Status.ChangesRequested ? after : after with { Status = StatusOf(after.Round) }, happened.At);
    }

    /// <summary>Whether a review left somebody who was asked, for whatever reason but that another one is on it or needs them more.</summary>
    public static bool IsHandOver(ChangeEvent happened) => happened is ChangeEvent.Declined
        or ChangeEvent.StoodDown { Why: not (Changes.StandDown.Overtaken or Changes.StandDown.Needed) };

    private static ChangeRequest Turned(ChangeRequest c, Instant at)
    {
        Turn? turn = c.Status switch
        {
            Status.Settled => null,
            Status.ChangesRequested => Turn.Author,
            Status.Waiting => Turn.Nobody,
            _ => Turn.Reviewers,
        };
        var turns = TurnSpans.Turned(c.Round.Turns, turn, at);
        return turns == c.Round.Turns ? c : c with { Round = c.Round with { Turns = turns } };
    }

    private static ChangeRequest Change(ChangeRequest c, ChangeEvent happened) => happened switch
    {
        ChangeEvent.Waited e => c with { Report = e.Report },
        ChangeEvent.Assigned e => c with
        {
            // A lead's move has no report, and the one before no longer says why this person is asked. Of two who are asked, the first one's tells of both.
            Report = e is { By: null, Handover: null } && c.Report is { Chosen: { } first } && c.Round.Seat(e.Seat).Asks(first) ? c.Report : e.Report,
            CardHolders = Holders(c, new CardHolder(e.Person, e.Round)),
            Round = c.Round.With(c.Round.Seat(e.Seat) with
            {
                Asked = c.Round.Seat(e.Seat).Asked.Add(new Asked(e.Person, e.At, e.Due) { Handover = e.Handover, ByLead = e.By }),
                Began = c.Round.Seat(e.Seat).Began ?? e.At,
            }),
        },
        ChangeEvent.Acknowledged e => Responded(OnSeat(c, e.Seat, seat => GaveASign(seat, e.By, e.At)), e.At),
        ChangeEvent.Reminded e => OnSeat(c, e.Seat, seat => seat.AskedOf(e.Person) is { } asked ? seat.With(asked with { RemindedAt = e.At }) : seat),
        ChangeEvent.Claimed e => Responded(
            OnSeat(c, e.Seat, seat => GaveASign(seat, e.By, e.At) with { Claim = new Claim(e.By, e.At, e.Until) }), e.At),
        ChangeEvent.ClaimLapsed e => OnSeat(c, e.Seat, seat => LetGo(seat, e)),
        ChangeEvent.Declined e => StandDown(c, e.Seat, e.By, Changes.StandDown.Declined, e.Reason),
        ChangeEvent.StoodDown e => StandDown(c, e.Seat, e.Person, e.Why),
        ChangeEvent.Voted e => Responded(OnSeat(c, e.Seat, seat => seat with { Vote = new Vote(e.By, e.Verdict, e.Reason, e.At) }), e.At),
        ChangeEvent.VoteVoided e => Voided(c, e),
        ChangeEvent.Recorded e => c with { Status = new Status.Settled(Outcome.Recorded, e.By, null, e.At) },
        ChangeEvent.RoundSettled e => c with
        {
            Round = c.Round with { Decided = new Decision(e.Verdict, e.At) },
            Status = e.Verdict == Verdict.ChangesRequested
                ? new Status.ChangesRequested(e.By, e.Reason ?? "", e.At)
                : new Status.Settled(e.Verdict == Verdict.Approved ? Outcome.Approved : Outcome.Denied, e.By, e.Reason, e.At),
        },
        ChangeEvent.Updated e => c with
        {
            Draft = e.Draft,
            Round = Round.Open(e.Round, e.Seats, KnowItAlready(c)) with { Asks = e.Asks, BeganAt = e.At },
            Status = new Status.Waiting(),
            Report = null,
        },
        ChangeEvent.Breached e => c with { Round = c.Round with { BreachedAt = c.Round.BreachedAt ?? e.At } },
        ChangeEvent.Escalated { Turn: Turn.Nobody } e => c with
        {
            Round = c.Round with { EscalatedUnstaffed = e.Step, EscalatedAt = c.Round.EscalatedAt.Add(e.At) },
        },
        ChangeEvent.Escalated e => c with { Round = c.Round with { Escalated = e.Step, EscalatedAt = c.Round.EscalatedAt.Add(e.At) } },
        ChangeEvent.LookedAfter e => c with { Round = c.Round with { LookedAfter = new Claim(e.By, e.At, e.Until) } },
        ChangeEvent.Snoozed e => Snoozed(c, e),
        ChangeEvent.ExpiryAnnounced e => c with { Round = c.Round with { ExpiresAt = e.ExpiresAt } },
        // It was the author's turn.
        ChangeEvent.Expired e => c with { Status = new Status.Settled(Outcome.Expired, c.Author, null, e.At) },
        ChangeEvent.Withdrawn e => c with { Status = new Status.Settled(Outcome.Withdrawn, e.By, null, e.At) },
        _ => throw new InvalidOperationException($"No rule for {happened.GetType().Name}."),
    };

    private static ChangeRequest OnSeat(ChangeRequest c, int number, Func<Seat, Seat> change) =>
        c with { Round = c.Round.With(change(c.Round.Seat(number))) };

    private static ChangeRequest StandDown(
        ChangeRequest c, int number, PersonId person, StandDown why, DeclineReason? declined = null)
    {
        // The report that chose them says what is no longer so.
        var after = OnSeat(c, number, seat => seat.Without(person, why)) with { Report = ReportWithout(c, number, person) };
        var round = after.Round;
        // Whoever handed it on and then could not be reached has handed it on all the same.
        if (round.HandedOn(person) && why is not (Changes.StandDown.Declined or Changes.StandDown.Reassigned))
            return after;
        return after with
        {
            Round = round with
            {
                StoodDown = round.StoodDown.SetItem(person, why),
                Declines = declined is { } reason ? round.Declines.SetItem(person, reason) : round.Declines.Remove(person),
            },
        };
    }

    private static ChangeRequest HandedOn(ChangeRequest c, Instant at) => c with { Round = c.Round with { HandedOnAt = c.Round.HandedOnAt.Add(at) } };

    private static ChangeRequest Responded(ChangeRequest c, Instant at) =>
        c.Round.RespondedAt is null ? c with { Round = c.Round with { RespondedAt = at } } : c;

    private static ChangeRequest Snoozed(ChangeRequest c, ChangeEvent.Snoozed e) => Responded(
        OnSeat(c, e.Seat, seat => GaveASign(seat, e.By, e.At) is var signed && signed.AskedOf(e.By) is { } asked
            ? signed.With(asked with { SnoozedUntil = e.Until, Snoozed = asked.SnoozedBy(e.At) + (e.Until - e.At) })
            : seat),
        e.At);

    // Nothing came of it: they are reminded, as after a time for which they had put it off.
    private static Seat LetGo(Seat seat, ChangeEvent.ClaimLapsed e) => seat.AskedOf(e.By) is { } asked
        ? seat.With(asked with { Snoozed = asked.SnoozedBy(e.At), SnoozedUntil = e.At }) with { Claim = null }
        : seat with { Claim = null };

    private static Routing.RoutingReport? ReportWithout(ChangeRequest c, int number, PersonId person)
    {
        if (c.Report?.Chosen != person)
            return c.Report;
        foreach (var left in c.Round.Seat(number).Asked)
            if (left.Person != person && c.Report.For(left.Person) is { } report)
                return report;
        return null;
    }

    private static Seat GaveASign(Seat seat, PersonId person, Instant at) =>
        seat.AskedOf(person) is { } asked ? seat.With(asked with { AckedAt = asked.AckedAt ?? at }) : seat;

    // Whoever gave it is not asked any more either: what made the vote void made that so.
    private static ChangeRequest Voided(ChangeRequest c, ChangeEvent.VoteVoided e)
    {
        var after = OnSeat(c, e.Seat, seat => (seat with { Vote = null, Claim = null }).Without(e.By, Changes.StandDown.NoLongerQualified));
        return after with
        {
            Report = after.Report?.Chosen == e.By ? null : after.Report,
            Round = after.Round with { StoodDown = after.Round.StoodDown.SetItem(e.By, Changes.StandDown.NoLongerQualified) },
        };
    }

    private static ImmutableArray<CardHolder> Holders(ChangeRequest c, CardHolder asked) =>
        c.CardHolders.Contains(asked) ? c.CardHolders : c.CardHolders.Add(asked);

    private static Status StatusOf(Round round)
    {
        var open = round.Seats.Where(s => s.IsOpen).ToList();
        if (open.Find(s => s.Claim is not null)?.Claim is { } claim)
            return new Status.InReview(claim.By);
        return open.Exists(s => !s.Asked.IsEmpty) ? new Status.Assigned() : new Status.Waiting();
    }

    // Whoever voted or was asked in the round that ends; most useful first.
    private static ImmutableArray<PersonId> KnowItAlready(ChangeRequest c) =>
        [.. c.Round.Seats.Select(s => s.Vote?.By).OfType<PersonId>()
            .Concat(c.Round.Seats.SelectMany(s => s.Asked).Select(a => a.Person))
            .Distinct()];
}
