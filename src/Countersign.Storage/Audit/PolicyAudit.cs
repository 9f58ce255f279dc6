using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Countersign.Storage.Audit;

/// <summary>Every accepted policy file: its bytes give its digest, and the ledger says when it was accepted last.</summary>
internal static class PolicyAudit
{
    public const string All = "select digest, accepted_at, ledger_seq, bytes from policy_version";

    public const string Newer = "select policy, at from ledger_entry where seq = @seq and type = 'policy_accepted'";

    private const string Table = "policy_version";

    /// <param name="accepted">By digest, the newest entry that accepts it, among the entries up to <paramref name="count"/>.</param>
    public static void Check(
        SqliteConnection db, Dictionary<string, (long Seq, long At)> accepted, long count, Findings findings)
    {
        var missing = new HashSet<string>(accepted.Keys);
        foreach (var row in Cells.Query(db, All))
        {
            if (row is not [string digest, long at, long seq, byte[] bytes])
            {
                findings.Add(Table, row[0] ?? "", "a column holds a value of the wrong type");
                continue;
            }

            missing.Remove(digest);
            if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != digest)
                findings.Add(Table, digest, "its bytes do not give its digest");
            if (seq > count ? !IsAccepted(db, digest, seq, at) : !accepted.TryGetValue(digest, out var entry) || entry != (seq, at))
                findings.Add(Table, digest, $"no entry says that it was accepted then (entry {seq} of {count})");
        }

        // (The row of a policy that was accepted again meanwhile names the newer entry.)
        foreach (var digest in missing)
            findings.Add(Table, digest, "the ledger accepted this policy, and its bytes are missing");
    }

    private static bool IsAccepted(SqliteConnection db, string digest, long seq, long at) =>
        Cells.Query(db, Newer, ("@seq", seq)) is [[string policy, long when]] && policy == digest && when == at;
}
