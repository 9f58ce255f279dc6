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
public sealed class Ranking(IStore store, Presences presences)
{
    private const int MostHeld = 50;

    private readonly Bench _bench = new(presences);

    /// <returns>Null when the service is not in the policy any more.</returns>
    internal async Task<Ranks?> Of(PolicyBook book, ChangeRequest change, Seat seat, Instant now, CancellationToken cancel)
    {
        if (book.Find(change.Draft.Service) is not { } service || SlaWindows.Of(change, book) is not { } window)
            return null;
        var people = await store.People(now, cancel);
        var asked = SeatToFill.Of(change, seat, window, book.Roster) with
        {
            OnDuty = Rotations.OnFor(book, await store.Overrides(now, cancel), service.Id, now),
            Weights = service.RulesOf(change.Tier ?? service.Tier.Value).Weights,
        };
        return new Ranks(book, people, Router.Route(now, asked, _bench.Covering(book, people, seat.Needs.Service, now)));
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

    /// <summary>When somebody's verdict on a review that they hold is expected: after what they are on, and after what of theirs is due before it.</summary>
    /// <returns>The end of time when that lies beyond what their calendar was prepared for.</returns>
    internal async Task<Instant> ExpectedOf(Ranks ranks, ChangeRequest change, PersonId holder, Instant now, CancellationToken cancel)
    {
        if (ranks.Book.Roster.Find(holder) is not { } person)
            return Instant.MaxValue;
        var ahead = (await store.Asking(holder, MostHeld, cancel))
            .Count(c => c.Id != change.Id && (c.Round.SeatOf(holder)?.Claim?.By == holder || (QueueOrder.Key(c, now), c.Id.Number).CompareTo((QueueOrder.Key(change, now), change.Id.Number)) < 0));
        return _bench.Of(person, ranks.StateOf(holder), now).Free.Advance(now, Workload.Typical * (1 + ahead)) ?? Instant.MaxValue;
    }

    internal static bool IsSilent(Ranks ranks, Asked asked, Duration sla, Instant now) =>
        ranks.Book.Roster.Find(asked.Person) is { } person
        && Rerouting.IsSilent(
            FreeTime.Of(ranks.StateOf(person.Id).CalendarOf(person), asked.At, Instant.Max(now, asked.At) + Duration.FromDays(1)),
            asked.At, asked.RemindedAt, sla, now);
}
