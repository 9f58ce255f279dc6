using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>Somebody on the roster with what the router needs to know of their day.</summary>
/// <param name="Open">Reviews they hold open now.</param>
/// <param name="MaxOpen">Their own limit or the policy's, whichever is lower; null for none.</param>
public sealed record Candidate(Person Person, Calendar Calendar, int Open, Instant? LastAssigned, int? MaxOpen, bool Unreachable);

/// <summary>
/// Chooses who is asked. Pure: no clock, no randomness. Eligible and available people, ordered by: knows the change from the
/// round before, fewest open reviews, longest since last assigned, then SHA-256(request ‖ round ‖ person), so that the
/// same input always gives the same person. The full score of routing.md takes this place later.
/// </summary>
public static class Router
{
    private const int KeptCandidates = 10;
    private const int KeptPassedOver = 25;

    public static RoutingReport Route(ChangeRequest change, Seat seat, IReadOnlyCollection<Candidate> people, Instant now)
    {
        var free = new List<Candidate>();
        var passed = new List<PassedOver>();
        var taken = seat.Needs.DifferentTeams is null ? null : TeamsTaken(change, seat, people);
        foreach (var candidate in people.Where(c => c.Person.AgentOf is null && c.Person.Covers(seat.Needs.Service)))
            if (WhyNot(change, seat, candidate, taken, now) is { } why)
                passed.Add(why);
            else
                free.Add(candidate);

        var ranked = free
            .Select(c => new Ranked(c.Person.Id, c.Open, c.LastAssigned, change.Round.Before.Contains(c.Person.Id)))
            .OrderBy(r => r.KnowsIt ? 0 : 1)
            .ThenBy(r => r.Open)
            .ThenBy(r => r.LastAssigned ?? Instant.MinValue)
            .ThenBy(r => TieBreak(change, r.Person), StringComparer.Ordinal)
            .Take(KeptCandidates)
            .ToImmutableArray();
        return new RoutingReport(
            ranked,
            [.. passed.OrderBy(p => p.Free ?? Instant.MaxValue).ThenBy(p => p.Person).Take(KeptPassedOver)],
            ranked.IsEmpty ? passed.Min(p => p.Free) : null);
    }

    // The teams of whoever is on another seat. Null stands for no team, which is never a different one: not on the first seat either.
    private static HashSet<TeamId?> TeamsTaken(ChangeRequest change, Seat seat, IEnumerable<Candidate> people)
    {
        var seated = change.Round.Seats.Where(s => s.Number != seat.Number)
            .SelectMany(s => s.Vote is { } vote ? [vote.By] : s.Asked.Select(a => a.Person))
            .ToHashSet();
        return [.. people.Where(c => seated.Contains(c.Person.Id)).Select(c => c.Person.Team), null];
    }

    private static PassedOver? WhyNot(ChangeRequest change, Seat seat, Candidate candidate, HashSet<TeamId?>? taken, Instant now)
    {
        var person = candidate.Person;
        PassedOver For(PassedOverFor reason, Instant? free = null) => new(person.Id, reason, free);
        if (person.Id == change.Author)
            return For(PassedOverFor.Author);
        if (change.Draft.CoAuthors.Contains(person.Id))
            return For(PassedOverFor.CoAuthor);
        if (!person.Active)
            return For(PassedOverFor.Inactive);
        if (person.Level < seat.Needs.AtLeast)
            return For(PassedOverFor.TooJunior);
        if (taken?.Contains(person.Team) == true && !change.Round.IsSeated(person.Id))
            return For(PassedOverFor.SameTeam);
        if (change.Round.HandedOn(person.Id) || change.Round.IsSeated(person.Id))
            return For(PassedOverFor.StoodDown) with { Why = WhyStoodDown(change.Round, person.Id), Declined = DeclinedFor(change.Round, person.Id) };
        if (candidate.Unreachable)
            return For(PassedOverFor.Unreachable);
        if (candidate.Calendar.NextOpen(now) is var opens && opens != now)
            return For(candidate.Calendar.AbsenceAt(now) is null ? PassedOverFor.OutsideHours : PassedOverFor.Away, opens);
        return candidate.Open >= candidate.MaxOpen ? For(PassedOverFor.AtLimit) : null;
    }

    private static StandDown? WhyStoodDown(Round round, PersonId person) =>
        round.StoodDown.TryGetValue(person, out var why) && !round.IsSeated(person) ? why : null;

    private static DeclineReason? DeclinedFor(Round round, PersonId person) =>
        round.Declines.TryGetValue(person, out var reason) && !round.IsSeated(person) ? reason : null;

    private static string TieBreak(ChangeRequest change, PersonId person) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{change.Id}|{change.Round.Number}|{person}")));
}
