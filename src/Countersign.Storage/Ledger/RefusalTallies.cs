using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;

namespace Countersign.Storage.Ledger;

/// <summary>
/// Refusals in the ledger. Every one is there, but somebody who presses a hundred times fills two entries, not a hundred: the first
/// of an hour is written, the others are counted and written as one more when the hour is over.
/// </summary>
internal sealed class RefusalTallies(WriterConnection db, LedgerWriter ledger, EntryForms entries)
{
    public const string EntryType = "refused";

    public const string Count = """
        update refusal_tally set count = count + 1
        where hour = @hour and actor = @actor and change_id = @change and command = @command and code = @code
        """;

    public const string Begin = """
        insert into refusal_tally (hour, actor, change_id, command, code, count, platform, person, level)
        values (@hour, @actor, @change, @command, @code, 1, @platform, @person, @level)
        """;

    public const string Over = """
        select actor, change_id, command, code, count, platform, person, level, hour from refusal_tally
        where hour < @hour order by hour limit 500
        """;

    public const string Delete = """
        delete from refusal_tally
        where hour = @hour and actor = @actor and change_id = @change and command = @command and code = @code
        """;

    private const long Hour = 60 * 60 * 1000;

    private readonly Statement _count = db.Prepare(Count);
    private readonly Statement _begin = db.Prepare(Begin);
    private readonly Statement _over = db.Prepare(Over);
    private readonly Statement _delete = db.Prepare(Delete);

    /// <param name="change">The request, when it exists.</param>
    public void Refused(LedgerContext context, ChangeId? id, ChangeRequest? change, string command, Refusal refusal)
    {
        var entry = entries.Plain(EntryType, context.Now, context) with { Detail = $"{command}:{refusal.Code}", Request = id?.ToString() };
        var hour = UnixTime.Of(context.Now) / Hour;
        var key = new Key(hour, entry.Actor ?? "", id?.Number ?? 0, command, refusal.Code);
        if (BindKey(_count, key).Run() > 0)
            return;
        BindKey(_begin, key).Bind(entry.Platform).Bind(entry.Person).Bind(entry.Level).Run();
        ledger.Add(change is null ? entry : EntryForms.About(change, entry));
    }

    /// <summary>Writes the counts of at most 500 refusals whose hour is over.</summary>
    public void Close(LedgerContext context)
    {
        foreach (var tally in ReadOver(UnixTime.Of(context.Now) / Hour))
        {
            BindKey(_delete, tally.Key).Run();
            if (tally.Count > 1)
                ledger.Add(entries.Plain(EntryType, context.Now, context) with
                {
                    Platform = tally.Platform,
                    Actor = tally.Key.Actor.Length == 0 ? null : tally.Key.Actor,
                    Person = tally.Person,
                    Level = tally.Level,
                    Request = tally.Key.Change == 0 ? null : new ChangeId(tally.Key.Change).ToString(),
                    Detail = $"{tally.Key.Command}:{tally.Key.Code}",
                    // The first one has an entry of its own.
                    Count = tally.Count - 1,
                });
        }
    }

    private List<Tally> ReadOver(long hour)
    {
        var tallies = new List<Tally>();
        _over.Bind(hour);
        while (_over.Step())
            tallies.Add(new Tally(
                new Key(_over.Long(8), _over.Text(0), _over.Long(1), _over.Text(2), _over.Text(3)),
                _over.Long(4), _over.TextOrNull(5), _over.TextOrNull(6), _over.TextOrNull(7)));
        _over.Reset();
        return tallies;
    }

    private static Statement BindKey(Statement statement, Key key) =>
        statement.Bind(key.Hour).Bind(key.Actor).Bind(key.Change).Bind(key.Command).Bind(key.Code);

    private readonly record struct Key(long Hour, string Actor, long Change, string Command, string Code);

    private sealed record Tally(Key Key, long Count, string? Platform, string? Person, string? Level);
}
