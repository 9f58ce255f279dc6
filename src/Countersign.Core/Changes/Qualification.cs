using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;

namespace Countersign.Core.Changes;

/// <summary>What a seat asks of whoever fills it.</summary>
public sealed record Qualification(ServiceId Service, Level AtLeast)
{
    /// <summary>The rule that asks for this seat; null on rounds from before there were such rules.</summary>
    public PolicyLine? Because { get; init; }

    /// <summary>2 asks two people at once, of whom the first to answer or to start has the seat. 0, on old rounds, means 1.</summary>
    public int Ask { get; init; }

    /// <summary>The rule that wants nobody of the same team on the other seats; null when that does not matter.</summary>
    public PolicyLine? DifferentTeams { get; init; }

    public bool IsMetBy(Person person) =>
        person.Active && person.AgentOf is null && person.Level >= AtLeast && person.Level > Level.Unknown && person.Covers(Service);
}

/// <summary>Who could ever sign off, leaving aside whether they are free.</summary>
public static class Reviewers
{
    /// <summary>Whether this person could be asked for anything at all.</summary>
    public static bool Reviews(PolicyBook policy, Person person) =>
        person.Primary.Concat(person.Secondary).Any(id => Reviews(policy, person, id));

    /// <summary>Whether this person could be asked for a change of this service.</summary>
    public static bool Reviews(PolicyBook policy, Person person, ServiceId id) =>
        policy.Find(id) is { } service
        && service.Rules.Any(rules => rules.Tier >= service.Tier.Value && rules.Approvals.Value > 0
            && new Qualification(id, rules.AtLeast.Value).IsMetBy(person));

    /// <summary>Whether these people, but for <paramref name="others"/>, could fill every seat, each by somebody else.</summary>
    public static bool CanFill(PolicyBook policy, ImmutableArray<Qualification> seats, ICollection<PersonId> others)
    {
        if (seats.IsEmpty)
            return true;
        var people = policy.Covering(seats[0].Service).Where(p => !others.Contains(p.Id)).ToList();
        // Levels are ordered, so the strictest seats first: the n-th of them needs n people who meet it.
        var strictest = seats.OrderByDescending(s => s.AtLeast).ToList();
        for (var n = 0; n < strictest.Count; n++)
        {
            var able = people.Where(strictest[n].IsMetBy).ToList();
            var count = strictest[n].DifferentTeams is null
                ? able.Count
                : able.Where(p => p.Team is not null).Select(p => p.Team).Distinct().Count();
            if (count < n + 1)
                return false;
        }

        return true;
    }

    /// <summary>
    /// Somebody on another seat of this round who is of the same team, where the seat wants different ones. Whoever has no team
    /// counts as of the same, and is named themselves: unknown is not different.
    /// </summary>
    public static PersonId? SameTeam(Round round, Seat seat, Person person, Roster roster)
    {
        if (seat.Needs.DifferentTeams is null)
            return null;
        if (person.Team is null)
            return person.Id;
        foreach (var other in round.Seats)
            if (other.Number != seat.Number)
                foreach (var id in other.Vote is { } vote ? [vote.By] : other.Asked.Select(a => a.Person))
                    if (roster.Find(id)?.Team is not { } team || team == person.Team)
                        return id;
        return null;
    }
}
