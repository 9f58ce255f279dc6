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
using Countersign.Storage.Deadlines;
using Countersign.Storage.Digests;
using Countersign.Storage.Forms;
using Countersign.Storage.Ledger;
using Countersign.Storage.Offers;
using Countersign.Storage.Outbox;
using Countersign.Storage.People;
using Countersign.Storage.Policies;
using Countersign.Storage.Requests;
using Countersign.Storage.Rotas;
using Dapper;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Storage;

/// <summary>The questions. Each costs what its answer costs, however many requests there were.</summary>
public sealed partial class SqliteStore
{
    public Task<ChangeRequest?> Find(ChangeId change, CancellationToken cancel = default) =>
        Read(db => Load(db, change), cancel);

    public Task<ImmutableArray<ChangeEvent>> History(ChangeId change, CancellationToken cancel = default) =>
        Read(db => Events(db, change).Select(row => row.ToEvent()).ToImmutableArray(), cancel);

    public Task<ImmutableArray<ChangeRequest>> Asking(PersonId person, int take, CancellationToken cancel = default) =>
        Read(db => Load(db, db.Query<long>(RequestIds.Asking, new { person = person.Value, take })), cancel);

    public Task<ImmutableArray<ChangeRequest>> AskingOthers(ServiceId service, PersonId person, int take, CancellationToken cancel = default) =>
        Read(db => Load(db, db.Query<long>(RequestIds.AskingOthers, new { service = service.Value, person = person.Value, take })), cancel);

    public Task<Offer?> Find(long offer, CancellationToken cancel = default) =>
        Read(db => db.QuerySingleOrDefault<OfferRow>(OfferRow.Find, new { number = offer })?.ToOffer(), cancel);

    public Task<ImmutableArray<Offer>> OffersTo(PersonId person, CancellationToken cancel = default) =>
        Read<ImmutableArray<Offer>>(db => [.. db.Query<OfferRow>(OfferRow.Of, new { person = person.Value }).Select(r => r.ToOffer())], cancel);

    public Task<ImmutableArray<ChangeRequest>> By(PersonId author, int take, CancellationToken cancel = default) =>
        Read(
            db =>
            {
                var open = db.Query<long>(RequestIds.OpenBy, new { author = author.Value, take }).AsList();
                var settled = db.Query<long>(RequestIds.SettledBy, new { author = author.Value, take = take - open.Count });
                return Load(db, open.Concat(settled));
            },
            cancel);

    public Task<(long Asking, long By)> Counts(PersonId person, CancellationToken cancel = default) =>
        Read(
            db => (
                db.ExecuteScalar<long>(RequestIds.CountAsking, new { person = person.Value }),
                db.ExecuteScalar<long>(RequestIds.CountBy, new { person = person.Value })),
            cancel);

    /// <remarks>However many are open, <paramref name="seated"/> is called once for each person and kind of seat.</remarks>
    public Task<ImmutableArray<ChangeId>> OpenRequests(Func<PersonId, Qualification, bool> seated, CancellationToken cancel = default) =>
        Read<ImmutableArray<ChangeId>>(
            db =>
            [
                .. db.Query<AskedFor>(RequestIds.AskedFor)
                    .Where(a => seated(new PersonId(a.Person), a.ToQualification()))
                    .SelectMany(a => db.Query<long>(
                        RequestIds.AskingFor, new { person = a.Person, service = a.Service, atLeast = a.AtLeast }))
                    .Concat(db.Query<VotedIn>(RequestIds.VotedIn)
                        .Where(v => seated(new PersonId(v.Person), v.ToQualification()))
                        .Select(v => v.ChangeId))
                    .Distinct()
                    .Order()
                    .Select(id => new ChangeId(id)),
            ],
            cancel);

    public Task<IReadOnlyDictionary<PersonId, PersonState>> People(Instant now, CancellationToken cancel = default) =>
        Read<IReadOnlyDictionary<PersonId, PersonState>>(db => PeopleNow(db, UnixTime.Of(now)), cancel);

    public Task<Contact> Contact(PersonId person, CancellationToken cancel = default) =>
        Read(
            db => (db.QuerySingleOrDefault<SettingRow>(SettingRow.Of, new { person = person.Value }) ?? SettingRow.Nothing(person.Value))
                .ToContact([.. db.Query<LostRow>(LostRow.Of, new { person = person.Value }).Select(r => r.ToLost())]),
            cancel);

