using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using NodaTime;

namespace Countersign.Core.Ports;

/// <summary>
/// What a reader asks of the record who wants to see all of it, page by page: the dashboard. Snapshots that never block a write. All
/// members throw <see cref="StoreUnavailableException"/> when the database can't be used.
/// </summary>
public interface IOverview
{
    /// <summary>
    /// A page of the open requests: those that nobody can be asked for, the oldest first; then those that somebody is asked for, by the time
    /// they were given when that was; then those that are their authors' turn, the oldest first.
    /// </summary>
    Task<QueueFound> Queue(QueueAsk ask, CancellationToken cancel = default);

    /// <summary>How many open requests are whose turn.</summary>
    Task<QueueCounts> QueueCounts(PersonId reader, CancellationToken cancel = default);

    /// <summary>The ledger's entries behind a number, in order.</summary>
    Task<ImmutableArray<SealedEntry>> LedgerAfter(long after, int take, CancellationToken cancel = default);

    Task<LedgerHead> Head(CancellationToken cancel = default);

    /// <summary>The policy files accepted last, the newest first.</summary>
    Task<ImmutableArray<AcceptedPolicy>> PoliciesAccepted(int take, CancellationToken cancel = default);

    /// <summary>What was found damaged first; null while nothing was.</summary>
    string? Damage { get; }
}

/// <summary>Whose turn a request is, for whoever looks for some.</summary>
public enum QueueTurn
{
    Anybody,

    /// <summary>The reader's: they are asked, or their own request waits for their changes.</summary>
    Reader,

    /// <summary>Somebody is asked, or on it.</summary>
    Reviewers,

    /// <summary>Nobody can be asked yet.</summary>
    Nobody,

    /// <summary>Changes are requested.</summary>
    Author,
}

/// <summary>Which open requests.</summary>
/// <param name="Service">Null for all.</param>
/// <param name="Tier">Of the request, as its open round has it; null for all.</param>
/// <param name="Reader">Who looks, for <see cref="QueueTurn.Reader"/>.</param>
public sealed record QueueAsk(ServiceId? Service, Tier? Tier, QueueTurn Turn, PersonId Reader, int Skip, int Take);

/// <param name="Matching">How many there are of what was asked.</param>
public sealed record QueueFound(ImmutableArray<ChangeRequest> Requests, long Matching);

public sealed record QueueCounts(long Open, long Reader, long Reviewers, long Nobody, long Author);

/// <param name="Hash">The newest entry's.</param>
public sealed record LedgerHead(long Entries, string Hash);

public sealed record AcceptedPolicy(string Digest, Instant At);
