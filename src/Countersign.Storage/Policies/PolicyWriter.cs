using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Policies;

/// <summary>
/// Every policy file that was ever accepted, byte for byte. An acceptance is a ledger entry, so that a changed time or order shows.
/// What is in force follows from these entries: an acceptance without a detail holds whole; one with a detail waits, in part, until an
/// entry clears it; until then the files before it count as well.
/// </summary>
internal sealed class PolicyWriter(WriterConnection db, LedgerWriter ledger)
{
    public const string EntryType = "policy_accepted";
    public const string ConfirmedType = "policy_confirmed";
    public const string ClearedType = "policy_cleared";

    // Word for word as in the index, which serves no other words.
    private const string OfPolicy = "type in ('policy_accepted', 'policy_cleared', 'policy_confirmed')";

    /// <summary>The last file that held whole, and those accepted after it, in order.</summary>
    public const string InForce = $"""
        select v.bytes from ledger_entry e join policy_version v on v.digest = e.policy
        where e.{OfPolicy} and e.type <> 'policy_confirmed' and e.seq >= (
            select max(seq) from ledger_entry where {OfPolicy} and (type = 'policy_cleared' or (type = 'policy_accepted' and detail is null)))
        order by e.seq
        """;

    public const string Confirmers = $"""
        select s.value from ledger_entry e join ledger_subject s on s.commitment = e.person and s.kind = 'person'
        where e.{OfPolicy} and e.type = 'policy_confirmed'
            and e.seq > (select max(seq) from ledger_entry where {OfPolicy} and type <> 'policy_confirmed')
        group by s.value order by min(e.seq)
        """;

    public const string Version = "select bytes from policy_version where digest = @digest";

    public const string Accept = """
        insert into policy_version (digest, accepted_at, ledger_seq, bytes) values (@digest, @now, @seq, @bytes)
        on conflict (digest) do update set accepted_at = excluded.accepted_at, ledger_seq = excluded.ledger_seq
        """;

    private readonly Statement _accept = db.Prepare(Accept);
    private readonly Statement _confirmers = db.Prepare(Confirmers);

    /// <exception cref="ArgumentException">The digest is not the SHA-256 of the bytes: the record would never verify.</exception>
    public void AcceptPolicy(string digest, string rosterDigest, byte[] bytes, int held, Instant now)
    {
        if (Convert.ToHexStringLower(SHA256.HashData(bytes)) != digest)
            throw new ArgumentException("The digest is not the lower-case hex SHA-256 of the bytes.", nameof(digest));
        var detail = held == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"waits:{held}");
        var seq = ledger.Add(EntryOf(EntryType, digest, rosterDigest, detail, UnixTime.Of(now)));
        _accept.Bind(digest).Bind(UnixTime.Of(now)).Bind(seq).Bind(bytes).Run();
    }

    public void ClearPolicy(string digest, string rosterDigest, Instant now) =>
        ledger.Add(EntryOf(ClearedType, digest, rosterDigest, null, UnixTime.Of(now)));

    public ImmutableArray<PersonId> PolicyConfirmers()
    {
        var people = ImmutableArray.CreateBuilder<PersonId>();
        while (_confirmers.Step())
            people.Add(new PersonId(_confirmers.Text(0)));
        _confirmers.Reset();
        return people.DrainToImmutable();
    }

    private static LedgerEntry EntryOf(string type, string digest, string rosterDigest, string? detail, long at) => new(
        0, at, type, null, null, null, null, null, null, null, null, null, null, digest, rosterDigest,
        null, null, null, null, detail, null, "");
}
