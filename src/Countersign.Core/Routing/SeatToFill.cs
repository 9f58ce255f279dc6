using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;

namespace Countersign.Core.Routing;

/// <summary>What the router is asked to find somebody for.</summary>
/// <param name="Key">Request and round, for breaking ties.</param>
/// <param name="Author">Never asked, nor are <see cref="CoAuthors"/>.</param>
public sealed record SeatToFill(string Key, Qualification Needs, PersonId Author, SlaWindow Sla)
{
    public ImmutableArray<PersonId> CoAuthors { get; init; } = [];

    /// <summary>On a seat of this round already, this one included.</summary>
    public ImmutableArray<PersonId> Seated { get; init; } = [];

    /// <summary>Not asked in this round any more, with how they stood down.</summary>
    public ImmutableDictionary<PersonId, StandDown> HandedOn { get; init; } = ImmutableDictionary<PersonId, StandDown>.Empty;

    /// <summary>Why those of <see cref="HandedOn"/> declined who did.</summary>
    public ImmutableDictionary<PersonId, DeclineReason> Declines { get; init; } = ImmutableDictionary<PersonId, DeclineReason>.Empty;

    /// <summary>Were asked in this round and did not begin.</summary>
    public ImmutableArray<PersonId> Tried { get; init; } = [];

    /// <summary>Voted or were asked in the round before.</summary>
    public ImmutableArray<PersonId> Known { get; init; } = [];

    /// <summary>Teams that may not be asked, where approvals come from different ones; null where that does not matter. Null in it stands for no team.</summary>
    public ImmutableArray<TeamId?>? TeamsTaken { get; init; }

    /// <summary>Whoever is on the service's rotation now.</summary>
    public PersonId? OnDuty { get; init; }

    public RoutingWeights Weights { get; init; } = RoutingWeights.Default;

    public static SeatToFill Of(ChangeRequest change, Seat seat, SlaWindow sla, Roster roster)
    {
        var round = change.Round;
        return new SeatToFill($"{change.Id}|{round.Number}", seat.Needs, change.Author, sla)
        {
            CoAuthors = change.Draft.CoAuthors,
            // Where nobody is asked, one of two on another seat can be had.
            Seated =
            [
                .. round.Seats.SelectMany(s => s.IsOpen ? s.Asked.Select(a => a.Person) : [s.Vote!.By])
                    .Where(p => round.SpareFor(seat, p) is null),
            ],
            HandedOn = round.StoodDown.RemoveRange(round.StoodDown.Keys.Where(p => !round.HandedOn(p))),
            Declines = round.Declines,
            Tried = [.. round.Tried],
            Known = round.Before,
            TeamsTaken = seat.Needs.DifferentTeams is null ? null : Taken(round, seat, roster),
        };
    }

    // No team is never a different one: not on the first seat either.
    private static ImmutableArray<TeamId?> Taken(Round round, Seat seat, Roster roster) =>
    [
        null,
        .. round.Seats.Where(s => s.Number != seat.Number)
            .SelectMany(s => s.Vote is { } vote ? [vote.By] : s.Asked.Select(a => a.Person))
            .Select(p => roster.Find(p)?.Team),
    ];
}
