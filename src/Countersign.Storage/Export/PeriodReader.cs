using System.Data;
using System.Text.Json;
using Countersign.Core.Changes;
using Countersign.Core.Export;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Export;

/// <summary>
/// Reads the requests of a period one after the other, each in a snapshot of its own. What is written meanwhile is not among them: all of
/// it stands behind the ledger's head as it was at the start.
/// </summary>
/// <param name="trouble">Hears of what does not fit the ledger, in words.</param>
internal sealed class PeriodReader(SqliteConnection db, Action<string> trouble)
{
    private const long Batch = 1_000;

    /// <param name="which">A constant of <see cref="PeriodQueries"/>.</param>
    public IEnumerable<RecordedRequest> Read(string which, ExportPeriod period, long head, CancellationToken cancel)
    {
        var newest = db.ExecuteScalar<long?>(PeriodQueries.Newest) ?? 0;
        for (var first = 1L; first <= newest; first += Batch)
        {
            var piece = new { first, end = first + Batch, from = UnixTime.NotBefore(period.From), until = UnixTime.NotBefore(period.Until) };
            foreach (var id in db.Query<long>(which, piece).AsList())
            {
                cancel.ThrowIfCancellationRequested();
                if (One(new ChangeId(id), head) is { } recorded)
                    yield return recorded;
            }
        }
    }

    public (long Count, string Hash) Head() => db.QuerySingleOrDefault<HeadRow>(HeadRow.Read) is { } head ? (head.Count, head.Hash) : (0, "");

    private RecordedRequest? One(ChangeId id, long head)
    {
        try
        {
            var rows = db.Query<EntryRow>(EntryRow.OfRequest, new { change = id.Number, head }).AsList();
            if (rows.Find(r => !r.IsProven) is { } odd)
                trouble($"{id}: ledger entry {odd.LedgerSeq} does not prove its event.");
            return rows.Count == 0 ? null : new RecordedRequest(id, [.. rows.Select(r => r.ToEvent())]);
        }
        catch (Exception damaged) when (damaged is JsonException or DataException or FormatException or InvalidOperationException or ArgumentException)
        {
            trouble($"{id}: its events can't be read ({damaged.Message}). It is left out.");
            return null;
        }
    }
}
