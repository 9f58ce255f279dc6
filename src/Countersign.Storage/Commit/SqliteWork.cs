using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Ports;
using Countersign.Core.Sla;
using Countersign.Storage.Deadlines;
using Countersign.Storage.Digests;
using Countersign.Storage.Ledger;
using Countersign.Storage.Offers;
using Countersign.Storage.Outbox;
using Countersign.Storage.People;
using Countersign.Storage.Policies;
using Countersign.Storage.Receipts;
using Countersign.Storage.Requests;
using Countersign.Storage.Rotas;
using Countersign.Storage.Sqlite;
using NodaTime;

namespace Countersign.Storage.Commit;

/// <summary>The transaction as a piece of work sees it. One object for all pieces: open while one runs, closed between them.</summary>
internal sealed class SqliteWork : IWork
{
    private readonly Soundness _soundness;
    private readonly ReceiptWriter _receipts;
    private readonly LedgerWriter _ledger;
    private readonly EntryForms _entries;
    private readonly RefusalTallies _refusals;
    private readonly RequestWriter _requests;
    private readonly PeopleWriter _people;
    private readonly IdentityWriter _identities;
    private readonly AddressWriter _addresses;
    private readonly DeadlineWriter _deadlines;
    private readonly OutboxWriter _outbox;
    private readonly PostedCardWriter _cards;
    private readonly PolicyWriter _policies;
    private readonly RotaWriter _rotas;
    private readonly OfferWriter _offers;
    private readonly DigestWriter _digests;
    private readonly ImmutableArray<IFollowsTransaction> _memory;
    private readonly List<RecordNews> _news = [];
    private Touched _touched;
    private bool _open;
    private int _kept;

    public SqliteWork(WriterConnection db, Soundness soundness, StoreOptions options)
    {
        var subjects = new SubjectWriter(db);
        _soundness = soundness;
        _receipts = new ReceiptWriter(db);
        _ledger = new LedgerWriter(db, soundness);
        _entries = new EntryForms(subjects);
        _refusals = new RefusalTallies(db, _ledger, _entries);
        _people = new PeopleWriter(db);
        _requests = new RequestWriter(db, _ledger, _entries, _people, soundness, options.RequestsInMemory);
        _identities = new IdentityWriter(db);
        _addresses = new AddressWriter(db);
        _deadlines = new DeadlineWriter(db);
        _outbox = new OutboxWriter(db);
        _cards = new PostedCardWriter(db);
        _policies = new PolicyWriter(db, _ledger);
        _rotas = new RotaWriter(db);
        _offers = new OfferWriter(db);
        _digests = new DigestWriter(db);
        _memory = [subjects, _ledger, _requests, _identities];
    }

    public bool RecordIsSound => _soundness.IsSound;

    /// <summary>Somebody wants to hear what commits bring.</summary>
    public bool IsWatched { get; set; }

    /// <summary>What the group brought that is durable now.</summary>
    public IReadOnlyList<RecordNews> TakeNews()
    {
        RecordNews[] taken = [.. _news];
        _news.Clear();
        _kept = 0;
        return taken;
    }

    public SqliteWork Open()
    {
        (_open, _touched) = (true, Touched.None);
        return this;
    }

    public Touched Close()
    {
        _open = false;
        return _touched;
    }

    public void BeforeCommit() => _ledger.BeforeCommit();

    public void PieceEnded(bool kept)
    {
        foreach (var memory in _memory)
            memory.PieceEnded(kept);
        if (kept)
            _kept = _news.Count;
        else
            _news.RemoveRange(_kept, _news.Count - _kept);
    }

    public void GroupEnded(bool kept)
    {
        foreach (var memory in _memory)
            memory.GroupEnded(kept);
        if (!kept)
            TakeNews();
    }

    public Answer? FindReceipt(ReceiptKey key) => Now(_receipts).FindReceipt(key);

    public void Keep(ReceiptKey key, Answer answer, Instant now) => Now(_receipts).Keep(key, answer, now);

    public ChangeId NextChangeId() => Now(_requests).NextChangeId();

    public ChangeRequest? Load(ChangeId change) => Now(_requests).Load(change);

    public void Append(ChangeRequest? before, ChangeRequest after, ImmutableArray<ChangeEvent> events, LedgerContext context)
    {
        Now(_requests).Append(before, after, events, context);
        _identities.SeenNow(context.By, context.Now);
        if (IsWatched)
            _news.Add(new RecordNews.Happened(context.By, after, events));
    }

    public void Refused(Actor by, ChangeId? change, string command, Refusal refusal, LedgerContext context)
    {
        Now(_refusals).Refused(context with { By = by }, change, change is { } id ? _requests.Load(id) : null, command, refusal);
        _identities.SeenNow(by, context.Now);
        if (IsWatched)
            _news.Add(new RecordNews.Refused(by, command, refusal.Code));
    }

