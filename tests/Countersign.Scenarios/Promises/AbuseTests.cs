using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Countersign.Playground.Slack;
using Countersign.Scenarios.Faults.Rig;

namespace Countersign.Scenarios.Promises;

/// <summary>D1 with the real process: whoever sends rubbish does not keep anybody from pressing.</summary>
[Collection(FaultTests.Name)]
public sealed class AbuseTests(ITestOutputHelper output)
{
    private const int Warming = 100;
    private const int Measured = 200;

    [Fact]
    public async Task Huge_deep_and_slow_requests_leave_the_bot_quick_and_small()
    {
        await using var site = await Site.Open();
        await site.Start();
        var (hand, record) = (new Hand(site.Slack, site.Database), new RecordFile(site.Database));
        for (var i = 0; i < Warming + Measured; i++)
            (await hand.Send(hand.Submit())).Status.ShouldBe(200);
        await site.Slack.Eventually("routing", () => record.Count("select count(*) from deadline where kind = 'route' and done_at is null") == 0);
        await Press(hand, 1, Warming);
        var before = Memory(site);

        using var over = new CancellationTokenSource();
        var slow = Enumerable.Range(0, 200).Select(i => Slow(site, i, over.Token)).ToArray();
        var huge = Enumerable.Range(0, 5).Select(_ => Huge(site)).ToArray();
        foreach (var deep in Deep())
        {
            (await site.Slack.Sender.Send("slack/events", deep, SlackSender.JsonType)).Status.ShouldBe(400);
            (await site.Slack.Sender.Send("slack/interactions", [.. "payload="u8, .. deep])).Status.ShouldBe(400);
        }

        var times = await Press(hand, Warming + 1, Measured);
        await Task.WhenAll(huge);
        var grown = (Memory(site) - before) / (1024 * 1024);
        await over.CancelAsync();
        await Task.WhenAll(slow);

        var p99 = times[(int)Math.Ceiling(times.Count * 0.99) - 1];
        output.WriteLine($"p50 {times[times.Count / 2].TotalMilliseconds:0} ms, p99 {p99.TotalMilliseconds:0} ms; grown by {grown} MB");
        record.Count("select count(*) from settlement").ShouldBe(Warming + Measured);
        p99.ShouldBeLessThan(TimeSpan.FromSeconds(1));
        grown.ShouldBeLessThan(100);
    }

    private static IEnumerable<byte[]> Deep()
    {
        yield return Encoding.ASCII.GetBytes(new string('[', 100_000) + new string(']', 100_000));
        yield return Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 80_000)) + "1" + new string('}', 80_000));
    }

    // One of the two is asked and decides, the other is refused: both are durable before their answer.
    private static async Task<List<TimeSpan>> Press(Hand hand, long first, int requests)
    {
        var took = new List<TimeSpan>();
        for (var change = first; change < first + requests; change++)
            foreach (var user in (string[])["U0LEE", "U0KIM"])
            {
                var answer = await hand.Send(hand.Press("cr.approve", user, change));
                answer.Status.ShouldBe(200);
                took.Add(answer.Elapsed);
            }

        took.Sort();
        return took;
    }

    private static async Task Huge(Site site)
    {
        // Sent as it is asked for: the bot may answer or hang up long before the end.
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, site.Address.Port);
        var stream = client.GetStream();
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                "POST /slack/events HTTP/1.1\r\nHost: bot\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"));
            var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string('x', 65_536) + "\r\n");
            for (var sent = 0; sent < 50 * 1024 * 1024; sent += 65_536)
                await stream.WriteAsync(chunk);
        }
        catch (IOException)
        {
            // Hung up.
        }
    }

    private static async Task Slow(Site site, int number, CancellationToken over)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, site.Address.Port, over);
            var stream = client.GetStream();
            var head = "POST /slack/interactions HTTP/1.1\r\nHost: bot\r\nContent-Length: 400000\r\n";
            // Half of them never finish their headers, the others never their body.
            await stream.WriteAsync(Encoding.ASCII.GetBytes(number % 2 == 0 ? head : head + "\r\n"), over);
            while (true)
            {
                await Task.Delay(200, over);
                await stream.WriteAsync("x"u8.ToArray(), over);
            }
        }
        catch (Exception ended) when (ended is IOException or OperationCanceledException or SocketException)
        {
            // Hung up, or the test is over.
        }
    }

    private static long Memory(Site site)
    {
        if (!OperatingSystem.IsLinux())
        {
            using var process = Process.GetProcessById(site.Host!.Id);
            return process.WorkingSet64;
        }

        var line = File.ReadLines($"/proc/{site.Host!.Id}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(line.Split(':')[1].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture) * 1024;
    }
}
