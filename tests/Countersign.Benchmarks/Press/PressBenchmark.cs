using System.Diagnostics;

namespace Countersign.Benchmarks.Press;

/// <summary>
/// The whole decision (verify, parse, authorise, write events, ledger, projections, outbox and receipt durably, answer) against
/// the verify-and-parse floor: interleaved in one run on one machine, medians quoted.
/// </summary>
internal static class PressBenchmark
{
    private const int MostPerSecond = 8_000;

    // Seconds: until the runtime has compiled what is hot for the second time, each second is faster than the one before.
    private const int WarmUp = 15;

    public static async Task<int> Run(PressOptions options)
    {
        var stage = new Stage(options.Folder);
        stage.Clear();
        var port = ServerProcess.FreePort();
        stage.WriteSettings(port);
        // Each open request can be decided once, so there must be enough for all runs and the warm-up.
        var open = (long)MostPerSecond * (options.Seconds * options.Connections.Length * options.Runs + WarmUp);
        var watch = Stopwatch.StartNew();
        var change = await stage.Fill(options.Past, open);
        Console.WriteLine($"{options.Past} past and {open} open requests written in {watch.Elapsed.TotalSeconds:0} s");

        var host = typeof(Host.App).Assembly.Location;
        var self = typeof(PressBenchmark).Assembly.Location;
        await using var floor = await ServerProcess.Start(0, self, "floor");
        await using var bot = await ServerProcess.Start(port, host, "serve", "--config", stage.Config);
        var idle = bot.MemoryMegabytes;
        (string, long) Next(long serial)
        {
            var id = Interlocked.Increment(ref change) - 1;
            return (Stage.ReviewerOf(id), id);
        }

        var onFloor = new Loader(floor.Address, stage.Stamp, serial => (Stage.ReviewerOf(serial), serial));
        var onBot = new Loader(bot.Address, stage.Stamp, Next);
        await onFloor.Run(32, TimeSpan.FromSeconds(WarmUp));
        await onBot.Run(32, TimeSpan.FromSeconds(WarmUp));
        Console.WriteLine("connections | what | requests/s | p50 ms | p99 ms | worst ms | CPU µs a request | failed");
        foreach (var connections in options.Connections)
        {
            var floors = new List<Measured>();
            var bots = new List<Measured>();
            for (var run = 0; run < options.Runs; run++)
            {
                floors.Add(await Measure("floor", floor, onFloor, connections, options));
                bots.Add(await Measure("decision", bot, onBot, connections, options));
            }

            Console.WriteLine(
                $"{connections}: median {Median(bots, m => m.Rate):0} decisions/s, p50 {Median(bots, m => m.P50):0.0} ms, p99 {Median(bots, m => m.P99):0.0} ms; "
                + $"floor {Median(floors, m => m.Rate):0}/s; ratio {Median(bots, m => m.Rate) / Median(floors, m => m.Rate):0.00}");
        }

        Console.WriteLine($"memory: {idle:0} MB idle, {bot.MemoryMegabytes:0} MB after the load");
        return 0;
    }

    private static async Task<Measured> Measure(string what, ServerProcess server, Loader loader, int connections, PressOptions options)
    {
        var before = server.ProcessorTime;
        var measured = await loader.Run(connections, TimeSpan.FromSeconds(options.Seconds));
        var cpu = (server.ProcessorTime - before).TotalMicroseconds / Math.Max(1, measured.Rate * options.Seconds);
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
