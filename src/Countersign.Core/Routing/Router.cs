using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Countersign.Core.People;
using NodaTime;

namespace Countersign.Core.Routing;

/// <summary>
/// Chooses who is asked: of those who are at work and may be asked, whoever can be expected to decide soonest without wearing anybody
/// out. Pure: no clock, no randomness; the same input gives the same report, in whatever order the people come. Source: routing.md,
/// "Algorithm"; what differs from it and why: docs/adr/0020.
/// </summary>
public static class Router
{
    private const int KeptCandidates = 10;
    private const int KeptPassedOver = 25;

    private static readonly Comparer<PassedOver> SoonestFree = Comparer<PassedOver>.Create((x, y) =>
        (x.Free ?? Instant.MaxValue).CompareTo(y.Free ?? Instant.MaxValue) is var sooner and not 0 ? sooner : x.Person.CompareTo(y.Person));

    /// <param name="people">Everybody who covers the service, prepared beforehand; others may be among them.</param>
    /// <param name="keep">How many candidates the report keeps.</param>
    public static RoutingReport Route(Instant now, SeatToFill seat, IReadOnlyCollection<Candidate> people, int keep = KeptCandidates)
    {
        var able = new List<Candidate>(people.Count);
        var passed = new First<PassedOver>(KeptPassedOver, SoonestFree);
        foreach (var candidate in people)
            if (candidate.Person.AgentOf is not null || !candidate.Person.Covers(seat.Needs.Service))
                continue;
            else if (WhyNot(now, seat, candidate) is { } why)
                passed.Add(why);
            else
                able.Add(candidate);

        var ranked = Rank(now, seat, able, keep);
        return new RoutingReport(
            ranked,
            [.. passed.InOrder],
            ranked.IsEmpty && passed.InOrder is [{ Free: var free }, ..] ? free : null)
        {
            Due = seat.Sla.Due,
            // The earliest: what a platform says of somebody puts it off, and may be taken back.
            Timers = ranked.IsEmpty ? null : Known(Rerouting.Timers(able.Find(c => c.Person.Id == ranked[0].Person)!.AtWork, now, seat.Sla.Length)),
        };
    }

    /// <summary>
    /// Why somebody is not asked, before any score; null when they may be. Being busy is no reason: whoever is at work reads it
    /// between two meetings.
    /// </summary>
    public static PassedOver? WhyNot(Instant now, SeatToFill seat, Candidate candidate)
    {
        var person = candidate.Person;
        PassedOver For(PassedOverFor reason, Instant? free = null) => new(person.Id, reason, free);
        if (person.Id == seat.Author)
            return For(PassedOverFor.Author);
        if (seat.CoAuthors.Contains(person.Id))
            return For(PassedOverFor.CoAuthor);
        if (!person.Active)
            return For(PassedOverFor.Inactive);
        if (person.Level < seat.Needs.AtLeast || person.Level == Level.Unknown)
            return For(PassedOverFor.TooJunior);
        if (seat.Seated.Contains(person.Id))
            return For(PassedOverFor.StoodDown);
        if (seat.TeamsTaken is { } taken && taken.Contains(person.Team))
            return For(PassedOverFor.SameTeam);
        if (seat.HandedOn.TryGetValue(person.Id, out var why))
            return For(PassedOverFor.StoodDown) with { Why = why, Declined = seat.Declines.TryGetValue(person.Id, out var declined) ? declined : null };
        if (candidate.Unreachable)
            return For(PassedOverFor.Unreachable);
        if (!candidate.AtWork.IsFree(now))
            return For(candidate.Calendar.AbsenceAt(now) is null ? PassedOverFor.OutsideHours : PassedOverFor.Away, candidate.AtWork.NextFree(now));
        return candidate.HasRoom ? null : For(PassedOverFor.AtLimit);
    }

    private static RoutingTimers? Known(RoutingTimers timers) => timers.MoveAt == Instant.MaxValue ? null : timers;

    private static ImmutableArray<Ranked> Rank(Instant now, SeatToFill seat, List<Candidate> able, int keep)
    {
        if (able.Count == 0)
            return [];
        var mean = able.Sum(c => c.Load.Share) / able.Count;
        var best = new First<Judged>(keep, new BestFirst(seat.Key));
        foreach (var candidate in able)
            best.Add(Judged.Of(candidate, seat, now, mean));
        return [.. best.InOrder.Select(j => Shown(now, seat, j, mean))];
    }

    private static Ranked Shown(Instant now, SeatToFill seat, Judged judged, long mean)
    {
        var c = judged.Candidate;
        return new Ranked(c.Person.Id, c.Load.Open, c.Load.LastAssigned, seat.Known.Contains(c.Person.Id))
        {
            Expected = judged.Expected,
            Score = judged.Score,
            BusyUntil = c.Free.IsFree(now) ? null : c.Free.NextFree(now),
            Primary = c.Person.Primary.Contains(seat.Needs.Service),
            OnDuty = seat.OnDuty == c.Person.Id,
            LoadPercent = (int)(c.Load.Share * 100 / Math.Max(1, mean)) - 100,
        };
    }

    private readonly record struct Judged(Candidate Candidate, Instant Expected, Score Score)
    {
        public static Judged Of(Candidate candidate, SeatToFill seat, Instant now, long meanShare)
        {
            var expected = candidate.Expected(now, Workload.Typical);
            return new Judged(candidate, expected, Score.Of(candidate, seat, now, expected, meanShare));
        }
    }

    // Score, then longest since last asked, then SHA-256 of request, round and person: a total order, whose hash is needed for real ties only.
    private sealed class BestFirst(string key) : IComparer<Judged>
    {
        public int Compare(Judged x, Judged y)
        {
            if (x.Score.Sum != y.Score.Sum)
                return x.Score.Sum.CompareTo(y.Score.Sum);
            var since = (x.Candidate.Load.LastAssigned ?? Instant.MinValue).CompareTo(y.Candidate.Load.LastAssigned ?? Instant.MinValue);
            return since != 0 || x.Candidate.Person.Id == y.Candidate.Person.Id
                ? since
                : string.CompareOrdinal(Hash(x.Candidate.Person.Id), Hash(y.Candidate.Person.Id));
        }

        private string Hash(PersonId person) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}|{person}")));
    }
}
