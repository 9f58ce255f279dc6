using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Countersign.Core.Changes;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Requests;

/// <summary>
/// Reads tens of thousands of rounds at once: straight from SQLite's columns, and what is the same in many of them (names, plans) is kept once.
/// A row object each, as elsewhere, would take three times the memory.
/// </summary>
internal sealed class RoundFactReader(SqliteConnection db)
{
    private readonly ImmutableArray<RoundFacts>.Builder _found = ImmutableArray.CreateBuilder<RoundFacts>();
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
        var row = new Columns(rows.Handle!);
        while (rows.Read())
            _found.Add(One(row, service));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private RoundFacts One(Columns row, ServiceId service)
    {
        var over = UnixTime.Read(row.LongOrNull(16));
        return new RoundFacts(
            new ChangeId(row.Long(0)), (int)row.Long(1), new PersonId(row.Kept(2) ?? ""), service,
            row.Kept(4) is { } tier ? StoredName.Read<Tier>(tier) : null, row.Kept(5) ?? "",
            row.Kept(6) is { } calendar ? Plan(calendar, row.LongOrNull(7) ?? 0, row.LongOrNull(8) ?? 0) : null,
            UnixTime.Read(row.Long(9)), RoundFactRow.ReadTurns(row.Characters(10), over), UnixTime.Read(row.LongOrNull(11)), UnixTime.Read(row.LongOrNull(12)),
            row.LongOrNull(14) is { } decided ? new Decision(StoredName.Read<Verdict>(row.Kept(13) ?? ""), UnixTime.Read(decided)) : null,
            row.Kept(15) is { } ending ? StoredName.Read<RoundEnding>(ending) : null, over,
            RoundFactRow.ReadInstants(row.Characters(17)), RoundFactRow.ReadInstants(row.Characters(18)));
    }

    private SlaPlan Plan(string calendar, long first, long decision)
    {
        if (!_plans.TryGetValue((calendar, first, decision), out var plan))
            _plans[(calendar, first, decision)] = plan = RoundFactRow.PlanOf(calendar, first, decision);
        return plan;
    }
}
