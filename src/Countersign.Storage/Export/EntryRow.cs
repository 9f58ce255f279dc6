using Countersign.Core.Export;
using Countersign.Core.Ledger;
using Countersign.Storage.Forms;

namespace Countersign.Storage.Export;

/// <summary>An event beside its ledger entry; what is the entry's is null where there is none.</summary>
internal sealed record EntryRow(
    long LedgerSeq, string Kind, byte[] Body, byte[] Salt, byte[]? Bytes, string? Hash, string? Commitment, string? Level, string? Platform, string? Policy, string? Roster)
{
    public const string OfRequest = """
        select e.ledger_seq as LedgerSeq, e.kind as Kind, e.body as Body, e.salt as Salt, l.bytes as Bytes, l.hash as Hash, l.body as Commitment,
               l.level as Level, l.platform as Platform, l.policy as Policy, l.roster as Roster
        from change_event e left join ledger_entry l on l.seq = e.ledger_seq
        where e.change_id = @change and e.ledger_seq <= @head order by e.version
        """;

    /// <summary>The entry's bytes give its hash, and it commits to the event.</summary>
    public bool IsProven =>
        Bytes is not null && Hash is not null && LedgerChain.HashOf(Bytes) == Hash && LedgerChain.Commit(Salt, Body) == Commitment;

    /// <exception cref="System.Text.Json.JsonException">It can't be read: the record is damaged.</exception>
    public RecordedEvent ToEvent() => new(EventForm.Read(Kind, Body), new EntryMark(LedgerSeq, Hash ?? "", Level, Platform, Policy ?? "", Roster ?? ""));
}
