using System.Text.RegularExpressions;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Faults;

/// <summary>Promise F2: power loss loses nothing, because the sync comes before the answer.</summary>
[Collection(FaultTests.Name)]
public sealed partial class SyncTests(ITestOutputHelper output)
{
    private const string Calls = "trace=fdatasync,fsync,write,writev,pwrite64,sendto,sendmsg,recvfrom,recvmsg,read";

    private const int Requests = 20;

    [Fact]
    public async Task Between_a_press_and_its_200_the_log_is_written_and_then_synced()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/strace"), "Needs strace: apt-get install strace.");
        await using var site = await Site.Open();
        var trace = Path.Combine(site.Folder, "trace");
        await site.Start(["/usr/bin/strace", "-f", "-y", "-s", "48", "--seccomp-bpf", "-e", Calls, "-o", trace]);
        var hand = new Hand(site.Slack, site.Database);
        var presses = Long.Or(2_000, 200);
        // With Slack down nothing is delivered, and once everything is routed, nobody but the presses writes.
        site.Slack.Failures.Add("*", new Failure.Down());
        var record = new RecordFile(site.Database);
        for (var i = 0; i < Requests; i++)
            (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        await site.Slack.Eventually("routing", () => record.Count("select count(*) from deadline where kind = 'route' and done_at is null") == 0);
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        for (var i = 0; i < presses; i++)
            // One after the other, so that every system call in between belongs to this press.
            (await hand.Send(hand.Press("cr.approve", i % 2 == 0 ? "U0LEE" : "U0KIM", (i % Requests) + 1))).Status.ShouldBe(200);

        site.Host!.Dispose();
        var (answered, unsynced) = Judge(File.ReadLines(trace), Requests);

        output.WriteLine($"{answered} presses answered, {unsynced.Count} without a sync between the write of the log and the answer.");
        answered.ShouldBe(presses);
        unsynced.ShouldBeEmpty();
    }

    /// <summary>
    /// Reads the trace in order. A sync counts when it began after a write of the log that came after the press, and ended before
    /// the answer. The writer may be at its next group by then: what is written after the sync is not this press.
    /// </summary>
    private static (int Answered, List<string> Unsynced) Judge(IEnumerable<string> lines, int skip)
    {
        var (answered, unsynced) = (-skip, new List<string>());
        var (pressed, written, synced) = (false, false, false);
        var counting = new HashSet<string>();
        foreach (var line in lines)
        {
            var process = line[..Math.Max(0, line.IndexOf(' ', StringComparison.Ordinal))];
            if (Press().IsMatch(line))
                (pressed, written, synced) = (true, false, false);
            else if (!pressed)
                continue;
            else if (LogWrite().IsMatch(line))
                written = true;
            else if (LogSync().IsMatch(line) && written)
            {
                if (line.Contains("<unfinished", StringComparison.Ordinal))
                    counting.Add(process);
                else
                    synced |= line.EndsWith("= 0", StringComparison.Ordinal);
            }
            else if (SyncEnd().IsMatch(line) && counting.Remove(process))
                synced |= line.EndsWith("= 0", StringComparison.Ordinal);
            else if (Answer().IsMatch(line))
            {
                answered++;
                if (!synced && answered > 0)
                    unsynced.Add(line);
                (pressed, written) = (false, false);
                counting.Clear();
            }
        }

        return (answered, unsynced);
    }

    [GeneratedRegex("(recv|read).*\"POST /slack/interactions")]
    private static partial Regex Press();

    [GeneratedRegex(" pwrite64\\([0-9]+<[^>]*-wal>")]
    private static partial Regex LogWrite();

    [GeneratedRegex(" f(data)?sync\\([0-9]+<[^>]*-wal>")]
    private static partial Regex LogSync();

    [GeneratedRegex("<\\.\\.\\. f(data)?sync resumed")]
    private static partial Regex SyncEnd();

    [GeneratedRegex(" (send|write).*\"HTTP/1\\.1 200 OK")]
    private static partial Regex Answer();
}