    public void Record(string type, string? detail, LedgerContext context, PersonId? about = null) =>
        Now(_ledger).Add(_entries.Plain(type, context.Now, context) with { Detail = detail, Assignee = about is { } person ? _entries.Of(person) : null });

    public void CloseRefusalTallies(LedgerContext context) => Now(_refusals).Close(context);

    public PersonState State(PersonId person, Instant now) => Now(_people).State(person, now);

    public int? OwnLimit(PersonId person) => Now(_people).OwnLimit(person);

    public bool IsAsked(PersonId person) => Now(_people).IsAsked(person);

    public Offer Add(Offer offer) => Now(_offers).Add(offer);

    public Offer? OfferTo(PersonId person) => Now(_offers).OfferTo(person);

    public ImmutableArray<Offer> OffersOf(ChangeId change) => Now(_offers).OffersOf(change);

    public void End(Offer offer, OfferEnd how, Instant now) => Now(_offers).End(offer, how, now);

    public void Send(Outgoing outgoing, Instant now)
    {
        Now(_outbox).Send(outgoing, now);
        _touched |= Touched.Outbox;
    }

    public void Schedule(Deadline deadline)
    {
        Now(_deadlines).Schedule(deadline);
        _touched |= Touched.Deadlines;
    }

    public Instant? DueAt(DeadlineKind kind, DeadlineSubject subject) => Now(_deadlines).DueAt(kind, subject);

    public void Complete(DeadlineKind kind, DeadlineSubject subject, Instant now) => Now(_deadlines).Complete(kind, subject, now);

    public IRotaWork Rota => Now(_rotas);

    public void RouteWaitingNow(Instant now)
    {
        if (Now(_deadlines).RouteWaitingNow(now))
            _touched |= Touched.Deadlines;
    }

    public void SetAbsences(PersonId person, ImmutableArray<Interval> absences, Instant now) => Now(_people).SetAbsences(person, absences, now);

    public void Listed(IReadOnlyCollection<PersonId> people, Instant now) => Now(_people).Listed(people, now);

    public void SetHours(PersonId person, WorkingHours? hours) => Now(_people).SetHours(person, hours);

    public void SetLimit(PersonId person, int? limit) => Now(_people).SetLimit(person, limit);

    public Contact Contact(PersonId person) => Now(_people).Contact(person);

    public void SetUnreachable(PersonId person, Platform platform, string? why, Instant now) =>
        Now(_people).SetUnreachable(person, platform, why, now);

    public void SetAskedOn(PersonId person, Platform platform) => Now(_people).SetAskedOn(person, platform);

    public void Remember(ChatAddress address, Instant now) => Now(_addresses).Remember(address, now);

    public void Posted(PostedCard card) => Now(_cards).Posted(card);

    public void Forget(PostedCard card) => Now(_cards).Forget(card);

    public void Delivered(ImmutableArray<long> outboxIds) => Now(_outbox).Delivered(outboxIds);

    public void Tried(long outboxId, string error) => Now(_outbox).Tried(outboxId, error);

    public void Park(long outboxId, string error, Instant now) => Now(_outbox).Park(outboxId, error, now);

    public void AcceptPolicy(string digest, string rosterDigest, byte[] bytes, int held, Instant now) =>
        Now(_policies).AcceptPolicy(digest, rosterDigest, bytes, held, now);

    public void ConfirmPolicy(LedgerContext context) => Now(_ledger).Add(_entries.Plain(PolicyWriter.ConfirmedType, context.Now, context));

    public ImmutableArray<PersonId> PolicyConfirmers() => Now(_policies).PolicyConfirmers();

    public void ClearPolicy(string digest, string rosterDigest, Instant now) => Now(_policies).ClearPolicy(digest, rosterDigest, now);

    public bool TryPost(DigestKey digest, Instant now) => Now(_digests).TryPost(digest, now);

    public void SetUnnamed(PersonId person, bool unnamed) => Now(_digests).SetUnnamed(person, unnamed);

    public void SetBegun(long outboxId, Instant? now) => Now(_outbox).SetBegun(outboxId, now);

    public int Purge(Instant before, int take) =>
        Now(_receipts).PurgeBefore(before, take) + _deadlines.PurgeBefore(before, take) + _rotas.PurgeBefore(before, take) + _offers.PurgeBefore(before, take);

    // Work that kept this object beyond its own run would write into somebody else's transaction.
    private T Now<T>(T writer)
    {
        ObjectDisposedException.ThrowIf(!_open, this);
        return writer;
    }
}
