using System.Collections.Concurrent;
using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Faults;

/// <summary>A stop in good order, and what operators run beside a busy server.</summary>
[Collection(FaultTests.Name)]
public sealed class StopTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_stop_under_load_keeps_what_was_acknowledged_and_ends_with_0()
    {
        await using var site = await Site.Open();
        await site.Start();
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        // Slack is slow: the stop has to wait for calls under way, or they would be made twice.
        site.Slack.Failures.Add("chat.*", new Failure.Slow(TimeSpan.FromSeconds(3)));
        var load = Load(hand, record);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);

        var code = await site.Host!.Stop(TimeSpan.FromSeconds(45));
        var (done, refused) = await load;

        code.ShouldBe(0, site.Host.Output);
        done.ShouldNotBeEmpty();
        record.Missing(done).ShouldBeEmpty();
        record.Missing(refused).Count.ShouldBe(refused.Count);
        // Closed in good order: the log is in the database, and nobody holds the lock.
        var wal = new FileInfo(site.Database + "-wal");
        (!wal.Exists || wal.Length == 0).ShouldBeTrue();
        output.WriteLine($"{done.Count} acknowledged, {refused.Count} not; {record.Outbox} messages left for the next start.");

        site.Slack.Failures.Clear();
        await site.Start();
        record.HasNoDoubles();
        (await site.Verify()).ExitCode.ShouldBe(0);
        NothingTwice(site.Slack);
    }

    [Fact]
    public async Task Backup_and_audit_work_beside_a_server_under_load_and_never_checkpoint()
    {
        await using var site = await Site.Open();
        await site.Start();
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        var load = Load(hand, record);
        await Task.Delay(TimeSpan.FromMilliseconds(500), TestContext.Current.CancellationToken);
        for (var i = 0; i < Long.Or(12, 1); i++)
        {
            var file = new FileInfo(site.Database);
            var log = new FileInfo(site.Database + "-wal");
            var before = (file.LastWriteTimeUtc, file.Length);
            var copy = Path.Combine(site.Folder, $"copy-{i}.db");

            var verdict = await site.Verify();
            verdict.ExitCode.ShouldBe(0, verdict.All);
            var backup = await site.Run("backup", copy, "--config", site.Config);
            backup.ExitCode.ShouldBe(0, backup.All);

            // The server itself checkpoints only at ten thousand pages; until then the database file stays untouched.
            log.Refresh();
            if (log.Length < 10_000L * 4_096)
            {
                file.Refresh();
                (file.LastWriteTimeUtc, file.Length).ShouldBe(before);
            }

            var ofCopy = await site.Run("ledger", "verify", "--database", copy);
            ofCopy.ExitCode.ShouldBe(0, ofCopy.All);
            File.Delete(copy);
        }

        await site.Kill();
        var (done, _) = await load;
        await site.Start();
        record.Missing(done).ShouldBeEmpty();
    }

    private static async Task<(List<Deed> Done, List<Deed> Refused)> Load(Hand hand, RecordFile record)
    {
        var (done, refused) = (new ConcurrentQueue<Deed>(), new ConcurrentQueue<Deed>());
        var newest = record.NewestChange;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(client => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var deed = newest == 0 || i % 4 == 0
                    ? hand.Submit()
                    : hand.Press("cr.approve", client % 2 == 0 ? "U0LEE" : "U0KIM", Math.Max(1, newest - (i % 7)));
                var answer = await hand.Send(deed);
                // Slack is not told of a press that is cut off; it may be on record all the same, and is in neither list.
                if (answer.Status == 0)
                    return;
                if (answer is { Status: 200, Body.Length: 0 })
                    done.Enqueue(deed);
                else
                    refused.Enqueue(deed);
                if (deed.Kind == "submit" && answer.Status == 200)
                    Interlocked.Increment(ref newest);
            }
        })));
        return ([.. done], [.. refused]);
    }

    private static void NothingTwice(StandInSlack slack) => slack.Workspace.Messages.All
        // Cards and notes; the private words that refuse a press say the same as often as it is made.
        .Where(m => m.Via == MessageVia.PostMessage && m.Channel is "C0PAY" or "D0ANA")
        .GroupBy(m => (m.Channel, m.Versions[0].Text))
        .Where(g => g.Count() > 1)
        .ShouldBeEmpty();
}
