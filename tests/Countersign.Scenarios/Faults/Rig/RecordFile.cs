using System.Text.Json;
using Countersign.Storage;
using Countersign.Storage.Audit;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Scenarios.Faults.Rig;

/// <summary>Looks into the database from outside, as carefully as the program does: it never checkpoints.</summary>
internal sealed class RecordFile(string path)
{
    /// <summary>The receipts of these that are not there.</summary>
    public List<Deed> Missing(IEnumerable<Deed> deeds) => Read(db =>
        deeds.Where(d => db.ExecuteScalar<long>("select count(*) from receipt where key = @Receipt", d) != 1).ToList());

    /// <summary>Whether the command behind a receipt was granted; null when there is no receipt.</summary>
    public bool? Granted(Deed deed) => Read(db =>
        db.QuerySingleOrDefault<byte[]>("select answer from receipt where key = @Receipt", deed) is { } answer
            ? JsonDocument.Parse(answer).RootElement.GetProperty("accepted").GetBoolean()
            : (bool?)null);

    public long Count(string sql) => Read(db => db.ExecuteScalar<long>(sql));

    public long Outbox => Count("select count(*) from outbox where parked_at is null");

    public long Parked => Count("select count(*) from outbox where parked_at is not null");

    public long NewestChange => Count("select coalesce(max(id), 0) from change_request");

    /// <summary>One vote a seat, one settlement a round, and as many of each as the events say.</summary>
    public void HasNoDoubles()
    {
        Count("select count(*) from change_event where kind = 'voted'").ShouldBe(Count("select count(*) from vote"));
        Count("select count(*) from change_event where kind = 'round_settled'").ShouldBe(Count("select count(*) from settlement"));
        Count("select count(*) from (select 1 from vote group by change_id, round, seat having count(*) > 1)").ShouldBe(0);
        Count("select count(*) from (select 1 from settlement group by change_id, round having count(*) > 1)").ShouldBe(0);
    }

    public AuditReport Audit()
    {
        using var record = SqliteRecord.OpenReadOnly(path);
        return record.Audit();
    }

    private T Read<T>(Func<SqliteConnection, T> query)
    {
        using var db = Outside.Open(path, SqliteOpenMode.ReadOnly);
        return query(db);
    }
}
