using Countersign.Core.Ledger;
using Countersign.Storage.Commit;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Countersign.Storage.Ledger;

/// <summary>
/// Chains entries. The head is read and checked inside each transaction before the first entry: no other connection can write
/// until it ends, so one check covers the group. It must also be the head that this process left: another one is damage.
/// </summary>
internal sealed class LedgerWriter(WriterConnection db, Soundness soundness) : IFollowsTransaction
{
    public const string ReadHead = """
        select h.count, h.hash, e.bytes from ledger_head h left join ledger_entry e on e.seq = h.count where h.one = 1
        """;

    public const string WriteHead = "update ledger_head set count = @count, hash = @hash where one = 1";

    public const string Insert = """
        insert into ledger_entry (seq, at, type, request, round, platform, actor, person, level, service, repository, pull_request,
            head_sha, policy, roster, verdict, assignee, seconds_to_decide, body, detail, count, prev, bytes, hash)
        values (@seq, @at, @type, @request, @round, @platform, @actor, @person, @level, @service, @repository, @pull_request,
            @head_sha, @policy, @roster, @verdict, @assignee, @seconds_to_decide, @body, @detail, @count, @prev, @bytes, @hash)
        """;

    private readonly Statement _readHead = db.Prepare(ReadHead);
    private readonly Statement _writeHead = db.Prepare(WriteHead);
    private readonly Statement _insert = db.Prepare(Insert);

    private Head? _committed;
    private Head? _group;
    private Head? _piece;

    /// <summary>Seals <paramref name="entry"/> behind the newest one; returns its number.</summary>
    public long Add(LedgerEntry entry)
    {
        var head = _piece ?? _group ?? CheckedHead();
        var stored = LedgerChain.Seal(entry with { Seq = head.Count + 1, Prev = head.Hash });
        try
        {
            Bind(stored).Run();
        }
        catch (SqliteException e) when (e.SqliteErrorCode == raw.SQLITE_CONSTRAINT)
        {
            throw soundness.Damaged($"the ledger goes on behind its head ({head.Count})", e);
        }

        _piece = new Head(stored.Entry.Seq, stored.Hash);
        return stored.Entry.Seq;
    }

    /// <summary>The head row is written once a group.</summary>
    public void BeforeCommit()
    {
        if (_group is { } head && head != _committed && _writeHead.Bind(head.Count).Bind(head.Hash).Run() != 1)
            throw soundness.Damaged("the ledger's head row is missing");
    }

    public void PieceEnded(bool kept)
    {
        if (kept)
            _group = _piece ?? _group;
        _piece = null;
    }

    public void GroupEnded(bool kept)
    {
        if (kept)
            _committed = _group ?? _committed;
        _group = null;
    }

    private Head CheckedHead()
    {
        if (!_readHead.Step())
        {
            _readHead.Reset();
            throw soundness.Damaged("the ledger's head row is missing");
        }

        var head = new Head(_readHead.Long(0), _readHead.Text(1));
        var hash = _readHead.IsNull(2) ? LedgerEntry.Genesis : LedgerChain.HashOf(_readHead.Blob(2));
        var isEmpty = _readHead.IsNull(2);
        _readHead.Reset();
        if (hash != head.Hash || isEmpty != (head.Count == 0))
            throw soundness.Damaged($"the ledger's head does not fit entry {head.Count}");
        if (_committed is { } known && known != head)
            throw soundness.Damaged($"the ledger's head is entry {head.Count}, but entry {known.Count} was written last");
        _group = head;
        return head;
    }

    private Statement Bind(SealedEntry stored)
    {
        var e = stored.Entry;
        return _insert
            .Bind(e.Seq).Bind(e.At).Bind(e.Type).Bind(e.Request).Bind(e.Round).Bind(e.Platform).Bind(e.Actor).Bind(e.Person)
            .Bind(e.Level).Bind(e.Service).Bind(e.Repository).Bind(e.PullRequest).Bind(e.HeadSha).Bind(e.Policy).Bind(e.Roster)
            .Bind(e.Verdict).Bind(e.Assignee).Bind(e.SecondsToDecide).Bind(e.Body).Bind(e.Detail).Bind(e.Count).Bind(e.Prev)
            .Bind(stored.Bytes).Bind(stored.Hash);
    }

    private readonly record struct Head(long Count, string Hash);
}
