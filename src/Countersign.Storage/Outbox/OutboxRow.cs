using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Outbox;

internal sealed record OutboxRow(
    long Id, string Platform, string Tenant, string Lane, string LaneId, string Kind, byte[] Body, long Attempts, long SentAt, long? BegunAt)
{
    public const string Waiting = """
        select id as Id, platform as Platform, tenant as Tenant, lane as Lane, lane_id as LaneId, kind as Kind, body as Body,
               attempts as Attempts, sent_at as SentAt, begun_at as BegunAt
        from outbox where parked_at is null and id > @beyond order by id limit @take
        """;

    public const string Oldest = "select sent_at from outbox where parked_at is null order by id limit 1";

    public const string CountWaiting = "select count(*) from outbox where parked_at is null";

    public const string CountParked = "select count(*) from outbox where parked_at is not null";

    public OutboxItem ToItem() => new(
        Id,
        new Lane(StoredName.Read<Platform>(Platform), Tenant, StoredName.Read<LaneKind>(Lane), LaneId),
        NoticeForm.Read(Kind, Body),
        (int)Attempts)
    {
        BegunAt = UnixTime.Read(BegunAt),
        Written = UnixTime.Read(SentAt),
    };
}
