using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>What a commit left for others to pick up.</summary>
[Flags]
public enum Touched
{
    None = 0,
    Outbox = 1,
    Deadlines = 2,
}

/// <summary>
/// The record. Every write goes through <see cref="Write"/>; reads are snapshots that never block a write.
/// All members throw <see cref="StoreUnavailableException"/> when the database can't be used.
/// </summary>
public interface IStore
{
    /// <summary>
    /// Runs <paramref name="work"/> in one transaction, serialised against every other write. When the task completes, its
    /// effects are durable; when it fails, there are none. <paramref name="work"/> must not block and may be run twice.
    /// </summary>
    Task<T> Write<T>(Func<IWork, T> work, CancellationToken cancel = default);

    /// <summary>Raised after each commit that wrote to the outbox, or set a deadline.</summary>
    event Action<Touched> Committed;

    Task<ChangeRequest?> Find(ChangeId change, CancellationToken cancel = default);

    /// <summary>Every event of a request, oldest first; empty when there is no such request.</summary>
    Task<ImmutableArray<ChangeEvent>> History(ChangeId change, CancellationToken cancel = default);

    /// <summary>Requests that ask this person now, the earliest due first.</summary>
    Task<ImmutableArray<ChangeRequest>> Asking(PersonId person, int take, CancellationToken cancel = default);

    /// <summary>
    /// Requests with a seat for this service that asks others than this person and that nobody says they are on, the earliest due first.
    /// </summary>
    Task<ImmutableArray<ChangeRequest>> AskingOthers(ServiceId service, PersonId person, int take, CancellationToken cancel = default);

    /// <summary>An offer, open or ended not long ago; null when there is none of this number.</summary>
    Task<Offer?> Find(long offer, CancellationToken cancel = default);

    /// <summary>This person's offers: the open one, and those that ended not long ago.</summary>
    Task<ImmutableArray<Offer>> OffersTo(PersonId person, CancellationToken cancel = default);

    /// <summary>This author's requests: open ones first, then the newest.</summary>
    Task<ImmutableArray<ChangeRequest>> By(PersonId author, int take, CancellationToken cancel = default);

    /// <summary>How many <see cref="Asking"/> and <see cref="By"/> would give, were they not limited.</summary>
    Task<(long Asking, long By)> Counts(PersonId person, CancellationToken cancel = default);

    /// <summary>Open requests that ask, or whose open round has a vote by, somebody of whom, for what the seat needs, <paramref name="seated"/> is true.</summary>
    Task<ImmutableArray<ChangeId>> OpenRequests(Func<PersonId, Qualification, bool> seated, CancellationToken cancel = default);

    /// <summary>Load and availability of everybody who has any; who is missing has none.</summary>
    Task<IReadOnlyDictionary<PersonId, PersonState>> People(Instant now, CancellationToken cancel = default);

    /// <summary>Where somebody wants to be asked, and where they can't be messaged.</summary>
    Task<Contact> Contact(PersonId person, CancellationToken cancel = default);

    /// <summary>Open deadlines that are due, the earliest first.</summary>
    Task<ImmutableArray<Deadline>> Due(Instant now, int take, CancellationToken cancel = default);

    /// <summary>Open deadlines of one kind that became due since then, the earliest first.</summary>
    Task<ImmutableArray<Deadline>> DueSince(DeadlineKind kind, Instant since, Instant now, int take, CancellationToken cancel = default);

    /// <summary>Open requests behind a number that seem to lack a deadline, or are past their last; walked in pages of so many open ones.</summary>
    Task<OpenPage> Unwatched(ChangeId after, int take, CancellationToken cancel = default);

    Task<ImmutableArray<SealedEntry>> LedgerOf(ChangeId change, CancellationToken cancel = default);

    /// <summary>The people behind the ledger's commitments; who was erased is missing.</summary>
    Task<IReadOnlyDictionary<string, PersonId>> Behind(IEnumerable<string> commitments, CancellationToken cancel = default);

    /// <summary>Outbox rows that are not delivered, not parked and not in <paramref name="beyond"/> or before, in order.</summary>
    Task<ImmutableArray<OutboxItem>> Outbox(long beyond, int take, CancellationToken cancel = default);

    Task<ImmutableArray<PostedCard>> Cards(ChangeId change, CardAudience audience, CancellationToken cancel = default);

    /// <summary>Everything remembered of how to reach people and places on a platform.</summary>
    Task<ImmutableArray<ChatAddress>> Addresses(Platform platform, CancellationToken cancel = default);

    /// <summary>
    /// The exact bytes of the policy files that make what is in force: the last one that held whole, then those accepted since, in
    /// order. Empty when none ever was accepted.
    /// </summary>
    Task<ImmutableArray<byte[]>> AcceptedPolicies(CancellationToken cancel = default);

    /// <summary>Who confirmed the policy file accepted last, since it was.</summary>
    Task<ImmutableArray<PersonId>> PolicyConfirmers(CancellationToken cancel = default);

    /// <summary>All overrides of rotations that are not over: for the router, and for whoever asks who is on.</summary>
    Task<ImmutableArray<RotaOverride>> Overrides(Instant now, CancellationToken cancel = default);

    /// <summary>Swaps that are offered and not answered, in the order in which they were made.</summary>
    Task<ImmutableArray<SwapOffer>> OpenSwaps(CancellationToken cancel = default);

    Task<SwapOffer?> Find(SwapId offer, CancellationToken cancel = default);

    Task<ImmutableArray<PostedOffer>> Copies(SwapId offer, CancellationToken cancel = default);

    /// <summary>How many requests for these services wait for somebody to be asked.</summary>
    Task<long> Waiting(IReadOnlyCollection<ServiceId> services, CancellationToken cancel = default);

    /// <summary>Rounds of these services that began before the end of a time and were not over before its beginning.</summary>
    Task<ImmutableArray<RoundFacts>> Rounds(IReadOnlyCollection<ServiceId> services, Interval within, CancellationToken cancel = default);

    /// <summary>Reviews that were given within a time and still count.</summary>
    Task<ImmutableArray<ReviewSum>> Reviews(Interval within, CancellationToken cancel = default);

    /// <summary>Absences that touch a time, over or planned.</summary>
    Task<ImmutableArray<(PersonId Person, Interval Away)>> Absences(Interval within, CancellationToken cancel = default);

    /// <summary>When the record's first request was submitted; null when there is none.</summary>
    Task<Instant?> FirstRequest(CancellationToken cancel = default);

    Task<StoreFigures> Figures(CancellationToken cancel = default);
}

/// <param name="Last">Where the next page begins; null when this was the last one.</param>
/// <param name="Suspects">Those that deserve a look.</param>
public sealed record OpenPage(ChangeId? Last, ImmutableArray<ChangeId> Suspects);

/// <param name="Parked">Messages that were given up; an operator should look.</param>
public sealed record StoreFigures(long Requests, long OpenRequests, long OutboxWaiting, long Parked, long LedgerEntries);

public enum StoreTrouble
{
    /// <summary>Somebody else holds the database, or more is queued than can be written in time.</summary>
    Busy,
    DiskFull,
    Damaged,
    Stopping,
    Unknown,
}

/// <summary>The database could not be used. Of the failed work nothing was recorded.</summary>
public sealed class StoreUnavailableException(StoreTrouble trouble, string message, Exception? inner = null)
    : Exception(message, inner)
{
    public StoreTrouble Trouble { get; } = trouble;
}
