using Countersign.Core.Changes;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Desk;

/// <summary>Who could be asked for a seat, on one read snapshot, with what it was made of.</summary>
internal sealed record Ranks(PolicyBook Book, IReadOnlyDictionary<PersonId, PersonState> People, RoutingReport Report)
{
    public PersonState StateOf(PersonId person) => People.GetValueOrDefault(person, PersonState.None);

    public Person? Chosen => Report.Chosen is { } id ? Book.Roster.Find(id) : null;
}

/// <summary>The router's choice before the writer, and the judging of it again inside: whoever assigns does both.</summary>
public sealed class Ranking(IStore store, Bench bench)
{
    private const int MostHeld = 50;

    /// <returns>Null when the service is not in the policy any more.</returns>
    internal async Task<Ranks?> Of(PolicyBook book, ChangeRequest change, Seat seat, Instant now, CancellationToken cancel)
    {
        if (book.Find(change.Draft.Service) is not { } service || SlaClock.Of(change, book, now)?.Window is not { } window)
            return null;
        var people = await store.People(now, cancel);
        var asked = SeatToFill.Of(change, seat, window, book.Roster) with
        {
            OnDuty = Rotations.OnFor(book, await store.Overrides(now, cancel), service.Id, now),
            Weights = service.RulesOf(change.Tier ?? service.Tier.Value).Weights,
        };
        return new Ranks(book, people, Router.Route(now, asked, bench.Covering(book, people, seat.Needs.Service, now)));
    }

    /// <summary>
    /// Inside the transaction: they have a place, are at work, and can be messaged. A choice made before may not hold any more. Whoever is
    /// merely busy still may be asked.
    /// </summary>
    internal static bool IsFree(IWork work, Person person, Instant now, out PersonState state)
    {
        state = work.State(person.Id, now);
        return state.HasRoom(person) && state.Contact.Reachable(person) is not null && state.CalendarOf(person).IsOpen(now);
    }

    /// <summary>When somebody's verdict on a review that they hold is expected.</summary>
    /// <returns>The end of time when that lies beyond what their calendar was prepared for.</returns>
    internal async Task<Instant> ExpectedOf(Ranks ranks, ChangeRequest change, PersonId holder, Instant now, CancellationToken cancel) =>
        ranks.Book.Roster.Find(holder) is { } person
            ? FreeTimeOf(person, ranks.StateOf(holder), now).Advance(now, Workload.Typical * (1 + await Ahead(change, holder, now, cancel))) ?? Instant.MaxValue
            : Instant.MaxValue;

    /// <summary>When they can begin it.</summary>
    /// <returns>As above.</returns>
    internal async Task<Instant> BeginsAt(Person holder, PersonState state, ChangeRequest change, Instant now, CancellationToken cancel) =>
        FreeTimeOf(holder, state, now).Advance(now, Workload.Typical * await Ahead(change, holder.Id, now, cancel)) ?? Instant.MaxValue;

    /// <summary>At work, and not known to be busy.</summary>
    internal bool IsFreeNow(Person person, PersonState state, Instant now) => FreeTimeOf(person, state, now).IsFree(now);

    private FreeTime FreeTimeOf(Person person, PersonState state, Instant now) => bench.Of(person, state, now).Free;

    // Of their reviews, what they are on and what is worked before this one.
    private async Task<int> Ahead(ChangeRequest change, PersonId holder, Instant now, CancellationToken cancel)
    {
        var held = QueueOrder.Of(await store.Asking(holder, MostHeld, cancel), now);
        var before = held.TakeWhile(c => c.Id != change.Id).ToList();
        return before.Count + held.Skip(before.Count + 1).Count(c => c.Round.SeatOf(holder)?.Claim?.By == holder);
    }

    /// <summary>When they are free as far as is known now, for looking after what they hold.</summary>
    internal Calendar CalendarOf(Person person, PersonState state, Instant now) => bench.CalendarOf(person, state, now);

    /// <summary>No sign since they were asked, or nothing after their sign, for too long.</summary>
    internal bool IsSilent(Ranks ranks, Asked asked, Duration sla, Instant now)
    {
        if (ranks.Book.Roster.Find(asked.Person) is not { } person)
            return false;
        var free = FreeTime.Of(CalendarOf(person, ranks.StateOf(person.Id), now), asked.At, Instant.Max(now, asked.At) + Duration.FromDays(1));
        return Rerouting.IsSilent(free, asked.At, asked.RemindedAt, asked.AckedAt, sla, now);
    }
}
