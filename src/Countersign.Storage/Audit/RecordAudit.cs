using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Audit;

/// <summary>
/// Checks the whole record against itself: the schema, the ledger's chain and head, every event against its entry, people's commitments,
/// accepted policies, and every row that follows from the events. Evidence, in which each changed, missing, added or moved row is
/// found: <c>ledger_entry</c>, <c>ledger_head</c>, <c>ledger_subject</c>, <c>change_event</c>, <c>change_request</c>, <c>seat</c>,
/// <c>seat_asked</c>, <c>vote</c>, <c>settlement</c>, <c>round_fact</c>, <c>policy_version</c>.
/// <para>
/// Operational and no evidence, so not checked: <c>outbox</c>, <c>deadline</c>, <c>receipt</c>, <c>posted_card</c>, <c>absence</c>,
/// <c>person_setting</c>, <c>refusal_tally</c>, <c>chat_identity</c>, <c>chat_address</c>, <c>lost_on</c>,
/// <c>offer</c>, <c>review_day</c>, <c>roster_since</c>, <c>rota_override</c>, <c>swap_offer</c>, <c>posted_offer</c>, <c>on_duty</c>, <c>digest_post</c>, <c>schema_migration</c>. Whoever changes them can delay or
/// repeat a message, or change whom the router prefers, but not who decided what. A whole file put back from a backup, or a tail
/// cut off in every table alike, is consistent with itself: only the head anchored outside the database shows that.
/// </para>
/// </summary>
public static class RecordAudit
{
    public const int MostFindings = 1000;

    private const long Batch = 500;

    /// <summary>
    /// Reads in short snapshots, so that the log of a running server can be checkpointed meanwhile. What is written during the
    /// audit is compared too, except for entries behind the head as it was at the start.
    /// </summary>
    internal static AuditReport Run(SqliteConnection db, Action<AuditProgress>? progress, CancellationToken cancel)
    {
        var findings = new Findings();
        var (entries, requests) = (0L, 0L);
        var hash = "";
        try
        {
            SchemaAudit.Check(db, findings);
            var ledger = new LedgerAudit(db, findings);
            ledger.Run((done, of) => progress?.Invoke(new AuditProgress(done, of, 0, 0)), cancel);
            (entries, hash) = (ledger.Count, ledger.HeadHash);
            requests = CheckRequests(db, findings, (done, of) => progress?.Invoke(new AuditProgress(entries, entries, done, of)), cancel);
        }
        catch (SqliteException e)
        {
            findings.Add("database", db.DataSource, $"SQLite can't read it ({e.Message})");
        }

        return new AuditReport(entries, requests, hash, findings.All);
    }

    private static long CheckRequests(SqliteConnection db, Findings findings, Action<long, long> progress, CancellationToken cancel)
    {
        foreach (var row in Cells.Query(db, RequestAudit.NotNumbered))
            findings.Add((string)row[0]!, row[1] ?? "", "its request is not a number");
        if (Cells.Query(db, RequestAudit.Ends) is not [[long first, long last]])
            return 0;
        var audit = new RequestAudit(db, findings);
        if (first < 1)
            audit.Check(long.MinValue, 1);
        for (var from = 1L; from <= last; from += Batch)
        {
            cancel.ThrowIfCancellationRequested();
            if (findings.All.Count >= MostFindings)
                break;
            Snapshot.Of(db, () => audit.Check(from, from + Batch));
            progress(Math.Min(from + Batch - 1, last), last);
        }

        return last;
    }
}
