using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Countersign.Core.Desk;
using Countersign.Core.Digest;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Words;
using Countersign.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Benchmarks.Weeks;

/// <summary>
/// A week's digest over a record of a year with a million decisions: of a team that has all of them, of one of forty teams, and of a week a
/// year ago. What it allocates is counted, and the most memory that was in use is looked at while it runs.
/// </summary>
internal static class DigestBenchmark
{
    private const int Decisions = 1_000_000;
    private const int Teams = 40;
    private const int People = 400;
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Europe/Berlin"];
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 23, 8, 0);
    private static readonly Instant First = Now - Duration.FromDays(365);

    public static async Task<int> Run(int runs)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-digest-").FullName;
        try
        {
            var file = Path.Combine(folder, "bench.db");
            await SqliteStore.Open(file, First).DisposeAsync();
            Fill(file);
            SqliteConnection.ClearAllPools();
            await using var store = SqliteStore.Open(file, Now);
            var week = DigestWeek.Of(Now, Zone).Plus(-1);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"a record of {new FileInfo(file).Length / 1e6:0} MB, {Decisions} decisions of a year"));
            await Print("one team with all of them, last week", store, Book(teams: 1), week, runs);
            await Print("the same, a year ago", store, Book(teams: 1), week.Plus(-47), runs);
            await Print($"one of {Teams} teams, last week", store, Book(Teams), week, runs);
            await store.Write(work =>
            {
                work.SetUnnamed(new PersonId("p7"), true);
                return true;
            });
            await Print($"one of {Teams} teams, somebody is not named", store, Book(Teams), week, runs);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Print(string what, SqliteStore store, PolicyBook book, DigestWeek week, int runs)
    {
        var digests = new Digests(store, new PolicyInForce(book));
        var key = new DigestKey(new DigestScope.OfTeam(new TeamId("team0")), week);
        var (times, works, allocated, most, last) = (new List<double>(), new List<double>(), 0L, 0L, (WeeklyDigest?)null);
        using var process = Process.GetCurrentProcess();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var run = 0; run < runs; run++)
        {
            process.Refresh();
            var (began, at, worked) = (Stopwatch.GetTimestamp(), GC.GetTotalAllocatedBytes(), process.TotalProcessorTime);
            using var watch = new Timer(_ => most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 5);
            last = await digests.Of(key, Now);
            _ = DigestText.Of(last!).Spoken;
            times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            process.Refresh();
            works.Add((process.TotalProcessorTime - worked).TotalMilliseconds);
            allocated = GC.GetTotalAllocatedBytes() - at;
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: first {times[0]:0} ms, median {times.Order().ElementAt(times.Count / 2):0} ms, worst {times.Max():0} ms; processor time {works.Order().ElementAt(works.Count / 2):0} ms; allocates {allocated / 1e6:0} MB; managed {before / 1e6:0} MB before, {most / 1e6:0} MB at most; process {Environment.WorkingSet / 1e6:0} MB; {last!.Figures.Decisions} decisions, {last.Loads.Each.Length} people"));
    }

    // The rows that a digest reads, as the store writes them: a round of some hours each, spread over the year, one in ten given back.
    private static void Fill(string file)
    {
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.Parameters.AddWithValue("@first", First.ToUnixTimeMilliseconds());
        command.Parameters.AddWithValue("@step", (long)(Now - First).TotalMilliseconds / Decisions);
        command.Parameters.AddWithValue("@count", Decisions);
        command.Parameters.AddWithValue("@teams", Teams);
        command.Parameters.AddWithValue("@people", People);
        command.CommandText = """
            begin;
            insert into change_request (id, author, service, title, status, round, version, submitted_at, settled_at)
            values (1, 'p1', 'service0', 'First', 'approved', 1, 6, @first, @first + 3600000);
            with recursive n(i) as (select 0 union all select i + 1 from n where i + 1 < @count),
                r as (select i, @first + i * @step as began, @first + i * @step + 600000 + (i * 7919) % 30000000 as over from n)
            insert into round_fact (change_id, round, author, service, tier, ai_tools, calendar, first_response, decision, began_at, turns,
                responded_at, breached_at, verdict, decided_at, ending, over_at, escalated, handed_on)
            select i + 1, 1, 'p' || (i % @people), 'service' || (i % @teams), case i % 3 when 0 then 'critical' when 1 then 'high' else 'medium' end,
                case i % 4 when 0 then 'Claude Code' when 1 then 'Copilot, Cursor' else 'Copilot' end,
                case i % 3 when 0 then 'around_the_clock' else 'business_hours' end, 3600000, 14400000, began, 'n' || began || 'r' || (began + 60000),
                (began + over) / 2, null, case i % 10 when 0 then 'changes_requested' when 1 then 'denied' else 'approved' end, over,
                case i % 10 when 0 then 'updated' when 1 then 'denied' else 'approved' end, over,
                case when i % 9 = 0 then '' || over else null end, case when i % 11 = 0 then '' || over else null end
            from r;
            insert into vote (change_id, round, seat, person, verdict, asked_at, at)
            select change_id, 1, 1, 'p' || ((change_id + 7) % @people), verdict, began_at, decided_at from round_fact;
            commit;
            """;
        command.ExecuteNonQuery();
    }

    private static PolicyBook Book(int teams)
    {
        var line = new PolicyLine("policy.yaml", 1, "tier");
        var services = Enumerable.Range(0, Teams).Select(n => new Service(
            new ServiceId($"service{n}"), $"Service {n}", new Ruled<Tier>(Tier.High, line), null, [], null, [])
        {
            Team = new TeamId($"team{n % teams}"),
        }).ToList();
        var people = Enumerable.Range(0, People).Select(n => new Person(
            new PersonId($"p{n}"), $"Person {n}", Level.Senior, n % 2 == 0 ? Zone : DateTimeZone.Utc, WorkingHours.Default, [new ServiceId($"service{n % Teams}")], [], []));
        return new PolicyBook("d", "r", new Roster(people), services.ToFrozenDictionary(s => s.Id), [], [])
        {
            Teams = Enumerable.Range(0, teams).Select(n => new Team(new TeamId($"team{n}"), $"Team {n}", null, TierRules.BuiltIn)).ToFrozenDictionary(t => t.Id),
            DigestRules = DigestRules.Usual with { Zone = Zone },
        };
    }
}
