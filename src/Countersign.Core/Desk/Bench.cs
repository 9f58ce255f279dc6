using System.Collections.Concurrent;
using System.Collections.Immutable;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>
/// Everybody who covers a service, as the router sees them. What costs time (walking a calendar) is kept and made anew when the calendar
/// changes or its horizon comes near, so that routing among thousands costs a few binary searches for each. Safe to share.
/// </summary>
/// <param name="presences">Laid over the calendars: away as not at work, busy as at work and not free.</param>
public sealed class Bench(Presences presences)
{
    // Longer than any decision time with its weekends and holidays; what lies beyond counts as the horizon's end.
    private static readonly Duration Horizon = Duration.FromDays(45);
    private static readonly Duration Keep = Duration.FromDays(1);

    private readonly ConcurrentDictionary<PersonId, Prepared> _prepared = new();

    /// <param name="states">Who is missing has none.</param>
    public List<Candidate> Covering(PolicyBook policy, IReadOnlyDictionary<PersonId, PersonState> states, ServiceId service, Instant now)
    {
        var people = policy.Covering(service);
        var candidates = new List<Candidate>(people.Length);
        foreach (var person in people)
            candidates.Add(Of(person, states.GetValueOrDefault(person.Id, PersonState.None), now));
        return candidates;
    }

    /// <summary>Their calendar with what a platform says of them now.</summary>
    public Calendar CalendarOf(Person person, PersonState state, Instant now) => presences.LaidOver(state.CalendarOf(person), person, now);

    public Candidate Of(Person person, PersonState state, Instant now)
    {
        var calendar = CalendarOf(person, state, now);
        var kept = _prepared.AddOrUpdate(
            person.Id,
            _ => Prepared.For(calendar, person, state, now),
            (_, before) => before.Holds(calendar, person, state, now) ? before : Prepared.For(calendar, person, state, now));
        var today = person.Zone.AtStartOfDay(now.InZone(person.Zone).Date).ToInstant();
        var load = new Workload(
            Math.Max(0, state.Open - state.Begun), Math.Min(state.Begun, state.Open), state.LastAssigned,
            state.AskedLately.Count(at => at >= today), state.Reviews * (int)Workload.Typical.TotalMinutes, kept.Capacity);
        return new Candidate(person, calendar, kept.AtWork, kept.Free, load, state.LimitOf(person), state.Contact.Reachable(person) is null);
    }

    private sealed record Prepared(
        Calendar Calendar, Duration PerDay, ImmutableArray<Interval> Past, Instant? Since, Instant At, FreeTime AtWork, FreeTime Free, int Capacity)
    {
        public static Prepared For(Calendar calendar, Person person, PersonState state, Instant now)
        {
            var until = now + Horizon;
            var atWork = FreeTime.Of(calendar with { Busy = [] }, now, until);
            return new Prepared(
                calendar, person.Capacity, state.PastAbsences, state.Since, now, atWork,
                calendar.Busy.IsEmpty ? atWork : FreeTime.Of(calendar, now, until),
                CapacityOf(state.CalendarOf(person), person, state, now));
        }

        public bool Holds(Calendar calendar, Person person, PersonState state, Instant now) =>
            now >= At && now < At + Keep && person.Capacity == PerDay && state.Since == Since
            && calendar.Zone.Equals(Calendar.Zone) && calendar.Hours.Equals(Calendar.Hours) && calendar.Holidays.Equals(Calendar.Holidays)
            && calendar.Absences.SequenceEqual(Calendar.Absences) && calendar.Busy.SequenceEqual(Calendar.Busy)
            && state.PastAbsences.SequenceEqual(Past);

        // Whoever is new, or was away, is not asked until they have caught up. What a platform says of today is no part of it.
        private static int CapacityOf(Calendar calendar, Person person, PersonState state, Instant now)
        {
            var today = now.InZone(person.Zone).Date;
            return ReviewCapacity.Minutes(
                calendar with { Absences = [.. calendar.Absences, .. state.PastAbsences] }, person, state.Since, today.PlusDays(-Workload.Days), today);
        }
    }
}
