using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Routing;
using Countersign.Storage.Forms;
using PlatformName = Countersign.Core.People.Platform;

namespace Countersign.Storage.Rotas;

internal sealed record SwapRow(
    string Id, string Rotation, string Asker, string Asked, long StartAt, long EndAt, long LapsesAt, long MadeAt, string? Outcome, long? EndedAt)
{
    private const string Columns = """
        select id as Id, rotation as Rotation, asker as Asker, asked as Asked, start_at as StartAt, end_at as EndAt, lapses_at as LapsesAt,
               made_at as MadeAt, outcome as Outcome, ended_at as EndedAt
        from swap_offer
        """;

    public const string Of = Columns + " where id = @id";

    public const string Open = Columns + " where outcome is null order by made_at, id";

    public const string OpenBy = Columns + " where outcome is null and asker = @asker order by made_at, id";

    public SwapOffer ToOffer() => new(
        new SwapId(Id), new RotationId(Rotation), new PersonId(Asker), new PersonId(Asked), UnixTime.Read(StartAt), UnixTime.Read(EndAt),
        UnixTime.Read(LapsesAt), UnixTime.Read(MadeAt),
        Outcome is not null && UnixTime.Read(EndedAt) is { } at ? new SwapEnd(StoredName.Read<SwapOutcome>(Outcome), at) : null);
}

internal sealed record PostedOfferRow(string Platform, string Tenant, string Channel, string MessageId, string Offer)
{
    public const string Of = """
        select platform as Platform, tenant as Tenant, channel as Channel, message_id as MessageId, offer as Offer
        from posted_offer where offer = @offer
        """;

    public PostedOffer ToCopy() => new(new SwapId(Offer), new ChatPlace(StoredName.Read<PlatformName>(Platform), Tenant, Channel), MessageId);
}

/// <summary>What waits for somebody to be asked.</summary>
internal static class WaitingRow
{
    // Named, because the planner might prefer the primary key, and read every seat there ever was.
    public const string Count = "select count(distinct change_id) from seat indexed by seat_vacant where vacant = 1 and service = @service";
}
