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
public sealed record Asked(PersonId Person, Instant At, Instant? Due);

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
    /// <summary>Still to be voted on.</summary>
    public bool IsOpen => Vote is null;

    public bool Asks(PersonId person)
    {
        foreach (var asked in Asked)
            if (asked.Person == person)
                return true;
        return false;
    }

    public Seat Without(PersonId person) => this with
    {
        Asked = Asked.RemoveAll(a => a.Person == person),
        Claim = Claim?.By == person ? null : Claim,
    };
}
