using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Outbox;

internal sealed record PostedCardRow(string Platform, string Tenant, string Channel, string MessageId, long ChangeId, string Audience)
{
    public const string OfAudience = """
        select platform as Platform, tenant as Tenant, channel as Channel, message_id as MessageId, change_id as ChangeId,
               audience as Audience
        from posted_card where change_id = @change and audience = @audience order by platform, tenant, channel, message_id
        """;

    public PostedCard ToCard() => new(
        new ChangeId(ChangeId),
        AudienceForm.Read(Audience),
        new ChatPlace(StoredName.Read<Platform>(Platform), Tenant, Channel),
        MessageId);
}
