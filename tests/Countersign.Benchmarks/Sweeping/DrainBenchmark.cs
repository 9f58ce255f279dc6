using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Countersign.Benchmarks.Press;
using Countersign.Core.Changes;
using Countersign.Core.Desk;
using Countersign.Core.People;
using Countersign.Core.Policy;
using Countersign.Host.PolicyFile;
using Countersign.Playground.Slack;
using Countersign.Storage;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Countersign.Benchmarks.Sweeping;

/// <summary>
/// The whole server after a night that it was down: a million open deadlines, ten thousand requests overdue at once, and a stand-in Slack
/// that keeps Slack's rates. How long until it is ready, how its memory goes, how fast the pings go out, and how many each request gets.
/// </summary>
internal static class DrainBenchmark
{
    private const int Open = 1_000_000;
    private const int Seniors = 200;

    /// <param name="requests">So many are overdue.</param>
    /// <param name="kills">How often the server is killed and started again, every eight seconds from its start on.</param>
    /// <param name="most">After this much it is enough.</param>
    public static async Task<int> Run(int requests, int kills, TimeSpan most)
    {
        var folder = Directory.CreateTempSubdirectory("countersign-drain-").FullName;
        try
        {
            await using var slack = await StandInSlack.Start(new StandInOptions
            {
                Time = TimeProvider.System,
                EnforceRates = true,
                Users = [new("U0ANA", "ana", "Ana"), .. Enumerable.Range(0, Seniors).Select(i => new SlackUser(Slack(i), $"s{i:000}", $"Senior {i:000}"))],
            });
            var port = ServerProcess.FreePort();
            Write(folder, slack, port);
            await Fill(folder, slack, requests);
            Func<Task<ServerProcess>> start = () => ServerProcess.Start(port, typeof(Host.App).Assembly.Location, "serve", "--config", Path.Combine(folder, "settings.json"));
            // Filling calls the stand-in as well.
            var calls = slack.Workspace.Calls.All.Count;
            var began = Stopwatch.GetTimestamp();
            var bot = await start();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"ready after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.00} s, with {Open} open deadlines and {requests} requests overdue"));
            for (var killed = 0; killed < kills; killed++)
            {
                await Task.Delay(TimeSpan.FromSeconds(8));
                await bot.DisposeAsync();
                bot = await start();
            }

