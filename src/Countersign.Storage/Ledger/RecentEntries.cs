using Countersign.Core.Ledger;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Ledger;

/// <summary>
/// The check at every start: the newest entries and the head. A whole check would grow with the database; the host runs that one in
/// the background.
/// </summary>
internal static class RecentEntries
{
    private const int Checked = 1000;

    /// <summary>What is wrong; null when nothing is.</summary>
    public static string? FaultOf(SqliteConnection connection)
    {
        var head = connection.QuerySingleOrDefault<HeadRow>(HeadRow.Read);
        if (head is null)
            return "the ledger's head row is missing";
        var after = Math.Max(0, head.Count - Checked);
        var stored = connection
            .Query<LedgerRow>(LedgerRow.Between, new { after = after - 1, until = long.MaxValue })
            .Select(row => row.ToSealed())
            .ToList();
        for (var i = after == 0 ? 0 : 1; i < stored.Count; i++)
            if (LedgerChain.FaultOf(stored[i], i == 0 ? null : stored[i - 1]) is { } fault)
                return fault;
        var (count, hash) = stored.Count == 0 ? (0, LedgerEntry.Genesis) : (stored[^1].Entry.Seq, stored[^1].Hash);
        return (count, hash) == (head.Count, head.Hash) ? null : $"the ledger's head does not fit its newest entry ({count})";
    }
}
