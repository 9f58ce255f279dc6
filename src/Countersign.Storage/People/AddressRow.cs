using Countersign.Core.People;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;
using PlatformName = Countersign.Core.People.Platform;

namespace Countersign.Storage.People;

internal sealed record AddressRow(
    string Platform, string Tenant, string Kind, string Id, string ServiceUrl, string? UserId, string? ConversationId, string? Shape)
{
    public const string Of = """
        select platform as Platform, tenant as Tenant, kind as Kind, id as Id, service_url as ServiceUrl, user_id as UserId,
               conversation_id as ConversationId, shape as Shape
        from chat_address where platform = @platform order by tenant, kind, id
        """;

    public ChatAddress ToAddress() => new(
        StoredName.Read<PlatformName>(Platform), Tenant, StoredName.Read<AddressKind>(Kind), Id, ServiceUrl, UserId, ConversationId, Shape);
}

internal sealed class AddressWriter(WriterConnection db)
{
    public const string Upsert = """
        insert into chat_address (platform, tenant, kind, id, service_url, user_id, conversation_id, shape, at)
        values (@platform, @tenant, @kind, @id, @url, @user, @conversation, @shape, @at)
        on conflict (platform, tenant, kind, id) do update set service_url = excluded.service_url, user_id = excluded.user_id,
            conversation_id = excluded.conversation_id, shape = excluded.shape, at = excluded.at
        """;

    private readonly Statement _upsert = db.Prepare(Upsert);

    public void Remember(ChatAddress address, Instant now) => _upsert
        .Bind(StoredName.Of(address.Platform))
        .Bind(address.Tenant)
        .Bind(StoredName.Of(address.Kind))
        .Bind(address.Id)
        .Bind(address.ServiceUrl)
        .Bind(address.UserId)
        .Bind(address.ConversationId)
        .Bind(address.Shape)
        .Bind(UnixTime.Of(now))
        .Run();
}
