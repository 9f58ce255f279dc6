using System.Collections.Immutable;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using Countersign.Storage.Policies;
using Countersign.Storage.Requests;
using Dapper;

namespace Countersign.Storage;

/// <summary>The questions of whoever wants to see all of it. The queue costs what is open, however long the record is.</summary>
public sealed partial class SqliteStore
{
    public Task<QueueFound> Queue(QueueAsk ask, CancellationToken cancel = default) =>
        Read(
            db =>
            {
                var asked = QueueRows.Parameters(ask);
                return new QueueFound(Load(db, db.Query<long>(QueueRows.Page, asked)), db.ExecuteScalar<long>(QueueRows.Count, asked));
            },
            cancel);

    public Task<QueueCounts> QueueCounts(PersonId reader, CancellationToken cancel = default) =>
        Read(
            db =>
            {
                var all = db.Query<StatusCount>(StatusCount.Open).ToDictionary(c => c.Status, c => c.Requests);
                long of(string status) => all.GetValueOrDefault(status);
                return new QueueCounts(
                    all.Values.Sum(),
                    db.ExecuteScalar<long>(QueueRows.Count, QueueRows.Parameters(new QueueAsk(null, null, QueueTurn.Reader, reader, 0, 0))),
                    of("assigned") + of("in_review"),
                    of("waiting"),
                    of("changes_requested"));
            },
            cancel);

    public Task<ImmutableArray<SealedEntry>> LedgerAfter(long after, int take, CancellationToken cancel = default) =>
        Read(
            db => db.Query<LedgerRow>(LedgerRow.Between, new { after, until = after + take }).Select(r => r.ToSealed()).ToImmutableArray(),
            cancel);

    public Task<LedgerHead> Head(CancellationToken cancel = default) =>
        Read(
            db => db.QuerySingleOrDefault<HeadRow>(HeadRow.Read) is { } head ? new LedgerHead(head.Count, head.Hash) : new LedgerHead(0, LedgerEntry.Genesis),
            cancel);

    public Task<ImmutableArray<AcceptedPolicy>> PoliciesAccepted(int take, CancellationToken cancel = default) =>
        Read<ImmutableArray<AcceptedPolicy>>(
            db => [.. db.Query<AcceptedRow>(AcceptedRow.Newest, new { take }).Select(r => new AcceptedPolicy(r.Digest, UnixTime.Read(r.AcceptedAt)))],
            cancel);
}
