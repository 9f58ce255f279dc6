using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Storage.Forms;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Digests;

/// <summary>Which digests were posted, and who does not want to be named in them.</summary>
internal sealed class DigestWriter(WriterConnection db)
{
    public const string Take = "insert into digest_post (scope, week, posted_at) values (@scope, @week, @now) on conflict (scope, week) do nothing";

    public const string Unname = """
        insert into person_setting (person, unnamed) values (@person, @unnamed)
        on conflict (person) do update set unnamed = excluded.unnamed
        """;

    private readonly Statement _take = db.Prepare(Take);
    private readonly Statement _unname = db.Prepare(Unname);

    public bool TryPost(DigestKey digest, Instant now) =>
        _take.Bind(digest.Scope.ToString()).Bind(digest.Week.ToString()).Bind(UnixTime.Of(now)).Run() == 1;

    public void SetUnnamed(PersonId person, bool unnamed) => _unname.Bind(person.Value).Bind(unnamed ? 1L : null).Run();
}
