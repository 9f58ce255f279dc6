using System.Diagnostics;

namespace Countersign.Benchmarks.Press;

/// <summary>
/// The whole decision, pressed in Slack and in Teams (verify, parse, authorise, write events, ledger, projections, outbox and receipt durably, answer) against
/// the verify-and-parse floor: interleaved in one run on one machine, medians quoted.
/// </summary>
internal static class PressBenchmark
{
    private const int MostPerSecond = 8_000;

    // Seconds: until the runtime has compiled what is hot for the second time, each second is faster than the one before.
    private const int WarmUp = 15;

    public static async Task<int> Run(PressOptions options)
    {
        await using var teams = await TeamsPresses.Start();
        var stage = new Stage(options.Folder);
        stage.Clear();
        var port = ServerProcess.FreePort();
        stage.WriteSettings(port, teams.MetadataUrl);
        // Each open request can be decided once, so there must be enough for all runs and the warm-up, on either platform.
        var open = 2L * MostPerSecond * (options.Seconds * options.Connections.Length * options.Runs + WarmUp);
        var watch = Stopwatch.StartNew();
        var first = await stage.Fill(options.Past, open);
        Console.WriteLine($"{options.Past} past and {open} open requests written in {watch.Elapsed.TotalSeconds:0} s");

        var host = typeof(Host.App).Assembly.Location;
        var self = typeof(PressBenchmark).Assembly.Location;
        await using var floor = await ServerProcess.Start(0, self, "floor", teams.MetadataUrl.ToString());
        await using var bot = await ServerProcess.Start(port, host, "serve", "--config", stage.Config);
        var idle = bot.MemoryMegabytes;
        byte[] Slacks(ServerProcess on, long change, long serial) =>
            Presses.Http(on.Address.Authority, Stage.ReviewerOf(change), change, stage.Stamp, serial);
        byte[] Teams(ServerProcess on, long change, long serial) =>
            teams.Http(on.Address.Authority, Stage.NumberOf(change), change, stage.Stamp, serial);
        var (nextOfSlack, nextOfTeams) = (first + first % 2 - 2, first + 1 - first % 2 - 2);
        List<Contender> all =
        [
            new("Slack floor", floor, new Loader(floor.Address, serial => Slacks(floor, serial, serial))),
            new("Slack decision", bot, new Loader(bot.Address, serial => Slacks(bot, Interlocked.Add(ref nextOfSlack, 2), serial))),
            new("Teams floor", floor, new Loader(floor.Address, serial => Teams(floor, serial, serial))),
            new("Teams decision", bot, new Loader(bot.Address, serial => Teams(bot, Interlocked.Add(ref nextOfTeams, 2), serial))),
        ];
        if (options.Peer is { } peer)
            all.Add(new("peer", null, new Loader(peer, serial => teams.Http(peer.Authority, serial % 200, serial, stage.Stamp, serial))));
        foreach (var contender in all)
            await contender.Loader.Run(32, TimeSpan.FromSeconds(WarmUp));
        Console.WriteLine("connections | what | requests/s | p50 ms | p99 ms | worst ms | CPU µs a request | failed");
        foreach (var connections in options.Connections)
        {
            var measured = all.ToDictionary(c => c.Name, _ => new List<Measured>());
            for (var run = 0; run < options.Runs; run++)
                foreach (var contender in all)
                    measured[contender.Name].Add(await Measure(contender, connections, options));
            foreach (var platform in (string[])["Slack", "Teams"])
                Say(connections, platform, measured[$"{platform} decision"], measured[$"{platform} floor"]);
            Console.WriteLine(
                $"{connections}: Teams' decision ÷ Slack's {Median(measured["Teams decision"], m => m.Rate) / Median(measured["Slack decision"], m => m.Rate):0.00}");
            if (options.Peer is not null)
                Console.WriteLine(
                    $"{connections}: Teams' decision ÷ the peer's answer {Median(measured["Teams decision"], m => m.Rate) / Median(measured["peer"], m => m.Rate):0.00} "
                    + $"(peer: median {Median(measured["peer"], m => m.Rate):0}/s, p99 {Median(measured["peer"], m => m.P99):0.0} ms)");
        }

        Console.WriteLine($"memory: {idle:0} MB idle, {bot.MemoryMegabytes:0} MB after the load");
        return 0;
    }

    private sealed record Contender(string Name, ServerProcess? Server, Loader Loader);

    private static void Say(int connections, string platform, List<Measured> bots, List<Measured> floors) => Console.WriteLine(
        $"{connections}: {platform}: median {Median(bots, m => m.Rate):0} decisions/s, p50 {Median(bots, m => m.P50):0.0} ms, p99 {Median(bots, m => m.P99):0.0} ms; "
        + $"floor {Median(floors, m => m.Rate):0}/s; ratio {Median(bots, m => m.Rate) / Median(floors, m => m.Rate):0.00}");

    private static async Task<Measured> Measure(Contender contender, int connections, PressOptions options)
    {
        var (what, server, loader) = (contender.Name, contender.Server, contender.Loader);
        var before = server?.ProcessorTime ?? TimeSpan.Zero;
        var measured = await loader.Run(connections, TimeSpan.FromSeconds(options.Seconds));
        var cpu = ((server?.ProcessorTime ?? TimeSpan.Zero) - before).TotalMicroseconds / Math.Max(1, measured.Rate * options.Seconds);
        Console.WriteLine(
            $"{connections} | {what} | {measured.Rate:0} | {measured.P50:0.0} | {measured.P99:0.0} | {measured.Worst:0} | {cpu:0} | {measured.Failed}");
        return measured;
    }

    private static double Median(List<Measured> all, Func<Measured, double> figure)
    {
        var sorted = all.Select(figure).Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
