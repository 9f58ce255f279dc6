using System.Text.Json;
using Countersign.Core.Desk;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Receipts;

/// <summary>The answers that commands got, by delivery: a redelivery gets the same one.</summary>
internal sealed class ReceiptWriter(WriterConnection db)
{
    public const string Find = "select answer from receipt where key = @key";

    public const string Insert = "insert into receipt (key, at, answer) values (@key, @at, @answer)";

    public const string Purge = """
        delete from receipt where key in (select key from receipt where at < @before order by at limit @take)
        """;

    private readonly Statement _find = db.Prepare(Find);
    private readonly Statement _insert = db.Prepare(Insert);
    private readonly Statement _purge = db.Prepare(Purge);

    public Answer? FindReceipt(ReceiptKey key)
    {
        var answer = _find.Bind(key.Value).Step() ? JsonSerializer.Deserialize(_find.Blob(0), RecordJson.Stored.Answer) : null;
        _find.Reset();
        return answer;
    }

    public void Keep(ReceiptKey key, Answer answer, Instant now) => _insert
        .Bind(key.Value)
        .Bind(UnixTime.Of(now))
        .Bind(JsonSerializer.SerializeToUtf8Bytes(answer, RecordJson.Stored.Answer))
        .Run();

    public int PurgeBefore(Instant before, int take) => _purge.Bind(UnixTime.Of(before)).Bind(take).Run();
}
