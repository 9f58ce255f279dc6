using System.Collections.Frozen;
using System.Collections.Immutable;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Sla;
using Countersign.Storage.Forms;
using Dapper;
using NodaTime;
using Shouldly;
using Xunit;

namespace Countersign.Adapters.Tests.Storage;

/// <summary>Places are taken in the transaction that assigns: however many ask, answer and are moved at once, no limit is passed.</summary>
public sealed class CapacityTests
{
    private const int AtOnce = 64;
    private static readonly Instant Ten = Instant.FromUtc(2026, 3, 2, 10, 0);
    private static readonly Person Ana = Somebody("ana", Level.Mid, null);

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 30)]
    [InlineData(3, 40)]
    public async Task Sixty_four_at_once_fill_every_place_and_no_more(int seed, int seniors)
    {
        await using var house = new House(seed, seniors);
        var places = house.Seniors.Sum(p => p.Limit!.Value);

        var ids = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => Task.Run(() => house.AsksAndIsRouted(Ten))));
        // Whoever lost every race looks again a quarter of an hour later.
        await house.Sweep.Run(Ten + Duration.FromMinutes(15));

        var all = await Task.WhenAll(ids.Select(id => house.Store.Find(id)));
        all.ShouldAllBe(c => c!.AskedNow.Count() <= 1);
        all.Count(c => c!.AskedNow.Any()).ShouldBe(Math.Min(AtOnce, places));
        house.NoLimitWasEverPassed();
    }

    [Fact]
    public async Task Answers_moves_and_new_requests_at_once_pass_no_limit_and_leave_no_place_empty()
    {
        for (var seed = 10; seed < 14; seed++)
        {
            await using var house = new House(seed, 14);
            var ids = new List<ChangeId>(await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => house.AsksAndIsRouted(Ten)))));
            var now = Ten;
            for (var wave = 0; wave < 3; wave++)
            {
                now += Duration.FromMinutes(50);
                var (at, held) = (now, await Task.WhenAll(ids.Select(id => house.Store.Find(id))));
                var more = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(n => Task.Run(() => house.Something(held[n % held.Length]!, n + wave, at))));
                ids.AddRange(more.OfType<ChangeId>());
            }

            // What lost a race, or waits for its move, is looked at again.
            for (var later = 0; later < 4; later++)
                await house.Sweep.Run(now += Duration.FromMinutes(15));

            house.NoLimitWasEverPassed();
            var end = await Task.WhenAll(ids.Select(id => house.Store.Find(id)));
            foreach (var waiting in end.Where(c => c!.VacantSeat is not null))
                (await house.Free(now)).ShouldAllBe(p => waiting!.Round.HandedOn(p.Id), $"seed {seed}: {waiting!.Id} waits");
        }
    }

    private static Person Somebody(string id, Level level, int? limit) => new(
        new PersonId(id), id, level, DateTimeZone.Utc, WorkingHours.Default, [Ledgerland.Payments], [],
        [new ChatIdentity(Platform.Slack, "T1", "U-" + id)], Limit: limit);

    /// <summary>The real store, router and use cases, for some seniors with limits of one to three.</summary>
    private sealed class House : IAsyncDisposable
    {
        private readonly TemporaryStore _temporary = new();
        private readonly PolicyInForce _policy;
        private readonly Submitting _submitting;
        private readonly Deciding _deciding;
        private readonly SeatRouting _routing;
        private readonly Moving _moving;
        private int _deliveries;

        public House(int seed, int seniors)
        {
            var random = new Random(seed);
            Seniors = [.. Enumerable.Range(1, seniors).Select(n => Somebody($"s{n:00}", Level.Senior, 1 + random.Next(3)))];
            var service = new Service(Ledgerland.Payments, "Payments", new(Tier.High, At), Duration.FromHours(4), [], null, [])
            {
                Rules = [.. TierRules.BuiltIn.Select(r => r with { Approvals = new(1, At), SpotCheck = new(0, At), AtLeast = new(Level.Senior, At), Evidence = ImmutableDictionary<EvidenceKind, PolicyLine>.Empty })],
            };
            _policy = new PolicyInForce(new PolicyBook(
                new string('a', 64), new string('b', 64), new Roster([Ana, .. Seniors]), new[] { service }.ToFrozenDictionary(s => s.Id), [], []));
            var ranking = new Ranking(Store, new Bench(new Presences()));
            _deciding = new Deciding(Store, _policy);
            _submitting = new Submitting(Store, _policy, _deciding);
            _routing = new SeatRouting(Store, _policy, ranking);
            _moving = new Moving(Store, _policy, ranking);
            Sweep = new Sweep(Store, _policy, _routing, _moving, new Offering(Store, _policy, ranking), new Escalating(Store, _policy), new Recurring(Store, _policy, new NoBackups()), new Digesting(Store, _policy));
        }

        private static PolicyLine At { get; } = new("policy.yaml", 1, "key");

        public Countersign.Storage.SqliteStore Store => _temporary.Store;

        public Person[] Seniors { get; }

        public Sweep Sweep { get; }

        public async Task<ChangeId> AsksAndIsRouted(Instant now)
        {
            var id = (await _submitting.Submit(Next(), Ledgerland.Of(Ana), Raw, now)).ShouldBeOfType<FormResult.Taken>().Answer.Change!.Value;
            await _routing.Route(new DeadlineSubject.OfSeat(id, 1, 1), now);
            return id;
        }

        /// <summary>Somebody answers, a look finds no sign, or somebody asks for another.</summary>
        public async Task<ChangeId?> Something(ChangeRequest change, int n, Instant now)
        {
            if (change.AskedNow.FirstOrDefault() is not { Person: var asked })
                return null;
            var on = new AboutRequest(Next(), Ledgerland.Of(Seniors.Single(p => p.Id == asked)), change.Id);
            switch (n % 6)
            {
                case 0: await _deciding.Approve(on, now); break;
                case 1: await _deciding.Decline(on, DeclineReason.Overloaded, now); break;
                case 2: await _deciding.Claim(on, now); break;
                case 3: return await AsksAndIsRouted(now);
                default:
                    await _moving.Remind(new DeadlineSubject.OfAsked(change.Id, 1, 1, asked), now);
                    await _moving.Look(DeadlineKind.MoveOn, new DeadlineSubject.OfAsked(change.Id, 1, 1, asked), now + Duration.FromMinutes(30));
                    break;
            }

            return null;
        }

        public async Task<IEnumerable<Person>> Free(Instant now)
        {
            var people = await Store.People(now);
            return Seniors.Where(p => people.GetValueOrDefault(p.Id, PersonState.None).HasRoom(p));
        }

        /// <summary>Folds all events in the order of the ledger: at no time did anybody hold more than they may.</summary>
        public void NoLimitWasEverPassed()
        {
            using var db = _temporary.Outsider();
            var requests = new Dictionary<long, ChangeRequest>();
            var held = Seniors.ToDictionary(p => p.Id, _ => 0);
            foreach (var (id, kind, body) in db.Query<(long, string, byte[])>("select change_id, kind, body from change_event order by ledger_seq"))
            {
                var before = requests.GetValueOrDefault(id);
                var after = requests[id] = ChangeHistory.Apply(new ChangeId(id), before, EventForm.Read(kind, body));
                foreach (var asked in before?.AskedNow ?? [])
                    held[asked.Person]--;
                foreach (var asked in after.AskedNow)
                    held[asked.Person]++;
                Seniors.ShouldAllBe(p => held[p.Id] <= p.Limit);
            }
        }

        public ValueTask DisposeAsync() => _temporary.DisposeAsync();

        private static RawDraft Raw { get; } = new()
        {
            Title = "Retry card payments",
            Link = "https://github.com/acme/payments-api/pull/7",
            Service = "payments",
            AiTools = "Claude Code",
            AiDid = "Wrote the retry loop",
            AuthorChecked = "Ran the payment tests twice",
        };

        private ReceiptKey Next() => new($"delivery-{Interlocked.Increment(ref _deliveries)}");
    }
}
