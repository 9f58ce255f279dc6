using System.Security.Cryptography;
using System.Text;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Storage.Commit;
using Countersign.Storage.Sqlite;

namespace Countersign.Storage.Ledger;

/// <summary>
/// The commitments by which people stand in the ledger: one for each person and each chat identity, so that entries about the same
/// person can be told together, and all of them forgotten by erasing one row.
/// </summary>
internal sealed class SubjectWriter(WriterConnection db) : IFollowsTransaction
{
    public const string PersonKind = "person";
    public const string IdentityKind = "identity";
    public const int SaltLength = 32;

    public const string Find = "select commitment from ledger_subject where kind = @kind and value = @value";

    public const string Behind = "select value from ledger_subject where commitment = @commitment and kind = 'person'";

    public const string Insert = "insert into ledger_subject (commitment, kind, salt, value) values (@commitment, @kind, @salt, @value)";

    private readonly Statement _find = db.Prepare(Find);
    private readonly Statement _insert = db.Prepare(Insert);
    private readonly LayeredCache<PersonId, string> _people = new(20_000);
    private readonly LayeredCache<ChatIdentity, string> _identities = new(20_000);

    public string Of(PersonId person) => Of(_people, person, PersonKind, static p => p.Value);

    public string Of(ChatIdentity identity) => Of(_identities, identity, IdentityKind, static i => i.ToString());

    public void PieceEnded(bool kept)
    {
        _people.PieceEnded(kept);
        _identities.PieceEnded(kept);
    }

    public void GroupEnded(bool kept)
    {
        _people.GroupEnded(kept);
        _identities.GroupEnded(kept);
    }

    private string Of<T>(LayeredCache<T, string> known, T key, string kind, Func<T, string> valueOf)
        where T : notnull
    {
        if (known.TryGet(key, out var commitment))
            return commitment;
        var value = valueOf(key);
        if (_find.Bind(kind).Bind(value).Step())
        {
            commitment = _find.Text(0);
            _find.Reset();
            known.AddCommitted(key, commitment);
            return commitment;
        }

        _find.Reset();
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        commitment = LedgerChain.Commit(salt, Encoding.UTF8.GetBytes(value));
        _insert.Bind(commitment).Bind(kind).Bind(salt).Bind(value).Run();
        known.Set(key, commitment);
        return commitment;
    }
}
