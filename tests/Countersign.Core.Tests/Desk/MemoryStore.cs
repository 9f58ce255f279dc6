using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using NodaTime;

namespace Countersign.Core.Tests.Desk;

/// <summary>The record in memory: what a store promises, with nothing behind it. One thread.</summary>
internal sealed class MemoryStore : IStore, IWork
{
    private readonly Dictionary<ReceiptKey, Answer> _receipts = [];
    private readonly SortedDictionary<long, List<ChangeEvent>> _events = [];
    private readonly Dictionary<PersonId, PersonState> _people = [];
    private readonly Dictionary<(DeadlineKind, DeadlineSubject), (Instant Due, long Id)> _deadlines = [];
    private readonly List<Offer> _offers = [];
    private long _newest;

    public event Action<Touched>? Committed;

    public List<Outgoing> Sent { get; } = [];

    public List<string> Refusals { get; } = [];

    public List<string> Recorded { get; } = [];

    public List<PostedCard> Cards { get; } = [];

    public IReadOnlyList<Offer> Offers => _offers;

    public int Writes { get; private set; }

    public bool RecordIsSound { get; set; } = true;

    /// <summary>Runs once, after the next read of due deadlines or of a request: what happens between a read and its write.</summary>
    public Action? Meanwhile { get; set; }

    public bool RunsTwice { get; set; }

    public bool Fails { get; set; }

    /// <summary>Runs once, as the next transaction begins: what happens between judging a form and writing it.</summary>
    public Action? BeforeWrite { get; set; }

    /// <summary>In the order in which they were set first.</summary>
    public IEnumerable<Deadline> Deadlines => _deadlines.OrderBy(d => d.Value.Id).Select(d => new Deadline(d.Key.Item1, d.Key.Item2, d.Value.Due));

    public ChangeRequest? Load(ChangeId change) =>
        _events.TryGetValue(change.Number, out var events) ? ChangeHistory.Fold(change, events) : null;

    public IEnumerable<ChangeEvent> EventsOf(ChangeId change) => _events.TryGetValue(change.Number, out var events) ? events : [];

    public Task<T> Write<T>(Func<IWork, T> work, CancellationToken cancel = default)
    {
        Writes++;
        var before = BeforeWrite;
        BeforeWrite = null;
        before?.Invoke();
        // A store may run work twice: the first time left nothing.
        if (RunsTwice || Fails)
        {
            var (confirmers, receipts) = (_confirmers.ToList(), _receipts.ToDictionary());
            work(this);
            _confirmers.Clear();
            _confirmers.AddRange(confirmers);
            _receipts.Clear();
            foreach (var (key, answer) in receipts)
                _receipts.Add(key, answer);
            if (Fails)
                throw new InvalidOperationException("The disk is full.");
        }

        var result = work(this);
        Committed?.Invoke(Touched.Outbox | Touched.Deadlines);
        return Task.FromResult(result);
    }

    public Task<ChangeRequest?> Find(ChangeId change, CancellationToken cancel = default)
    {
        var found = Load(change);
        Interrupt();
        return Task.FromResult(found);
    }

    public Task<ImmutableArray<ChangeEvent>> History(ChangeId change, CancellationToken cancel = default) =>
        Task.FromResult(EventsOf(change).ToImmutableArray());

    public Task<ImmutableArray<ChangeRequest>> Asking(PersonId person, int take, CancellationToken cancel = default)
    {
        var asking = All().Where(c => c.AskedNow.Any(a => a.Person == person)).OrderBy(c => c.Due).Take(take).ToImmutableArray();
        Interrupt();
        return Task.FromResult(asking);
    }

    public Task<ImmutableArray<ChangeRequest>> AskingOthers(ServiceId service, PersonId person, int take, CancellationToken cancel = default)
    {
        bool others(ChangeRequest c, Seat s) => s.Needs.Service == service && s.IsUnbegun && s.Asked.Any(a => a.Person != person);
        return Task.FromResult(All().Where(c => c.AskedNow.Any() && c.Round.Seats.Any(s => others(c, s))).OrderBy(c => c.Due).Take(take).ToImmutableArray());
    }

    public Task<Offer?> Find(long offer, CancellationToken cancel = default) => Task.FromResult(_offers.Find(o => o.Number == offer));

