using Countersign.Core.Ledger;
using Countersign.Storage.Ledger;
using Countersign.Storage.Policies;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Audit;

/// <summary>The chain from its first entry to the head, each entry's event, and whom and which policy it names.</summary>
internal sealed class LedgerAudit(SqliteConnection db, Findings findings)
{
    public const string Entries = """
        select l.seq, l.at, l.type, l.request, l.round, l.platform, l.actor, l.person, l.level, l.service, l.repository,
               l.pull_request, l.head_sha, l.policy, l.roster, l.verdict, l.assignee, l.seconds_to_decide, l.body, l.detail, l.count,
               l.prev, l.bytes, l.hash, e.ledger_seq, e.change_id, e.at, e.kind, e.body, e.salt
        from ledger_entry l left join change_event e on e.ledger_seq = l.seq
        where l.seq > @after and l.seq <= @until order by l.seq limit 1000
        """;

    public const string Head = "select one, count, hash from ledger_head";

    public const string Ends = "select min(seq), max(seq) from ledger_entry";

    private const string Table = "ledger_entry";

    private Dictionary<string, string> _kinds = [];
    private readonly Dictionary<string, (long Seq, long At)> _accepted = [];
    private SealedEntry? _before;

    public long Count { get; private set; }

    public string HeadHash => _before?.Hash ?? LedgerEntry.Genesis;

    /// <param name="progress">Called after each batch with how many entries were read, and of how many.</param>
    public void Run(Action<long, long> progress, CancellationToken cancel)
    {
        var (count, hash) = (0L, "");
        Snapshot.Of(db, () => (count, hash) = ReadHead());
        Count = count;
        // After the head: everybody whom an entry up to it names is there by now.
        _kinds = SubjectAudit.KindsOf(db, findings);
        var after = long.MinValue;
        while (Cells.Query(db, Entries, ("@after", after), ("@until", count)) is { Count: > 0 } rows)
        {
            cancel.ThrowIfCancellationRequested();
            foreach (var row in rows)
                Check(row);
            after = (long)rows[^1][0]!;
            progress(after, count);
        }

        if ((_before?.Entry.Seq ?? 0) != count || HeadHash != hash)
            findings.Add("ledger_head", 1, $"it names entry {count} and its hash; the newest entry is {_before?.Entry.Seq ?? 0} with another");
        Snapshot.Of(db, () => PolicyAudit.Check(db, _accepted, count, findings));
    }

    // Entries that are newer belong to the next audit.
    private (long Count, string Hash) ReadHead()
    {
        var heads = Cells.Query(db, Head);
        if (heads is not [[1L, long count, string hash]])
        {
            findings.Add("ledger_head", 1, "there is not exactly one head row that names a count and a hash");
            (count, hash) = (long.MaxValue, "");
        }

        if (Cells.Query(db, Ends) is [[long first, long last]] && (first != 1 || last > count))
            findings.Add(Table, last, $"entries run from {first} to {last}, the head says 1 to {count}");
        return (count, hash);
    }

    private void Check(object?[] row)
    {
        var seq = row[0]!;
        if (Read(row) is not { } stored)
        {
            findings.Add(Table, seq, "a column holds a value of the wrong type");
            return;
        }

        if (LedgerChain.FaultOf(stored, _before) is { } fault)
            findings.Add(Table, seq, fault);
        _before = stored;
        CheckSubjects(stored.Entry);
        CheckEvent(stored.Entry, row.AsSpan(24));
        if (stored.Entry is { Type: PolicyWriter.EntryType } e)
            _accepted[e.Policy] = (e.Seq, e.At);
    }

    private static SealedEntry? Read(object?[] r)
    {
        try
        {
            var entry = new LedgerEntry(
                (long)r[0]!, (long)r[1]!, (string)r[2]!, (string?)r[3], (long?)r[4], (string?)r[5], (string?)r[6], (string?)r[7],
                (string?)r[8], (string?)r[9], (string?)r[10], (long?)r[11], (string?)r[12], (string)r[13]!, (string)r[14]!,
                (string?)r[15], (string?)r[16], (long?)r[17], (string?)r[18], (string?)r[19], (long?)r[20], (string)r[21]!);
            return entry.Type is null || entry.Policy is null || entry.Roster is null || entry.Prev is null
                ? null
                : new SealedEntry(entry, (byte[])r[22]!, (string)r[23]!);
        }
        catch (Exception e) when (e is InvalidCastException or NullReferenceException)
        {
            return null;
        }
    }

    private void CheckSubjects(LedgerEntry e)
    {
        Check(e.Actor, SubjectWriter.IdentityKind);
        Check(e.Person, SubjectWriter.PersonKind);
        Check(e.Assignee, SubjectWriter.PersonKind);

        void Check(string? commitment, string kind)
        {
            if (commitment is not null && _kinds.GetValueOrDefault(commitment) != kind)
                findings.Add("ledger_subject", commitment, $"entry {e.Seq} names it as {kind}, and no such row is there");
        }
    }

    // Columns: ledger_seq, change_id, at, kind, body, salt of the event; all null when there is none.
    private void CheckEvent(LedgerEntry e, ReadOnlySpan<object?> happened)
    {
        if (happened[0] is null != e.Body is null)
        {
            findings.Add("change_event", e.Seq, e.Body is null ? "its entry is not about an event" : "the event of this entry is missing");
            return;
        }

        if (e.Body is null)
            return;
        if (happened[4] is not byte[] body || happened[5] is not byte[] salt || LedgerChain.Commit(salt, body) != e.Body)
            findings.Add("change_event", e.Seq, "body and salt do not give the commitment in its entry");
        if (happened[1] is not long id || $"CR-{id}" != e.Request || happened[2] is not long at || at != e.At || happened[3] as string != e.Type)
            findings.Add("change_event", e.Seq, "request, time or kind differ from its entry");
    }
}
