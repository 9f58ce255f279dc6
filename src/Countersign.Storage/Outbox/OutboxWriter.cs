using System.Collections.Immutable;
using Countersign.Core.Desk;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Outbox;

/// <summary>Messages on their way: written with what they are about, deleted when delivered, parked when given up.</summary>
internal sealed class OutboxWriter(WriterConnection db)
{
    public const string Insert = """
        insert into outbox (platform, tenant, lane, lane_id, kind, body, sent_at)
        values (@platform, @tenant, @lane, @lane_id, @kind, @body, @now)
        """;

    public const string Delete = "delete from outbox where id = @id";

    public const string Try = "update outbox set attempts = attempts + 1, error = @error where id = @id";

    public const string GiveUp = "update outbox set attempts = attempts + 1, error = @error, parked_at = @now where id = @id";

    public const string Begin = "update outbox set begun_at = @now where id = @id";

    private readonly Statement _begin = db.Prepare(Begin);
    private readonly Statement _insert = db.Prepare(Insert);
    private readonly Statement _delete = db.Prepare(Delete);
    private readonly Statement _try = db.Prepare(Try);
    private readonly Statement _giveUp = db.Prepare(GiveUp);

    public void Send(Outgoing outgoing, Instant now)
    {
        var (kind, body) = NoticeForm.Of(outgoing.Notice);
        var lane = outgoing.Lane;
        _insert
            .Bind(StoredName.Of(lane.Platform))
            .Bind(lane.Tenant)
            .Bind(StoredName.Of(lane.Kind))
            .Bind(lane.Id)
            .Bind(kind)
            .Bind(body)
            .Bind(UnixTime.Of(now))
            .Run();
    }

    public void Delivered(ImmutableArray<long> ids)
    {
        foreach (var id in ids)
            _delete.Bind(id).Run();
    }

    public void SetBegun(long id, Instant? now) => _begin.Bind(UnixTime.Of(now)).Bind(id).Run();

    public void Tried(long id, string error) => _try.Bind(error).Bind(id).Run();

    public void Park(long id, string error, Instant now) => _giveUp.Bind(error).Bind(UnixTime.Of(now)).Bind(id).Run();
}