    public Task<ImmutableArray<Offer>> OffersTo(PersonId person, CancellationToken cancel = default)
    {
        var offers = _offers.Where(o => o.Person == person).ToImmutableArray();
        Interrupt();
        return Task.FromResult(offers);
    }

    public Offer Add(Offer offer)
    {
        _offers.ShouldNotContain(o => o.IsOpen && o.Person == offer.Person);
        _offers.Add(offer with { Number = _offers.Count + 1 });
        return _offers[^1];
    }

    public Offer? OfferTo(PersonId person) => _offers.FindLast(o => o.Person == person);

    public ImmutableArray<Offer> OffersOf(ChangeId change) => [.. _offers.Where(o => o.IsOpen && o.Change == change)];

    public void End(Offer offer, OfferEnd how, Instant now) => _offers[(int)offer.Number - 1] = offer with { Ended = how };

    public Task<ImmutableArray<ChangeRequest>> By(PersonId author, int take, CancellationToken cancel = default) =>
        Task.FromResult(All().Where(c => c.Author == author).Take(take).ToImmutableArray());

    public Task<(long Asking, long By)> Counts(PersonId person, CancellationToken cancel = default) => Task.FromResult(
        (All().LongCount(c => c.AskedNow.Any(a => a.Person == person)), All().LongCount(c => c.Author == person)));

    public Task<ImmutableArray<ChangeId>> OpenRequests(Func<PersonId, Qualification, bool> seated, CancellationToken cancel = default) =>
        Task.FromResult(All()
            .Where(c => !c.IsSettled && c.Round.Seats.Any(s => s.Vote is { } vote ? seated(vote.By, s.Needs) : s.Asked.Any(a => seated(a.Person, s.Needs))))
            .Select(c => c.Id)
            .ToImmutableArray());

    public Task<IReadOnlyDictionary<PersonId, PersonState>> People(Instant now, CancellationToken cancel = default) =>
        Task.FromResult<IReadOnlyDictionary<PersonId, PersonState>>(_people.Keys
            .Concat(All().SelectMany(c => c.AskedNow).Select(a => a.Person)).Distinct().ToDictionary(p => p, p => State(p, now)));

    public Task<ImmutableArray<Deadline>> Due(Instant now, int take, CancellationToken cancel = default)
    {
        var due = Deadlines.Where(d => d.Due <= now).OrderBy(d => d.Due).Take(take).ToImmutableArray();
        Interrupt();
        return Task.FromResult(due);
    }

    public Task<ImmutableArray<Deadline>> DueSince(DeadlineKind kind, Instant since, Instant now, int take, CancellationToken cancel = default) =>
        Task.FromResult(Deadlines.Where(d => d.Kind == kind && d.Due >= since && d.Due <= now).OrderBy(d => d.Due).Take(take).ToImmutableArray());

    public Task<OpenPage> Unwatched(ChangeId after, int take, CancellationToken cancel = default)
    {
        var page = All().Where(c => !c.IsSettled && c.Id.Number > after.Number).Take(take).ToList();
        return Task.FromResult(new OpenPage(page.Count < take ? null : page[^1].Id, [.. page.Select(c => c.Id)]));
    }

