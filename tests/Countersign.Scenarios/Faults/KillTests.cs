using System.Collections.Concurrent;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F1.</summary>
[Collection(FaultTests.Name)]
public sealed class KillTests(ITestOutputHelper output)
{
    private const int Clients = 8;
    private static readonly string[] Reviewers = ["U0LEE", "U0KIM", "U0MO"];

    [Fact]
    public async Task Whatever_was_acknowledged_survives_kill_9_and_nothing_happens_twice()
    {
        var kills = Long.Number("COUNTERSIGN_KILLS", Long.Or(1_000, 5));
        // The seed makes the moments of the kills repeatable as far as timing can be.
        var random = new Random(Long.Number("COUNTERSIGN_SEED", 1));
        await using var site = await Site.Open();
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        var (ready, lost, granted) = (new List<TimeSpan>(), 0, 0);
        long acknowledged = 0;
        Deed[] unanswered = [];

        for (var kill = 0; kill < kills; kill++)
        {
            ready.Add(await site.Start());
            var (done, failed) = await LoadUntilKilled(site, hand, record.NewestChange, unanswered, random);
            (acknowledged, unanswered) = (acknowledged + done.Count, [.. failed.Take(50)]);
            var missing = record.Missing(done);
            lost += missing.Count;
            granted += done.Count(d => record.Granted(d) == true);
            missing.ShouldBeEmpty($"after kill {kill + 1}");
            if (kill % 25 == 24)
                record.HasNoDoubles();
        }

        ready.Add(await site.Start());
        record.HasNoDoubles();
        var verdict = await site.Verify();
        verdict.ExitCode.ShouldBe(0, verdict.All);
        ready.Sort();
        var p99 = ready[(int)Math.Ceiling(ready.Count * 0.99) - 1];
        output.WriteLine($"{kills} kills, {acknowledged} acknowledged, {granted} of them granted, {lost} lost; "
            + $"ready p50 {ready[ready.Count / 2].TotalMilliseconds:0} ms, p99 {p99.TotalMilliseconds:0} ms, worst {ready[^1].TotalMilliseconds:0} ms; "
            + $"{record.Count("select count(*) from settlement")} settlements, {record.Count("select count(*) from ledger_entry")} ledger entries");
        acknowledged.ShouldBeGreaterThan(0);
        p99.ShouldBeLessThan(TimeSpan.FromSeconds(Long.Wanted ? 5 : 20));
    }

    private static async Task<(List<Deed> Done, List<Deed> Failed)> LoadUntilKilled(
        Site site, Hand hand, long newest, Deed[] again, Random random)
    {
        var (done, failed) = (new ConcurrentQueue<Deed>(), new ConcurrentQueue<Deed>());
        var repeats = new ConcurrentQueue<Deed>(again);
        var submitted = newest;
        var seed = random.Next();
        var answered = new TaskCompletionSource();
        var clients = Enumerable.Range(0, Clients).Select(i => Task.Run(async () =>
        {
            var own = new Random(seed + i);
            while (true)
            {
                // What got no answer may have been done or not: the same again must not do it twice.
                var deed = repeats.TryDequeue(out var repeat) ? repeat : Any(hand, own, Volatile.Read(ref submitted));
                var answer = await hand.Send(deed);
                if (answer is { Status: 200, Body.Length: 0 })
                {
                    done.Enqueue(deed);
                    answered.TrySetResult();
                    if (deed.Kind == "submit")
                        Interlocked.Increment(ref submitted);
                }
                else if (answer.Status == 200)
                {
                    // A form that stays open: refused, and told so.
                }
                else
                {
                    failed.Enqueue(deed);
                    if (answer.Status == 0)
                        return;
                }
            }
        })).ToArray();
        // One in four dies before or around its first answers, while much is still being compiled; the others under load.
        if (random.Next(4) > 0)
            await Task.WhenAny(answered.Task, Task.Delay(TimeSpan.FromSeconds(5)));
        await Task.Delay(TimeSpan.FromMilliseconds(random.Next(400)));
        await site.Kill();
        await Task.WhenAll(clients);
        return ([.. done], [.. failed]);
    }

    private static Deed Any(Hand hand, Random random, long newest)
    {
        if (newest == 0 || random.Next(5) == 0)
            return hand.Submit(random.Next(2) == 0 ? "U0ANA" : "U0BO");
        // Mostly among the newest, where several press the same card at once.
        var change = Math.Max(1, newest - random.Next(40));
        var reviewer = Reviewers[random.Next(Reviewers.Length)];
        return random.Next(10) switch
        {
            < 5 => hand.Press("cr.approve", reviewer, change),
            < 7 => hand.Press("cr.claim", reviewer, change),
            _ => hand.Deny(reviewer, change),
        };
    }
}
