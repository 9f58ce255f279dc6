using Countersign.Core.Desk;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;

namespace Countersign.Storage.Outbox;

/// <summary>Where the copies of cards stand, so that all of them follow the state.</summary>
internal sealed class PostedCardWriter(WriterConnection db)
{
    public const string Insert = """
        insert into posted_card (platform, tenant, channel, message_id, change_id, audience)
        values (@platform, @tenant, @channel, @message, @change, @audience) on conflict do nothing
        """;

    public const string Delete = """
        delete from posted_card where platform = @platform and tenant = @tenant and channel = @channel and message_id = @message
        """;

    private readonly Statement _insert = db.Prepare(Insert);
    private readonly Statement _delete = db.Prepare(Delete);

    public void Posted(PostedCard card) =>
        BindKey(_insert, card).Bind(card.Change.Number).Bind(AudienceForm.Of(card.Audience)).Run();

    public void Forget(PostedCard card) => BindKey(_delete, card).Run();

    private static Statement BindKey(Statement statement, PostedCard card) => statement
        .Bind(StoredName.Of(card.Place.Platform))
        .Bind(card.Place.Tenant)
        .Bind(card.Place.ChannelId)
        .Bind(card.MessageId);
}
