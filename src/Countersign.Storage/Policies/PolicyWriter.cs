using System.Security.Cryptography;
using Countersign.Core.Ledger;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Policies;

/// <summary>
/// Every policy file that was ever accepted, byte for byte. An acceptance is a ledger entry, so that a changed time or order shows;
/// accepting a file again makes it the last one again.
/// </summary>
internal sealed class PolicyWriter(WriterConnection db, LedgerWriter ledger)
{
    public const string EntryType = "policy_accepted";

    public const string Last = "select bytes from policy_version order by ledger_seq desc limit 1";

    public const string Accept = """
        insert into policy_version (digest, accepted_at, ledger_seq, bytes) values (@digest, @now, @seq, @bytes)
        on conflict (digest) do update set accepted_at = excluded.accepted_at, ledger_seq = excluded.ledger_seq
        """;

    private readonly Statement _accept = db.Prepare(Accept);

    /// <exception cref="ArgumentException">The digest is not the SHA-256 of the bytes: the record would never verify.</exception>
    public void AcceptPolicy(string digest, string rosterDigest, byte[] bytes, Instant now)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != digest)
            throw new ArgumentException("The digest is not the lower-case hex SHA-256 of the bytes.", nameof(digest));
        var seq = ledger.Add(EntryOf(digest, rosterDigest, UnixTime.Of(now)));
        _accept.Bind(digest).Bind(UnixTime.Of(now)).Bind(seq).Bind(bytes).Run();
    }

    private static LedgerEntry EntryOf(string digest, string rosterDigest, long at) => new(
        0, at, EntryType, null, null, null, null, null, null, null, null, null, null, digest, rosterDigest,
        null, null, null, null, null, null, "");
}
