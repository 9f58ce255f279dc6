using System.Collections.Immutable;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Changes;

public enum Verdict
{
    Approved,
    Denied,
    ChangesRequested,
}

/// <summary>Somebody who is asked to fill a seat, and by when.</summary>
public sealed record Asked(PersonId Person, Instant At, Instant? Due)
{
    /// <summary>When they first gave a sign: looked at it, or said that they are on it.</summary>
    public Instant? AckedAt { get; init; }

    public Instant? RemindedAt { get; init; }

    /// <summary>They have seen it and come to it later, or were on it until then; they are reminded then.</summary>
    public Instant? SnoozedUntil { get; init; }

    /// <summary>For how long they have put it off in all, the whole of the last time included.</summary>
    public Duration Snoozed { get; init; }

    /// <summary>They gave no sign and heard no reminder, or put it off and have not heard one since.</summary>
    public bool IsToBeReminded => SnoozedUntil is { } until ? !(RemindedAt >= until) : AckedAt is null && RemindedAt is null;

    /// <summary>For how long they had put it off by then: what is left of a time that runs is given back when they choose another.</summary>
    public Duration SnoozedBy(Instant at) => Snoozed - (SnoozedUntil is { } until && until > at ? until - at : Duration.Zero);

    /// <summary>The lead who gave it to them; null when the router chose.</summary>
    public PersonId? ByLead { get; init; }

    /// <summary>Who had it just before them, if somebody had.</summary>
    public Handover? Handover { get; init; }
}

/// <summary>"I'm on it": tells the others not to open the request as well. Lapses at <paramref name="Until"/>.</summary>
public sealed record Claim(PersonId By, Instant At, Instant Until);

public sealed record Vote(PersonId By, Verdict Verdict, string? Reason, Instant At);

/// <summary>One of a round's places for a decision: a qualification, whoever is asked, at most one vote.</summary>
/// <param name="Number">From 1, within its round.</param>
public sealed record Seat(
    int Number,
    Qualification Needs,
    ImmutableArray<Asked> Asked,
    Claim? Claim,
    Vote? Vote)
{
    /// <summary>
    /// When the time for the decision began: as somebody was asked first. It does not begin again for whoever has the review next
    /// because the one before gave no sign, would have been late, or was slower to start.
    /// </summary>
    public Instant? Began { get; init; }

    /// <summary>How often it went to somebody else in this round for want of a sign.</summary>
    public int Moves { get; init; }

    /// <summary>How often it went to somebody else in this round because it would have been late.</summary>
    public int Rescues { get; init; }

    /// <summary>From whom it went to somebody else in this round before they had begun; each once.</summary>
    public ImmutableArray<PersonId> Tried { get; init; } = [];

    /// <summary>Still to be voted on.</summary>
    public bool IsOpen => Vote is null;

    /// <summary>Nobody voted and nobody says that they are on it.</summary>
    public bool IsUnbegun => Vote is null && Claim is null;

    public bool Asks(PersonId person)
    {
        foreach (var asked in Asked)
            if (asked.Person == person)
                return true;
        return false;
    }

    public Asked? AskedOf(PersonId person)
    {
        foreach (var asked in Asked)
            if (asked.Person == person)
                return asked;
        return null;
    }

    public Seat With(Asked asked) => this with { Asked = Asked.Replace(AskedOf(asked.Person)!, asked) };

    /// <summary>This person is not asked any more.</summary>
    public Seat Without(PersonId person, StandDown why)
    {
        var left = this with
        {
            Asked = Asked.RemoveAll(a => a.Person == person),
            Claim = Claim?.By == person ? null : Claim,
            Tried = why is StandDown.NotAcknowledged or StandDown.Rescued or StandDown.Taken && !Tried.Contains(person) ? Tried.Add(person) : Tried,
        };
        return why switch
        {
            StandDown.NotAcknowledged => left with { Moves = Moves + 1 },
            StandDown.Rescued => left with { Rescues = Rescues + 1 },
            StandDown.Taken or StandDown.Overtaken or StandDown.Needed => left,
            _ => left with { Began = left.Asked.IsEmpty ? null : Began },
        };
    }
}