    public Task<ImmutableArray<Deadline>> Due(Instant now, int take, CancellationToken cancel = default) =>
        Read(
            db => db.Query<DeadlineRow>(DeadlineRow.Due, new { now = UnixTime.Of(now), take }).Select(r => r.ToDeadline()).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<Deadline>> DueSince(DeadlineKind kind, Instant since, Instant now, int take, CancellationToken cancel = default) =>
        Read<ImmutableArray<Deadline>>(
            db => [.. db.Query<DeadlineRow>(DeadlineRow.DueSince, new { kind = StoredName.Of(kind), since = UnixTime.Of(since), now = UnixTime.Of(now), take }).Select(r => r.ToDeadline())],
            cancel);

    public Task<OpenPage> Unwatched(ChangeId after, int take, CancellationToken cancel = default) =>
        Read(
            db =>
            {
                var page = db.Query<WatchRow>(WatchRow.Page, new { after = after.Number, take }).AsList();
                return new OpenPage(page.Count < take ? null : new ChangeId(page[^1].Id), [.. page.Where(r => r.Suspect is not null).Select(r => new ChangeId(r.Id))]);
            },
            cancel);

    public Task<ImmutableArray<SealedEntry>> LedgerOf(ChangeId change, CancellationToken cancel = default) =>
        Read(
            db => db.Query<LedgerRow>(LedgerRow.OfRequest, new { request = change.ToString() }).Select(r => r.ToSealed()).ToImmutableArray(),
            cancel);

    public Task<IReadOnlyDictionary<string, PersonId>> Behind(IEnumerable<string> commitments, CancellationToken cancel = default) =>
        Read<IReadOnlyDictionary<string, PersonId>>(
            db => commitments.Distinct()
                .Select(c => (Commitment: c, Person: db.QuerySingleOrDefault<string>(SubjectWriter.Behind, new { commitment = c })))
                .Where(x => x.Person is not null)
                .ToDictionary(x => x.Commitment, x => new PersonId(x.Person!)),
            cancel);

    public Task<ImmutableArray<OutboxItem>> Outbox(long beyond, int take, CancellationToken cancel = default) =>
        Read(db => db.Query<OutboxRow>(OutboxRow.Waiting, new { beyond, take }).Select(r => r.ToItem()).ToImmutableArray(), cancel);

    /// <summary>When the oldest message that waits was written; null when none waits.</summary>
    public Task<Instant?> OldestMessage(CancellationToken cancel = default) =>
        Read(db => UnixTime.Read(db.QuerySingleOrDefault<long?>(OutboxRow.Oldest)), cancel);

    public Task<ImmutableArray<PostedCard>> Cards(ChangeId change, CardAudience audience, CancellationToken cancel = default) =>
        Read(
            db => db.Query<PostedCardRow>(PostedCardRow.OfAudience, new { change = change.Number, audience = AudienceForm.Of(audience) })
                .Select(r => r.ToCard())
                .ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<ChatAddress>> Addresses(Platform platform, CancellationToken cancel = default) =>
        Read(
            db => db.Query<AddressRow>(AddressRow.Of, new { platform = StoredName.Of(platform) }).Select(r => r.ToAddress()).ToImmutableArray(),
            cancel);

    public Task<ImmutableArray<byte[]>> AcceptedPolicies(CancellationToken cancel = default) =>
        Read<ImmutableArray<byte[]>>(db => [.. db.Query<byte[]>(PolicyWriter.InForce)], cancel);

    public Task<ImmutableArray<PersonId>> PolicyConfirmers(CancellationToken cancel = default) =>
        Read<ImmutableArray<PersonId>>(db => [.. db.Query<string>(PolicyWriter.Confirmers).Select(p => new PersonId(p))], cancel);

    public Task<ImmutableArray<RotaOverride>> Overrides(Instant now, CancellationToken cancel = default) =>
        Read<ImmutableArray<RotaOverride>>(db => [.. db.Query<OverrideRow>(OverrideRow.NotOver, new { now = UnixTime.Of(now) }).Select(r => r.ToOverride())], cancel);

    public Task<ImmutableArray<SwapOffer>> OpenSwaps(CancellationToken cancel = default) =>
        Read<ImmutableArray<SwapOffer>>(db => [.. db.Query<SwapRow>(SwapRow.Open).Select(r => r.ToOffer())], cancel);

    public Task<SwapOffer?> Find(SwapId offer, CancellationToken cancel = default) =>
        Read(db => db.QuerySingleOrDefault<SwapRow>(SwapRow.Of, new { id = offer.Value })?.ToOffer(), cancel);

    public Task<ImmutableArray<PostedOffer>> Copies(SwapId offer, CancellationToken cancel = default) =>
        Read<ImmutableArray<PostedOffer>>(db => [.. db.Query<PostedOfferRow>(PostedOfferRow.Of, new { offer = offer.Value }).Select(r => r.ToCopy())], cancel);

    public Task<long> Waiting(IReadOnlyCollection<ServiceId> services, CancellationToken cancel = default) =>
        Read(db => services.Sum(s => db.ExecuteScalar<long>(WaitingRow.Count, new { service = s.Value })), cancel);

    public Task<ImmutableArray<RoundFacts>> Rounds(IReadOnlyCollection<ServiceId> services, Interval within, CancellationToken cancel = default) =>
        Read(
            db =>
            {
                var (reader, from, until) = (new RoundFactReader(db), UnixTime.Of(within.Start), UnixTime.Of(within.End));
                foreach (var service in services)
                    reader.Read(service, from, until);
                return reader.Found();
            },
            cancel);

    public Task<ImmutableArray<ReviewSum>> Reviews(Interval within, CancellationToken cancel = default) =>
        Read<ImmutableArray<ReviewSum>>(
            db => [.. db.Query<ReviewSumRow>(ReviewSumRow.Within, new { from = UnixTime.Of(within.Start), until = UnixTime.Of(within.End) }).Select(r => r.ToSum())],
            cancel);

    public Task<ImmutableArray<(PersonId Person, Interval Away)>> Absences(Interval within, CancellationToken cancel = default) =>
        Read<ImmutableArray<(PersonId Person, Interval Away)>>(
            db =>
            [
                .. db.Query<AbsenceRow>(AbsenceRow.Within, new { from = UnixTime.Of(within.Start), until = UnixTime.Of(within.End) })
                    .Select(r => (new PersonId(r.Person), r.ToInterval())),
            ],
            cancel);

    public Task<Instant?> FirstRequest(CancellationToken cancel = default) =>
        Read(db => UnixTime.Read(db.QueryFirstOrDefault<long?>(ReviewSumRow.First)), cancel);

    /// <remarks>Requests and entries are numbered without gaps, so their newest numbers count them.</remarks>
    public Task<StoreFigures> Figures(CancellationToken cancel = default) =>
        Read(
            db => new StoreFigures(
                db.ExecuteScalar<long?>(RequestWriter.NewestId) ?? 0,
                db.ExecuteScalar<long>(RequestIds.CountOpen),
                db.ExecuteScalar<long>(OutboxRow.CountWaiting),
                db.ExecuteScalar<long>(OutboxRow.CountParked),
                db.QuerySingleOrDefault<HeadRow>(HeadRow.Read)?.Count ?? 0),
            cancel);

    private Task<T> Read<T>(Func<SqliteConnection, T> query, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested)
            return Task.FromCanceled<T>(cancel);
        try
        {
            // SQLite reads are calls into a file that is mostly in memory: handing them to another thread would cost more.
            return Task.FromResult(_readers.Read(query));
        }
        catch (Exception e)
        {
            return Task.FromException<T>(e);
        }
    }

    private static List<EventRow> Events(SqliteConnection db, ChangeId change) =>
        db.Query<EventRow>(EventRow.OfRequest, new { change = change.Number }).AsList();

    private ChangeRequest? Load(SqliteConnection db, ChangeId change) =>
        Events(db, change) is { Count: > 0 } stored ? StoredRequest.Fold(change, stored, _soundness) : null;

    private ImmutableArray<ChangeRequest> Load(SqliteConnection db, IEnumerable<long> ids) =>
        [.. ids.Select(id => Load(db, new ChangeId(id))).OfType<ChangeRequest>()];

    private static Dictionary<PersonId, PersonState> PeopleNow(SqliteConnection db, long now)
    {
        var loads = db.Query<LoadRow>(LoadRow.All).ToDictionary(r => r.Person, r => r.Open);
        var settings = db.Query<SettingRow>(SettingRow.All).ToDictionary(r => r.Person);
        var lost = db.Query<LostRow>(LostRow.All).ToLookup(r => r.Person, r => r.ToLost());
        var absences = db.Query<AbsenceRow>(AbsenceRow.NotOver, new { now }).ToLookup(r => r.Person, r => r.ToInterval());
        var before = new Workloads(db, now);
        return loads.Keys.Union(settings.Keys).Union(absences.Select(a => a.Key)).Union(lost.Select(l => l.Key)).Union(before.Everybody).ToDictionary(
            person => new PersonId(person),
            person => before.Complete(person, settings.GetValueOrDefault(person, SettingRow.Nothing(person)).ToState(
                loads.GetValueOrDefault(person),
                [.. absences[person].OrderBy(a => a.HasStart ? a.Start : Instant.MinValue)],
                [.. lost[person].OrderBy(l => l.Platform)])));
    }
}
