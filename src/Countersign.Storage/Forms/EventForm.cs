using System.Text.Json;
using Countersign.Core.Changes;

namespace Countersign.Storage.Forms;

/// <summary>An event as stored: its kind in a column (and as the ledger entry's type), the rest as JSON.</summary>
internal static class EventForm
{
    public static string KindOf(ChangeEvent happened) => happened switch
    {
        ChangeEvent.Submitted => "submitted",
        ChangeEvent.Waited => "waited",
        ChangeEvent.Assigned => "assigned",
        ChangeEvent.Claimed => "claimed",
        ChangeEvent.ClaimLapsed => "claim_lapsed",
        ChangeEvent.Declined => "declined",
        ChangeEvent.StoodDown => "stood_down",
        ChangeEvent.Voted => "voted",
        ChangeEvent.RoundSettled => "round_settled",
        ChangeEvent.Updated => "updated",
        ChangeEvent.Withdrawn => "withdrawn",
        ChangeEvent.Recorded => "recorded",
        ChangeEvent.VoteVoided => "vote_voided",
        ChangeEvent.Acknowledged => "acknowledged",
        ChangeEvent.Reminded => "reminded",
        ChangeEvent.Breached => "breached",
        ChangeEvent.Escalated => "escalated",
        ChangeEvent.LookedAfter => "looked_after",
        ChangeEvent.Snoozed => "snoozed",
        ChangeEvent.ExpiryAnnounced => "expiry_announced",
        ChangeEvent.Expired => "expired",
        _ => throw new InvalidOperationException($"No stored form for {happened.GetType().Name}."),
    };

    public static byte[] Of(ChangeEvent happened)
    {
        var json = RecordJson.Stored;
        return happened switch
        {
            ChangeEvent.Submitted e => JsonSerializer.SerializeToUtf8Bytes(e, json.Submitted),
            ChangeEvent.Waited e => JsonSerializer.SerializeToUtf8Bytes(e, json.Waited),
            ChangeEvent.Assigned e => JsonSerializer.SerializeToUtf8Bytes(e, json.Assigned),
            ChangeEvent.Claimed e => JsonSerializer.SerializeToUtf8Bytes(e, json.Claimed),
            ChangeEvent.ClaimLapsed e => JsonSerializer.SerializeToUtf8Bytes(e, json.ClaimLapsed),
            ChangeEvent.Declined e => JsonSerializer.SerializeToUtf8Bytes(e, json.Declined),
            ChangeEvent.StoodDown e => JsonSerializer.SerializeToUtf8Bytes(e, json.StoodDown),
            ChangeEvent.Voted e => JsonSerializer.SerializeToUtf8Bytes(e, json.Voted),
            ChangeEvent.RoundSettled e => JsonSerializer.SerializeToUtf8Bytes(e, json.RoundSettled),
            ChangeEvent.Updated e => JsonSerializer.SerializeToUtf8Bytes(e, json.Updated),
            ChangeEvent.Withdrawn e => JsonSerializer.SerializeToUtf8Bytes(e, json.Withdrawn),
            ChangeEvent.Recorded e => JsonSerializer.SerializeToUtf8Bytes(e, json.Recorded),
            ChangeEvent.VoteVoided e => JsonSerializer.SerializeToUtf8Bytes(e, json.VoteVoided),
            ChangeEvent.Acknowledged e => JsonSerializer.SerializeToUtf8Bytes(e, json.Acknowledged),
            ChangeEvent.Reminded e => JsonSerializer.SerializeToUtf8Bytes(e, json.Reminded),
            ChangeEvent.Breached e => JsonSerializer.SerializeToUtf8Bytes(e, json.Breached),
            ChangeEvent.Escalated e => JsonSerializer.SerializeToUtf8Bytes(e, json.Escalated),
            ChangeEvent.LookedAfter e => JsonSerializer.SerializeToUtf8Bytes(e, json.LookedAfter),
            ChangeEvent.Snoozed e => JsonSerializer.SerializeToUtf8Bytes(e, json.Snoozed),
            ChangeEvent.ExpiryAnnounced e => JsonSerializer.SerializeToUtf8Bytes(e, json.ExpiryAnnounced),
            ChangeEvent.Expired e => JsonSerializer.SerializeToUtf8Bytes(e, json.Expired),
            _ => throw new InvalidOperationException($"No stored form for {happened.GetType().Name}."),
        };
    }

    /// <exception cref="JsonException">The stored event can't be read: the record is damaged.</exception>
    public static ChangeEvent Read(string kind, byte[] body)
    {
        var json = RecordJson.Stored;
        ChangeEvent? happened = kind switch
        {
            "submitted" => JsonSerializer.Deserialize(body, json.Submitted),
            "waited" => JsonSerializer.Deserialize(body, json.Waited),
            "assigned" => JsonSerializer.Deserialize(body, json.Assigned),
            "claimed" => JsonSerializer.Deserialize(body, json.Claimed),
            "claim_lapsed" => JsonSerializer.Deserialize(body, json.ClaimLapsed),
            "declined" => JsonSerializer.Deserialize(body, json.Declined),
            "stood_down" => JsonSerializer.Deserialize(body, json.StoodDown),
            "voted" => JsonSerializer.Deserialize(body, json.Voted),
            "round_settled" => JsonSerializer.Deserialize(body, json.RoundSettled),
            "updated" => JsonSerializer.Deserialize(body, json.Updated),
            "withdrawn" => JsonSerializer.Deserialize(body, json.Withdrawn),
            "recorded" => JsonSerializer.Deserialize(body, json.Recorded),
            "vote_voided" => JsonSerializer.Deserialize(body, json.VoteVoided),
            "acknowledged" => JsonSerializer.Deserialize(body, json.Acknowledged),
            "reminded" => JsonSerializer.Deserialize(body, json.Reminded),
            "breached" => JsonSerializer.Deserialize(body, json.Breached),
            "escalated" => JsonSerializer.Deserialize(body, json.Escalated),
            "looked_after" => JsonSerializer.Deserialize(body, json.LookedAfter),
            "snoozed" => JsonSerializer.Deserialize(body, json.Snoozed),
            "expiry_announced" => JsonSerializer.Deserialize(body, json.ExpiryAnnounced),
            "expired" => JsonSerializer.Deserialize(body, json.Expired),
            _ => throw new JsonException($"“{kind}” is no kind of event"),
        };
        return happened ?? throw new JsonException("an event is null");
    }
}
