using System.Collections.Immutable;
using System.Security.Cryptography;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Storage.Commit;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using Countersign.Storage.People;
using Countersign.Storage.Sqlite;

namespace Countersign.Storage.Requests;

/// <summary>Loads and appends requests. The newest ones stay in memory, so that a press reads no events.</summary>
internal sealed class RequestWriter(
    WriterConnection db, LedgerWriter ledger, EntryForms entries, PeopleWriter people, Soundness soundness, int inMemory)
    : IFollowsTransaction
{
    public const string NewestId = "select max(id) from change_request";

    public const string InsertEvent = """
        insert into change_event (ledger_seq, change_id, version, at, kind, body, salt)
        values (@seq, @change, @version, @at, @kind, @body, @salt)
        """;

    private readonly Statement _newestId = db.Prepare(NewestId);
    private readonly Statement _insertEvent = db.Prepare(InsertEvent);
    private readonly Statement _events = db.Prepare(EventRow.OfRequest);
    private readonly ProjectionWriter _projections = new(db);
    private readonly LayeredCache<ChangeId, ChangeRequest> _known = new(inMemory);
    private long _issued;

    public ChangeId NextChangeId()
    {
        _newestId.Step();
        _issued = Math.Max(_newestId.Long(0), _issued) + 1;
        _newestId.Reset();
        return new ChangeId(_issued);
    }

    public ChangeRequest? Load(ChangeId id)
    {
        if (_known.TryGet(id, out var known))
            return known;
        var stored = new List<EventRow>();
        _events.Bind(id.Number);
        while (_events.Step())
            stored.Add(new EventRow(_events.Text(0), _events.Blob(1)));
        _events.Reset();
        if (stored.Count == 0)
            return null;
        var change = StoredRequest.Fold(id, stored, soundness);
        _known.AddCommitted(id, change);
        return change;
    }

    public void Append(ChangeRequest? before, ChangeRequest after, ImmutableArray<ChangeEvent> events, LedgerContext context)
    {
        var state = before;
        foreach (var happened in events)
        {
            var next = ChangeHistory.Apply(after.Id, state, happened);
            Store(state, next, happened, context);
            _projections.StoreEvent(state, next, happened);
            Remember(state, happened);
            state = next;
        }

        // The events are the truth: whoever calls with another result has a bug, and must not write it.
        if (state is null || state.Version != after.Version)
            throw new InvalidOperationException($"{after.Id}: the events do not lead to version {after.Version}.");
        _projections.StoreRequest(before, state);
        _known.Set(after.Id, state);
    }

    // What a person did, for their load.
    private void Remember(ChangeRequest? before, ChangeEvent happened)
    {
        switch (happened)
        {
            case ChangeEvent.Assigned e:
                people.WasAssigned(e.Person, e.At);
                break;
            case ChangeEvent.Voted e:
                people.Voted(e.By, e.At);
                break;
            case ChangeEvent.VoteVoided e when before?.Round.Seat(e.Seat).Vote is { } vote:
                people.Unvoted(vote.By, vote.At);
                break;
        }
    }

    public void PieceEnded(bool kept)
    {
        _issued = 0;
        _known.PieceEnded(kept);
    }

    public void GroupEnded(bool kept) => _known.GroupEnded(kept);

    private void Store(ChangeRequest? before, ChangeRequest after, ChangeEvent happened, LedgerContext context)
    {
        var body = EventForm.Of(happened);
        var salt = RandomNumberGenerator.GetBytes(SubjectWriter.SaltLength);
        var seq = ledger.Add(entries.Of(happened, before, after, LedgerChain.Commit(salt, body), context));
        _insertEvent
            .Bind(seq)
            .Bind(after.Id.Number)
            .Bind(after.Version)
            .Bind(UnixTime.Of(happened.At))
            .Bind(EventForm.KindOf(happened))
            .Bind(body)
            .Bind(salt)
            .Run();
    }
}
