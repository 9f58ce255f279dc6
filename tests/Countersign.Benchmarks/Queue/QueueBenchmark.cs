using System.Collections.Frozen;
using System.Diagnostics;
using System.Globalization;
using Countersign.Core.Changes;
using Countersign.Core.Ledger;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Core.Ports;
using Countersign.Core.Routing;
using Countersign.Host;
using Countersign.Host.Settings;
using Countersign.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Benchmarks.Queue;

/// <summary>
/// The dashboard's pages over HTTP with ten thousand open requests, each with its events, without a past and with a million settled
/// requests: from the first byte asked to the last one read.
/// </summary>
internal static class QueueBenchmark
{
    private const int Open = 10_000;
    private const int Batch = 500;
    private static readonly ServiceId[] Services = [new("payments"), new("web"), new("tools")];
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 3, 10, 0);

    public static async Task<int> Run(int runs)
    {
        foreach (var past in new[] { 0, 1_000_000 })
        {
            var folder = Directory.CreateTempSubdirectory("countersign-queue-");
            try
            {
                var file = Path.Combine(folder.FullName, "bench.db");
                await Fill(file, past);
                Console.WriteLine($"{Open} open requests, {past} settled; medians and worst of {runs} runs");
                await Measure(file, runs);
            }
            finally
            {
                SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
            }
        }

        return 0;
    }

    private static async Task Measure(string file, int runs)
    {
        var settings = new HostSettings(null, null, file, file + ".yaml", new Uri("http://127.0.0.1:0"), null) { IsPlayground = true };
        await using var store = SqliteStore.Open(file, Now);
        await using var app = App.Build(
            settings, store, new ConfigurationBuilder().AddInMemoryCollection([new("Logging:LogLevel:Default", "Error")]).Build(),
            services => services.AddSingleton<IClock>(new Still(Now)));
        app.Services.GetRequiredService<PolicyInForce>().Book = Book();
        await app.StartAsync();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        foreach (var (what, path) in new[]
        {
            ("the first page", "/dashboard/"), ("page 200", "/dashboard/?page=200"), ("the last page", "/dashboard/?page=400"),
            ("by tier and service", "/dashboard/?tier=high&service=web"), ("one's own", "/dashboard/?turn=mine"), ("one request", "/dashboard/requests/77"),
            ("people", "/dashboard/people"), ("the ledger", "/dashboard/ledger"),
        })
            await Print(http, what, path, runs);
        await app.StopAsync();
    }

    private static async Task Print(HttpClient http, string what, string path, int runs)
    {
        var times = new List<double>();
        var first = 0.0;
        for (var i = 0; i <= runs; i++)
        {
            var began = Stopwatch.GetTimestamp();
            if (!(await http.GetStringAsync(path)).Contains("</html>", StringComparison.Ordinal))
                throw new InvalidOperationException($"{path} is no whole page.");
            var took = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            if (i == 0)
                first = took;
            else
                times.Add(took);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {what,-22} {times[times.Count / 2],8:0.0} ms  worst {times[^1],8:0.0} ms  the very first {first,8:0.0} ms"));
    }

    // As people make them: each is submitted and asks somebody, but for one in ten that waits.
    private static async Task Fill(string file, int past)
    {
        await using (var store = SqliteStore.Open(file, Now))
            for (var i = 0; i < Open; i += Batch)
            {
                var from = i;
                await store.Write(work =>
                {
                    for (var n = from; n < from + Batch; n++)
                        Make(work, n);
                    return true;
                });
            }

        if (past == 0)
            return;
        using var db = new SqliteConnection($"Data Source={file};Pooling=False");
        db.Open();
        using var command = db.CreateCommand();
        command.Parameters.AddWithValue("@past", past);
        command.Parameters.AddWithValue("@now", Now.ToUnixTimeMilliseconds());
        command.CommandText = """
            with recursive n(i) as (select 0 union all select i + 1 from n where i < @past - 1)
            insert into change_request (id, author, service, title, status, round, version, submitted_at, settled_at, tier)
            select 1000000 + i, printf('p%03d', i % 100), 'web', 'Retry failed refunds', 'approved', 1, 4, @now - i * 30000, @now - i * 29000, 'high' from n;
            """;
        command.ExecuteNonQuery();
    }

    private static void Make(IWork work, int number)
    {
        var book = Book();
        var author = book.Roster.Find(Id(number % 60))!;
        var service = Services[number % Services.Length];
        var at = Now - Duration.FromSeconds(Open - number);
        var draft = Draft(service, number);
        Append(work, null, work.NextChangeId(), new Command.Submit(Of(author), author.Id, draft, Requirements(book, service)), at, out var change);
        if (number % 10 == 0)
            return;
        var reviewer = book.Roster.Find(Id(60 + number % 40))!;
        var report = new RoutingReport([new Ranked(reviewer.Id, 1, null, false)], [], null);
        Append(work, change, change.Id, new Command.Assign(Core.People.Actor.Bot.Instance, 1, 1, reviewer, at + Duration.FromHours(4), report), at, out _);
    }

    private static void Append(IWork work, ChangeRequest? before, ChangeId id, Command command, Instant at, out ChangeRequest after)
    {
        if (ReviewDesk.Decide(before, command, at) is not Ruling.Accepted { Events: var events })
            throw new InvalidOperationException($"{command.GetType().Name} was refused.");
        var change = before;
        foreach (var happened in events)
            change = ChangeHistory.Apply(id, change, happened);
        work.Append(before, after = change!, events, new LedgerContext(command.By, Book(), at));
    }

    private static Judgement Requirements(PolicyBook book, ServiceId id)
    {
        var service = book.Find(id)!;
        var line = PolicyLine.BuiltIn("tier");
        return new Judgement(
            new Requirement(service.Tier.Value, [new Reason(ReasonKind.Tier, "made up", line), new Reason(ReasonKind.Seats, "made up", line)], null) { Sla = SlaPlan.Of(service, service.Tier.Value) },
            [new Qualification(id, Level.Senior)], service.RulesOf(service.Tier.Value));
    }

    private static Draft Draft(ServiceId service, int number) => new(
        $"Retry failed refunds, part {number}", ChangeLink.TryParse($"https://github.com/acme/{service}/pull/{number + 1}", out var link) ? link : throw new InvalidOperationException(), service,
        "Claude Code", "Wrote the retry loop and its tests.", "Read every line and ran it against the sandbox.", Destruction.None, "Revert the commit.", null, Urgency.Normal, []);

    private static readonly PolicyBook Shared = MakeBook();

    private static PolicyBook Book() => Shared;

    private static PolicyBook MakeBook()
    {
        var people = Enumerable.Range(0, 100).Select(i => new Person(
            Id(i), $"Person {i}", i < 60 ? Level.Mid : Level.Senior, DateTimeZoneProviders.Tzdb[i % 2 == 0 ? "Europe/Berlin" : "America/New_York"], WorkingHours.Default,
            [.. Services], [], [new ChatIdentity(Platform.Slack, "T1", $"U{i}")]));
        var services = Services.Select((s, i) => new Service(s, s.Value, new Ruled<Tier>(i == 0 ? Tier.Critical : i == 1 ? Tier.High : Tier.Medium, PolicyLine.BuiltIn("tier")), null, [], null, []));
        return new PolicyBook(new string('a', 64), new string('b', 64), new Roster(people), services.ToFrozenDictionary(s => s.Id), [Id(60)], []);
    }

    private static PersonId Id(int number) => new($"p{number:000}");

    private static Core.People.Actor.Member Of(Person person) => new(person, person.Identities[0]);

    private sealed class Still(Instant now) : IClock
    {
        public Instant GetCurrentInstant() => now;
    }
}