            await using (bot)
                await Watch(slack, calls, bot, requests, most);
            Steps(folder, requests);
            return 0;
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Watch(StandInSlack slack, int calls, ServerProcess bot, int requests, TimeSpan most)
    {
        var since = Stopwatch.StartNew();
        var peak = 0.0;
        for (var (pings, next) = (0, TimeSpan.Zero); pings < requests && since.Elapsed < most;)
        {
            await Task.Delay(1_000);
            pings = Pings(slack).Count;
            peak = Math.Max(peak, bot.MemoryMegabytes);
            if (since.Elapsed < next)
                continue;
            next += TimeSpan.FromMinutes(2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{since.Elapsed.TotalMinutes,5:0.0} min: {pings,6} pings, {bot.MemoryMegabytes,5:0} MB"));
        }

        var told = Pings(slack);
        var refused = slack.Workspace.Calls.All.Skip(calls).Count(c => c.Status == 429);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{told.Count} pings in {since.Elapsed.TotalMinutes:0.0} min ({told.Count / since.Elapsed.TotalMinutes:0} a minute), at most {told.Values.DefaultIfEmpty().Max()} of one request; {refused} calls over Slack's rates; memory at most {peak:0} MB"));
    }

    // What is on record, whatever was sent twice because its answer was lost with the process.
    private static void Steps(string folder, int requests)
    {
        using var record = SqliteRecord.OpenReadOnly(Path.Combine(folder, "bench.db"));
        var steps = record.Histories().Select(h => h.Events.OfType<ChangeEvent.Escalated>().Count()).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"on record: {steps.Count(s => s == 1)} of {requests} requests with one step, {steps.Count(s => s > 1)} with more"));
    }

    // By request: how many messages there are that say that it waits.
    private static Dictionary<string, int> Pings(StandInSlack slack) => slack.Workspace.Messages.All
        .Where(m => m.Via == MessageVia.PostMessage && m.Versions[0].Text.Contains(" is overdue", StringComparison.Ordinal))
        .GroupBy(m => m.Versions[0].Text.Split(' ')[0])
        .ToDictionary(g => g.Key, g => g.Count());

    private static async Task Fill(string folder, StandInSlack slack, int requests)
    {
        // Whole seconds: what is due then is due in milliseconds.
        var at = Instant.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()) - Duration.FromHours(5);
        var file = Path.Combine(folder, "bench.db");
        var policy = new PolicyInForce(PolicyFileReader.Read(Encoding.UTF8.GetBytes(Policy()), new ChatHomes(slack.Options.TeamId, null)).Book!);
        await using (var store = SqliteStore.Open(file, at))
        {
            var author = policy.Book.Roster.Find(new PersonId("ana"))!;
            var submitting = new Submitting(store, policy, new Deciding(store, policy));
            foreach (var group in Enumerable.Range(0, requests).Chunk(100))
            {
                var taken = await Task.WhenAll(group.Select(n => submitting.Submit(
                    new ReceiptKey($"submit-{n}"), new Actor.Member(author, author.Identities[0]), SweepBenchmark.Raw, at)));
                if (taken.FirstOrDefault(r => r is not FormResult.Taken) is { } refused)
                    throw new InvalidOperationException($"Not taken: {refused}");
            }

            await SweepBenchmark.Sweep(store, policy).Run(at);
            await PostCards(store, slack);
            var sent = await store.Outbox(0, int.MaxValue, default);
            foreach (var group in sent.Chunk(1_000))
                await store.Write(work =>
                {
                    work.Delivered([.. group.Select(item => item.Id)]);
                    return true;
                });
        }

        SweepBenchmark.Fill(file, at + Duration.FromDays(30), Open);
    }

    // Before the night everybody had their cards. A conversation takes one a second.
    private static async Task PostCards(SqliteStore store, StandInSlack slack)
    {
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Authorization = new("Bearer", slack.BotToken);
        var asked = new List<(ChangeId Change, PersonId Person)>();
        for (var id = new ChangeId(1); await store.Find(id) is { } change; id = new ChangeId(id.Number + 1))
            asked.AddRange(change.AskedNow.Select(a => (id, a.Person)));
        await Task.WhenAll(asked.GroupBy(a => a.Person).Select(async group =>
        {
            foreach (var (change, person) in group)
            {
                var (channel, ts) = await Post(http, slack, Slack(int.Parse(person.Value[1..], CultureInfo.InvariantCulture)));
                await store.Write(work =>
                {
                    work.Posted(new PostedCard(change, new CardAudience.Reviewer(person, 1), new ChatPlace(Platform.Slack, slack.Options.TeamId, channel), ts));
                    return true;
                });
            }
        }));
    }

    private static async Task<(string Channel, string Ts)> Post(HttpClient http, StandInSlack slack, string user)
    {
        while (true)
        {
            using var body = new FormUrlEncodedContent([new("channel", user), new("text", "A review for you")]);
            using var answer = await http.PostAsync(new Uri(slack.ApiBaseUrl.AbsoluteUri.TrimEnd('/') + "/chat.postMessage"), body);
            if (answer.IsSuccessStatusCode && JsonNode.Parse(await answer.Content.ReadAsStringAsync()) is { } said && said["ok"]!.GetValue<bool>())
                return (said["channel"]!.GetValue<string>(), said["ts"]!.GetValue<string>());
            await Task.Delay(1_000);
        }
    }

    private static void Write(string folder, StandInSlack slack, int port)
    {
        File.WriteAllText(Path.Combine(folder, "policy.yaml"), Policy());
        File.WriteAllText(Path.Combine(folder, "settings.json"), $$"""
            { "Slack": { "SigningSecret": "{{slack.SigningSecret}}", "BotToken": "{{slack.BotToken}}", "TeamId": "{{slack.Options.TeamId}}", "ApiBaseUrl": "{{slack.ApiBaseUrl}}" },
              "Storage": { "Path": "{{folder}}/bench.db" }, "Policy": { "Path": "{{folder}}/policy.yaml" }, "Host": { "Listen": "http://127.0.0.1:{{port}}" } }
            """);
    }

    private static string Slack(int senior) => $"U0S{senior:000}";

    // After four hours whoever is asked hears of it; everybody works always, so that nothing waits for a morning.
    private static string Policy()
    {
        var yaml = new StringBuilder("""
            version: 1
            operators: [ana]
            defaults: { zone: UTC, hours: "mon-sun 00:00-23:59" }
            tiers:
              low: { evidence: [] }
              medium: { evidence: [] }
              high: { evidence: [], spot_check_percent: 0, sla: { decision: 4h, calendar: around_the_clock }, escalation: [{ after: 100%, to: reviewer }] }
            services:
              - { id: payments, name: Payments, tier: high }
            people:
              - { id: ana, name: Ana, level: mid, slack: U0ANA }

            """);
        for (var i = 0; i < Seniors; i++)
            yaml.Append(CultureInfo.InvariantCulture, $"  - {{ id: s{i:000}, name: Senior {i:000}, level: senior, slack: {Slack(i)}, primary: [payments] }}\n");
        return yaml.ToString();
    }
}
