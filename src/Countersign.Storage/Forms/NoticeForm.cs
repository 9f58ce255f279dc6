using System.Text.Json;
using Countersign.Core.Desk;

namespace Countersign.Storage.Forms;

/// <summary>A notice as the outbox stores it: its kind in a column, the rest as JSON.</summary>
internal static class NoticeForm
{
    public static (string Kind, byte[] Body) Of(Notice notice)
    {
        var json = RecordJson.Stored;
        return notice switch
        {
            Notice.Card n => ("card", JsonSerializer.SerializeToUtf8Bytes(n, json.Card)),
            Notice.Note n => ("note", JsonSerializer.SerializeToUtf8Bytes(n, json.Note)),
            Notice.NobodyToAsk n => ("nobody_to_ask", JsonSerializer.SerializeToUtf8Bytes(n, json.NobodyToAsk)),
            Notice.Swap n => ("swap", JsonSerializer.SerializeToUtf8Bytes(n, json.Swap)),
            Notice.Duty n => ("duty", JsonSerializer.SerializeToUtf8Bytes(n, json.Duty)),
            Notice.Digest n => ("digest", JsonSerializer.SerializeToUtf8Bytes(n, json.Digest)),
            Notice.ForOperators n => ("for_operators", JsonSerializer.SerializeToUtf8Bytes(n, json.ForOperators)),
            Notice.ForLead n => ("for_lead", JsonSerializer.SerializeToUtf8Bytes(n, json.ForLead)),
            Notice.Offered n => ("offered", JsonSerializer.SerializeToUtf8Bytes(n, json.Offered)),
            Notice.Reminder n => ("reminder", JsonSerializer.SerializeToUtf8Bytes(n, json.Reminder)),
            Notice.Ping n => ("ping", JsonSerializer.SerializeToUtf8Bytes(n, json.Ping)),
            _ => throw new InvalidOperationException($"No stored form for {notice.GetType().Name}."),
        };
    }

    /// <exception cref="JsonException">The row can't be read.</exception>
    public static Notice Read(string kind, byte[] body)
    {
        var json = RecordJson.Stored;
        Notice? notice = kind switch
        {
            "card" => JsonSerializer.Deserialize(body, json.Card),
            "note" => JsonSerializer.Deserialize(body, json.Note),
            "nobody_to_ask" => JsonSerializer.Deserialize(body, json.NobodyToAsk),
            "swap" => JsonSerializer.Deserialize(body, json.Swap),
            "duty" => JsonSerializer.Deserialize(body, json.Duty),
            "digest" => JsonSerializer.Deserialize(body, json.Digest),
            "for_operators" => JsonSerializer.Deserialize(body, json.ForOperators),
            "for_lead" => JsonSerializer.Deserialize(body, json.ForLead),
            "offered" => JsonSerializer.Deserialize(body, json.Offered),
            "reminder" => JsonSerializer.Deserialize(body, json.Reminder),
            "ping" => JsonSerializer.Deserialize(body, json.Ping),
            _ => throw new JsonException($"“{kind}” is no kind of notice"),
        };
        return notice ?? throw new JsonException("a notice is null");
    }
}
