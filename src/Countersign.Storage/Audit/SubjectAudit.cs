using System.Text;
using Countersign.Core.Ledger;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Audit;

/// <summary>What the commitments stand for: each must follow from its salt and value.</summary>
internal static class SubjectAudit
{
    public const string All = "select commitment, kind, salt, value from ledger_subject";

    /// <summary>The kind of each commitment whose row is sound.</summary>
    public static Dictionary<string, string> KindsOf(SqliteConnection db, Findings findings)
    {
        var kinds = new Dictionary<string, string>();
        foreach (var row in Cells.Query(db, All))
            if (row is [string commitment, string kind, byte[] salt, string value]
                && LedgerChain.Commit(salt, Encoding.UTF8.GetBytes(value)) == commitment)
                kinds[commitment] = kind;
            else
                findings.Add("ledger_subject", row[0] ?? "", "its salt and value do not give its commitment");
        return kinds;
    }
}