    public Task<ImmutableArray<SealedEntry>> LedgerOf(ChangeId change, CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<IReadOnlyDictionary<string, PersonId>> Behind(IEnumerable<string> commitments, CancellationToken cancel = default) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<OutboxItem>> Outbox(long beyond, int take, CancellationToken cancel = default) => throw new NotSupportedException();

    Task<ImmutableArray<PostedCard>> IStore.Cards(ChangeId change, CardAudience audience, CancellationToken cancel) =>
        throw new NotSupportedException();

    public Task<ImmutableArray<byte[]>> AcceptedPolicies(CancellationToken cancel = default) => throw new NotSupportedException();

    public Task<ImmutableArray<RoundFacts>> Rounds(IReadOnlyCollection<ServiceId> services, Interval within, CancellationToken cancel = default) =>
        Task.FromResult<ImmutableArray<RoundFacts>>(
        [
            .. _events.SelectMany(e => RoundFacts.AllOf(new ChangeId(e.Key), e.Value))
                .Where(r => services.Contains(r.Service) && r.Began < within.End && !(r.Over < within.Start)),
        ]);

    public Task<ImmutableArray<ReviewSum>> Reviews(Interval within, CancellationToken cancel = default) =>
        Task.FromResult<ImmutableArray<ReviewSum>>(
        [
            .. All().SelectMany(c => c.Round.Seats.Where(s => s.Vote is { At: var at } && within.Contains(at)).Select(s => (s.Vote!.By, c.Draft.Service)))
                .GroupBy(r => r).Select(g => new ReviewSum(g.Key.By, g.Key.Service, g.Count())),
        ]);

    public Task<ImmutableArray<(PersonId Person, Interval Away)>> Absences(Interval within, CancellationToken cancel = default) =>
        Task.FromResult<ImmutableArray<(PersonId, Interval)>>([.. _people.SelectMany(p => p.Value.Absences.Select(a => (p.Key, a)))]);

    public Task<Instant?> FirstRequest(CancellationToken cancel = default) => Task.FromResult(All().Select(c => (Instant?)c.SubmittedAt).FirstOrDefault());

    public HashSet<DigestKey> Posts { get; } = [];

    public bool TryPost(DigestKey digest, Instant now) => Posts.Add(digest);

    public void SetUnnamed(PersonId person, bool unnamed) => _people[person] = State(person, Instant.MinValue) with { Unnamed = unnamed };

    public void SetBegun(long outboxId, Instant? now) => throw new NotSupportedException();

    public Task<StoreFigures> Figures(CancellationToken cancel = default) => throw new NotSupportedException();

    public Answer? FindReceipt(ReceiptKey key) => _receipts.GetValueOrDefault(key);

    public void Keep(ReceiptKey key, Answer answer, Instant now) => _receipts.Add(key, answer);

    public ChangeId NextChangeId() => new(_events.Count + 1);

    public void Append(ChangeRequest? before, ChangeRequest after, ImmutableArray<ChangeEvent> events, LedgerContext context)
    {
        if (!_events.TryGetValue(after.Id.Number, out var list))
            _events[after.Id.Number] = list = [];
        list.Count.ShouldBe((int)(before?.Version ?? 0));
        list.AddRange(events);
        after.Version.ShouldBe(list.Count);
    }

    public void Refused(Actor by, ChangeId? change, string command, Refusal refusal, LedgerContext context) =>
        Refusals.Add($"{command}: {refusal.Code}");

    public void Record(string type, string? detail, LedgerContext context, PersonId? about = null) =>
        Recorded.Add(detail is null || about is null ? type : $"{type}: {detail}, concerning {about}");

    public MemoryRota Rotas { get; } = new();

    public IRotaWork Rota => Rotas;

    public Task<ImmutableArray<RotaOverride>> Overrides(Instant now, CancellationToken cancel = default) =>
        Task.FromResult<ImmutableArray<RotaOverride>>([.. Rotas.Made.Where(o => o.Until > now)]);

    public Task<ImmutableArray<SwapOffer>> OpenSwaps(CancellationToken cancel = default) =>
        Task.FromResult<ImmutableArray<SwapOffer>>([.. Rotas.Offers.Where(o => o.End is null)]);

    public Task<SwapOffer?> Find(SwapId offer, CancellationToken cancel = default) => Task.FromResult(Rotas.Find(offer));

    public Task<ImmutableArray<PostedOffer>> Copies(SwapId offer, CancellationToken cancel = default) =>
        Task.FromResult<ImmutableArray<PostedOffer>>([.. Rotas.Copies.Where(c => c.Offer == offer)]);

    public Task<long> Waiting(IReadOnlyCollection<ServiceId> services, CancellationToken cancel = default) =>
        Task.FromResult(All().LongCount(c => services.Contains(c.Draft.Service) && c.VacantSeat is not null));

    public void CloseRefusalTallies(LedgerContext context)
    {
    }

    public bool IsAsked(PersonId person) => State(person, Instant.MinValue).Open > 0;

    public int? OwnLimit(PersonId person) => _people.GetValueOrDefault(person, PersonState.None).OwnLimit;

    public PersonState State(PersonId person, Instant now)
    {
        var state = _people.GetValueOrDefault(person, PersonState.None);
        var assigned = _events.Values.SelectMany(e => e).OfType<ChangeEvent.Assigned>().Where(a => a.Person == person).ToList();
        return state with
        {
            Open = All().Count(c => c.AskedNow.Any(a => a.Person == person)),
            LastAssigned = assigned.Count == 0 ? null : assigned.Max(a => a.At),
            Absences = [.. state.Absences.Where(a => a.End > now)],
        };
    }

    public void Send(Outgoing outgoing, Instant now) => Sent.Add(outgoing);

    public void Schedule(Deadline deadline) => _deadlines[(deadline.Kind, deadline.Subject)] =
        (deadline.Due, _deadlines.TryGetValue((deadline.Kind, deadline.Subject), out var open) ? open.Id : ++_newest);

    public Instant? DueAt(DeadlineKind kind, DeadlineSubject subject) => _deadlines.TryGetValue((kind, subject), out var open) ? open.Due : null;

    public void Complete(DeadlineKind kind, DeadlineSubject subject, Instant now) => _deadlines.Remove((kind, subject));

    // As a store would: it moves open routing deadlines and invents none.
    public void RouteWaitingNow(Instant now)
    {
        foreach (var key in _deadlines.Keys.Where(k => k.Item1 == DeadlineKind.Route).ToList())
            _deadlines[key] = _deadlines[key] with { Due = Instant.Min(now, _deadlines[key].Due) };
    }

    public void SetAbsences(PersonId person, ImmutableArray<Interval> absences, Instant now) =>
        Change(person, s => s with { Absences = absences });

    public void Listed(IReadOnlyCollection<PersonId> people, Instant now)
    {
        foreach (var person in people)
            Change(person, s => s with { Since = s.Since ?? now });
    }

    public void SetHours(PersonId person, WorkingHours? hours) => Change(person, s => s with { OwnHours = hours });

    public void SetLimit(PersonId person, int? limit) => Change(person, s => s with { OwnLimit = limit });

    public Task<Contact> Contact(PersonId person, CancellationToken cancel = default) => Task.FromResult(Contact(person));

    public Contact Contact(PersonId person) => _people.GetValueOrDefault(person, PersonState.None).Contact;

    public void SetUnreachable(PersonId person, Platform platform, string? why, Instant now) => Change(person, s => s with
    {
        Contact = s.Contact with
        {
            Lost = [.. s.Contact.Lost.Where(l => l.Platform != platform), .. why is null ? Array.Empty<LostOn>() : [new LostOn(platform, why)]],
        },
    });

    public void SetAskedOn(PersonId person, Platform platform) =>
        Change(person, s => s with { Contact = s.Contact with { Asked = platform } });

    public void Remember(ChatAddress address, Instant now) => throw new NotSupportedException();

    public Task<ImmutableArray<ChatAddress>> Addresses(Platform platform, CancellationToken cancel = default) => throw new NotSupportedException();

    public void Posted(PostedCard card) => Cards.Add(card);

    public void Forget(PostedCard card) => Cards.Remove(card);

    public void Delivered(ImmutableArray<long> outboxIds) => throw new NotSupportedException();

    public void Tried(long outboxId, string error) => throw new NotSupportedException();

    public void Park(long outboxId, string error, Instant now) => throw new NotSupportedException();

    private readonly List<PersonId> _confirmers = [];

    public void AcceptPolicy(string digest, string rosterDigest, byte[] bytes, int held, Instant now)
    {
        _confirmers.Clear();
        Recorded.Add("bytes of " + digest);
    }

    public void ConfirmPolicy(LedgerContext context)
    {
        _confirmers.Add(((Actor.Member)context.By).Person.Id);
        Recorded.Add("policy_confirmed");
    }

    public ImmutableArray<PersonId> PolicyConfirmers() => [.. _confirmers.Distinct()];

    public Task<ImmutableArray<PersonId>> PolicyConfirmers(CancellationToken cancel = default) => Task.FromResult(PolicyConfirmers());

    public void ClearPolicy(string digest, string rosterDigest, Instant now)
    {
        _confirmers.Clear();
        Recorded.Add("policy_cleared");
    }

    public int Purge(Instant before, int take) => Purges.TryDequeue(out var gone) ? gone : 0;

    /// <summary>How much the next purges find.</summary>
    public Queue<int> Purges { get; } = [];

    private IEnumerable<ChangeRequest> All() => _events.Keys.Select(n => Load(new ChangeId(n))!);

    private void Change(PersonId person, Func<PersonState, PersonState> change) =>
        _people[person] = change(_people.GetValueOrDefault(person, PersonState.None));

    private void Interrupt()
    {
        var meanwhile = Meanwhile;
        Meanwhile = null;
        meanwhile?.Invoke();
    }
}
