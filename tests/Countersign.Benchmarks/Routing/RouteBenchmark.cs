using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Routing;
using Countersign.Core.Sla;
using Countersign.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Benchmarks.Routing;

/// <summary>
/// Routing one request among many reviewers who hold many open requests: the router alone on what is prepared, with the preparing of
/// workloads, and with the questions to the record, whose past grows from a thousand requests to a million.
/// </summary>
internal static class RouteBenchmark
{
    private const int Reviewers = 10_000;
    private const int Open = 100_000;
    private static readonly ServiceId Service = new("payments");
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 3, 10, 0);

    public static async Task<int> Run(int runs)
    {
        var book = Book(Reviewers);
        var bench = new Bench(new Presences());
        var states = States();
        var seat = Seat();
        var candidates = bench.Covering(book, states, Service, Now);
        Console.WriteLine($"{Reviewers} reviewers, {Open} open requests; medians of {runs} runs");
        Print("the router, calendars and workloads prepared", Median(runs, () => Router.Route(Now, seat, candidates)));
        Print("  and the workloads prepared anew", Median(runs, () => Router.Route(Now, seat, bench.Covering(book, states, Service, Now))));
        Print("  preparing every calendar, once a day for each", Median(Math.Min(runs, 5), () => new Bench(new Presences()).Covering(book, states, Service, Now)));

        var small = Book(40);
        foreach (var past in new[] { 1_000, 10_000, 1_000_000 })
            Print($"40 reviewers, {past} past requests, with the questions to the record", await FromRecord(small, past, runs));
        return 0;
    }

    private static async Task<double> FromRecord(PolicyBook book, int past, int runs)
    {
        var folder = Path.Combine(Path.GetTempPath(), "countersign-route-" + Guid.NewGuid().ToString("n"));
        Directory.CreateDirectory(folder);
        try
        {
            var file = Path.Combine(folder, "bench.db");
            await SqliteStore.Open(file, Now).DisposeAsync();
            Fill(file, past);
            await using var store = SqliteStore.Open(file, Now);
            var bench = new Bench(new Presences());
            var seat = Seat();
            return Median(runs, () => Router.Route(Now, seat, bench.Covering(book, store.People(Now).GetAwaiter().GetResult(), Service, Now)));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    // The rows that routing reads, as the store writes them: 400 are open, 150 were decided on each day until now, as far as they go.
    private static void Fill(string file, int past)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var transaction = db.BeginTransaction();
        using var command = db.CreateCommand();
        command.Parameters.AddWithValue("@past", past);
        command.Parameters.AddWithValue("@now", Now.ToUnixTimeMilliseconds());
        command.CommandText = """
            with recursive n(i) as (select 0 union all select i + 1 from n where i < @past + 399)
            insert into seat_asked (change_id, round, seat, person, asked_at, due_at, open)
            select i + 1, 1, 1, printf('p%05d', i % 40), @now - i * 576000, null, iif(i < 400, 1, 0) from n;
            with recursive n(i) as (select 0 union all select i + 1 from n where i < @past + 399)
            insert into seat (change_id, round, number, service, at_least, vacant) select i + 1, 1, 1, 'payments', 'senior', 0 from n;
            with recursive n(i) as (select 400 union all select i + 1 from n where i < @past + 399)
            insert into vote (change_id, round, seat, person, verdict, at)
            select i + 1, 1, 1, printf('p%05d', i % 40), 'approved', @now - i * 576000 from n;
            insert into review_day (day, person, reviews) select at / 86400000, person, count(*) from vote group by 1, 2;
            """;
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static SeatToFill Seat() => new(
        "CR-1|1", new Qualification(Service, Level.Senior), new PersonId("ana"), new SlaWindow(Now + Duration.FromHours(4), Duration.FromHours(4)));

    private static Dictionary<PersonId, PersonState> States()
    {
        var random = new Random(1);
        return Enumerable.Range(0, Reviewers).ToDictionary(i => Id(i), _ => PersonState.None with
        {
            Open = Open / Reviewers - 5 + random.Next(11),
            Begun = random.Next(2),
            LastAssigned = Now - Duration.FromMinutes(random.Next(2_000)),
            AskedLately = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Now - Duration.FromMinutes(random.Next(1_400)))],
            Reviews = random.Next(120),
            Absences = random.Next(10) == 0 ? [new Interval(Now + Duration.FromDays(3), Now + Duration.FromDays(9))] : [],
        });
    }

    private static PolicyBook Book(int reviewers)
    {
        string[] zones = ["America/Los_Angeles", "America/New_York", "Europe/Berlin", "Asia/Kolkata"];
        var people = Enumerable.Range(0, reviewers).Select(i => new Person(
            Id(i), $"Person {i}", Level.Senior, DateTimeZoneProviders.Tzdb[zones[i % zones.Length]], WorkingHours.Default,
            i % 2 == 0 ? [Service] : [], i % 2 == 0 ? [] : [Service], [new ChatIdentity(Platform.Slack, "T1", $"U{i}")]));
        var service = new Service(Service, "Payments", new Ruled<Tier>(Tier.High, PolicyLine.BuiltIn("tier")), null, [], null, []);
        return new PolicyBook("", "", new Roster(people), new[] { service }.ToFrozenDictionary(s => s.Id), [], []);
    }

    private static PersonId Id(int number) => new($"p{number:00000}");

    private static double Median(int runs, Func<object> work)
    {
        // As a server that runs for a while: the runtime compiles what is hot after some calls.
        for (var i = 0; i < 2 * runs; i++)
            work();
        var times = new List<double>();
        for (var i = 0; i < runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        }

        times.Sort();
        return times[times.Count / 2];
    }

    private static void Print(string what, double milliseconds) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-75} {milliseconds,9:0.000} ms"));
}
