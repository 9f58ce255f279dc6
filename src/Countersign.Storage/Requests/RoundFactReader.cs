using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Storage.Forms;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Requests;

/// <summary>
/// Reads a hundred thousand rounds at once: straight from the columns, and what is the same in many of them (names, plans) is kept once. A row
/// object each, as elsewhere, would take three times the memory.
/// </summary>
internal sealed class RoundFactReader(SqliteConnection db)
{
    private readonly ImmutableArray<RoundFacts>.Builder _found = ImmutableArray.CreateBuilder<RoundFacts>();
    private readonly Dictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Calendar, long First, long Decision), SlaPlan> _plans = [];

    public ImmutableArray<RoundFacts> Found() => _found.DrainToImmutable();

    public void Read(ServiceId service, long from, long until)
    {
        Read(RoundFactRow.OverSince, service, from, until);
        Read(RoundFactRow.Open, service, null, until);
    }

    private void Read(string sql, ServiceId service, long? from, long until)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.Parameters.AddWithValue("@service", service.Value);
        command.Parameters.AddWithValue("@until", until);
        if (from is { } since)
            command.Parameters.AddWithValue("@from", since);
        using var rows = command.ExecuteReader();
        while (rows.Read())
            _found.Add(One(rows, service));
    }

    private RoundFacts One(SqliteDataReader row, ServiceId service)
    {
        var over = UnixTime.Read(Long(row, 16));
        return new RoundFacts(
            new ChangeId(row.GetInt64(0)), (int)row.GetInt64(1), new PersonId(Kept(row, 2)!), service,
            Kept(row, 4) is { } tier ? StoredName.Read<Tier>(tier) : null, Kept(row, 5)!,
            Kept(row, 6) is { } calendar ? Plan(calendar, Long(row, 7) ?? 0, Long(row, 8) ?? 0) : null,
            UnixTime.Read(row.GetInt64(9)), RoundFactRow.ReadTurns(row.GetString(10), over), UnixTime.Read(Long(row, 11)), UnixTime.Read(Long(row, 12)),
            Long(row, 14) is { } decided ? new Decision(StoredName.Read<Verdict>(Kept(row, 13) ?? ""), UnixTime.Read(decided)) : null,
            Kept(row, 15) is { } ending ? StoredName.Read<RoundEnding>(ending) : null, over,
            RoundFactRow.ReadInstants(Text(row, 17)), RoundFactRow.ReadInstants(Text(row, 18)));
    }

    private static long? Long(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static string? Text(SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private string? Kept(SqliteDataReader row, int column)
    {
        if (Text(row, column) is not { } text)
            return null;
        if (_texts.TryGetValue(text, out var known))
            return known;
        return _texts[text] = text;
    }

    private SlaPlan Plan(string calendar, long first, long decision)
    {
        if (!_plans.TryGetValue((calendar, first, decision), out var plan))
            _plans[(calendar, first, decision)] = plan = RoundFactRow.PlanOf(calendar, first, decision);
        return plan;
    }
}
