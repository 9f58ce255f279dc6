using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Benchmarks.Sweeping;

/// <summary>
/// The sweep over a million open deadlines: one that finds nothing, ten thousand requests that are due for the last step of their ladder at
/// once, what the watchdog's look costs, and how long the record takes to open.
/// </summary>
internal static class SweepBenchmark
{
    private const int Open = 1_000_000;
    private const int Due = 10_000;
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 3, 10, 0);
    private static readonly ServiceId Payments = new("payments");

    public static async Task<int> Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-sweep-").FullName;
        try
        {
            var file = Path.Combine(folder, "bench.db");
            var policy = new PolicyInForce(Book());
            await Submit(file, policy);
            Fill(file, Now + Duration.FromDays(30), Open);
            SqliteConnection.ClearAllPools();

            var began = Stopwatch.GetTimestamp();
            await using var store = SqliteStore.Open(file, Now);
            Print($"opening the record with {Open + Due} open deadlines", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            var sweep = Sweep(store, policy);
            began = Stopwatch.GetTimestamp();
            await sweep.Run(Now);
            Print("  and the first sweep, with nothing due", Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Print("a sweep with nothing due, median", await Median(runs, () => sweep.Run(Now)));
            var watchdog = new Watchdog(store, policy);
            await watchdog.Look(Now, isHeld: false);
            Print("a look of the watchdog at 10000 open requests, median", await Median(Math.Min(runs, 51), () => watchdog.Look(Now, isHeld: false)));
            await Drain(store, sweep);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Drain(SqliteStore store, Sweep sweep)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var (most, done) = (before, false);
        var watch = Task.Run(async () =>
        {
            while (!Volatile.Read(ref done))
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false));
                await Task.Delay(20);
            }
        });
        var began = Stopwatch.GetTimestamp();
        var seen = await sweep.Run(Now + Duration.FromHours(6));
        var took = Stopwatch.GetElapsedTime(began);
        Volatile.Write(ref done, true);
        await watch;
        Print($"{Due} requests due for a step at once ({seen} rows looked at)", took.TotalMilliseconds);
        var after = GC.GetTotalMemory(forceFullCollection: true);
        var waiting = (await store.Figures()).OutboxWaiting;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  managed memory: {before / 1e6:0} MB before, {most / 1e6:0} MB at most, {after / 1e6:0} MB after; process {Environment.WorkingSet / 1e6:0} MB; {waiting} messages wait"));
    }

    // By the use cases: what a step reads and writes is what a server does.
    private static async Task Submit(string file, PolicyInForce policy)
    {
        await using var store = SqliteStore.Open(file, Now - Duration.FromMinutes(1));
        var (book, at) = (policy.Book, Now - Duration.FromMinutes(1));
        var author = book.Roster.Find(new PersonId("ana"))!;
        var submitting = new Submitting(store, policy, new Deciding(store, policy));
        // In groups that the writer takes well within the time for an answer.
        foreach (var group in Enumerable.Range(0, Due).Chunk(100))
            await Task.WhenAll(group.Select(n => submitting.Submit(
                new ReceiptKey($"submit-{n}"), new Actor.Member(author, author.Identities[0]), Raw, at)));
        await Sweep(store, policy).Run(at);
    }

    // Deadlines of a year from now on, as the store writes them.
    internal static void Fill(string file, Instant from, int open)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.Parameters.AddWithValue("@now", from.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@open", open);
        command.CommandText = """
            with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < @open)
            insert into deadline (kind, subject, due_at) select 'move_on', 'asked/' || (i + 20000) || '/1/1/lee', @now + (i * 7919) % 31536000000 from n
            """;
        command.ExecuteNonQuery();
    }

    internal static Sweep Sweep(IStore store, PolicyInForce policy)
    {
        var ranking = new Ranking(store, new Bench(new Presences()));
        return new Sweep(
            store, policy, new SeatRouting(store, policy, ranking), new Moving(store, policy, ranking), new Offering(store, policy, ranking),
            new Escalating(store, policy), new Recurring(store, policy, new NoBackups()), new Digesting(store, policy));
    }

    internal static RawDraft Raw { get; } = new()
    {
        Title = "Retry card payments",
        Link = "https://github.com/acme/payments-api/pull/7",
        Service = "payments",
        AiTools = "Claude Code",
        AiDid = "Wrote the retry loop",
        AuthorChecked = "Ran the payment tests twice",
    };

    // A hundred seniors; after four hours the lead is told, after six the operators.
    private static PolicyBook Book()
    {
        var at = new PolicyLine("policy.yaml", 1, "key");
        ImmutableArray<EscalationStep> ladder = [new(100, EscalationTo.Lead, null, at), new(150, EscalationTo.Operators, null, at)];
        var service = new Service(Payments, "Payments", new(Tier.High, at), Duration.FromHours(4), [], new PersonId("mo"), [])
        {
            Rules =
            [
                .. TierRules.BuiltIn.Select(r => r with
                {
                    Approvals = new(1, at), SpotCheck = new(0, at), AtLeast = new(Level.Senior, at), AskAtOnce = new(1, at), Escalation = ladder,
                    Evidence = ImmutableDictionary<EvidenceKind, PolicyLine>.Empty,
                    Sla = r.Sla with { Calendar = new(SlaCalendar.AroundTheClock, at) },
                }),
            ],
        };
        IEnumerable<Person> people = [Somebody("ana", Level.Mid), Somebody("mo", Level.Principal), .. Enumerable.Range(0, 100).Select(i => Somebody($"s{i:000}", Level.Senior))];
        return new PolicyBook(
            new string('a', 64), new string('b', 64), new Roster(people), new[] { service }.ToFrozenDictionary(s => s.Id),
            [new PersonId("mo")], [new ChatPlace(Platform.Slack, "T1", "C0OPS")]);
    }

    private static Person Somebody(string id, Level level) => new(
        new PersonId(id), id, level, DateTimeZone.Utc, WorkingHours.Default, level == Level.Principal ? [] : [Payments], [],
        [new ChatIdentity(Platform.Slack, "T1", "U-" + id)]);

    private static async Task<double> Median(int runs, Func<Task> work)
    {
        for (var i = 0; i < 2 * runs; i++)
            await work();
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            await work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static void Print(string what, double milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-75} {milliseconds,9:0.000} ms"));

    private sealed class NoBackups : IBackups
    {
        public bool IsOn => false;

        public Task<string?> Make(LocalDate day, CancellationToken cancel) => throw new NotSupportedException();
    }
}
