using Countersign.Core.People;
using Countersign.Storage.Commit;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.People;

/// <summary>Which chat identities acted for whom, and when first and last. Written once a day for each, not on every press.</summary>
internal sealed class IdentityWriter(WriterConnection db) : IFollowsTransaction
{
    public const string Seen = """
        insert into chat_identity (platform, tenant, user_id, person, first_seen_at, last_seen_at)
        values (@platform, @tenant, @user, @person, @now, @now)
        on conflict (platform, tenant, user_id) do update set person = excluded.person, last_seen_at = excluded.last_seen_at
        """;

    private const long Day = 24 * 60 * 60 * 1000;

    private readonly Statement _seen = db.Prepare(Seen);
    private readonly LayeredCache<(ChatIdentity, PersonId), long> _known = new(20_000);

    public void SeenNow(Actor by, Instant now)
    {
        if (by is not Actor.Member member)
            return;
        var at = UnixTime.Of(now);
        if (_known.TryGet((member.Via, member.Person.Id), out var last) && Math.Abs(at - last) < Day)
            return;
        _seen
            .Bind(StoredName.Of(member.Via.Platform))
            .Bind(member.Via.Tenant)
            .Bind(member.Via.UserId)
            .Bind(member.Person.Id.Value)
            .Bind(at)
            .Run();
        _known.Set((member.Via, member.Person.Id), at);
    }

    public void PieceEnded(bool kept) => _known.PieceEnded(kept);

    public void GroupEnded(bool kept) => _known.GroupEnded(kept);
}
