using System.Globalization;
using Countersign.Benchmarks.Exporting;
using Countersign.Benchmarks.Policy;
using Countersign.Benchmarks.Press;
using Countersign.Benchmarks.Queue;
using Countersign.Benchmarks.Routing;
using Countersign.Benchmarks.Sweeping;
using Countersign.Benchmarks.Weeks;

// press [--runs 5] [--seconds 4] [--connections 16,64] [--past 0] [--folder DIR] [--peer URL]   the press path on both platforms against its floor
// policy [--runs 9]                                                                 reading a large policy file, and judging by it
// route [--runs 51]                                                                routing one request among many
// sweep [--runs 501]                                                               a million open deadlines, and ten thousand due at once
// drain [--requests 10000 --kills 0]                                               the server with ten thousand overdue at once, at Slack's rates
// queue [--runs 51]                                                                the dashboard's queue with ten thousand open requests
// digest [--runs 11]                                                               a week's digest over a year of a million decisions
// export REQUESTS DIR                                                              an auditor's export of everything; fills DIR unless a record is there
// floor KEYS                                                                        the floor's server, as a process of its own
return args switch
{
    ["floor", var keys] => await FloorServer.Run(new Uri(keys)),
    ["press", .. var options] => await PressBenchmark.Run(PressOptions.Parse(options)),
    ["policy"] => PolicyBenchmark.Run(9),
    ["policy", "--runs", var runs] => PolicyBenchmark.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["route"] => await RouteBenchmark.Run(51),
    ["route", "--runs", var runs] => await RouteBenchmark.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["sweep"] => await SweepBenchmark.Run(501),
    ["sweep", "--runs", var runs] => await SweepBenchmark.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["drain"] => await DrainBenchmark.Run(10_000, 0, TimeSpan.FromMinutes(60)),
    ["drain", "--requests", var requests, "--kills", var kills] =>
        await DrainBenchmark.Run(int.Parse(requests, CultureInfo.InvariantCulture), int.Parse(kills, CultureInfo.InvariantCulture), TimeSpan.FromMinutes(60)),
    ["queue"] => await QueueBenchmark.Run(51),
    ["queue", "--runs", var runs] => await QueueBenchmark.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["digest"] => await DigestBenchmark.Run(11),
    ["digest", "--runs", var runs] => await DigestBenchmark.Run(int.Parse(runs, CultureInfo.InvariantCulture)),
    ["export", var requests, var folder] => await ExportBenchmark.Run(long.Parse(requests, CultureInfo.InvariantCulture), folder),
    ["export-once", var database, var of, var form] => ExportBenchmark.Once(database, of, form),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("press [--runs 5] [--seconds 4] [--connections 16,64] [--past 0] [--folder DIR] [--peer URL] | policy [--runs 9] | route [--runs 51] | sweep [--runs 501] | drain [--requests 10000 --kills 0] | queue [--runs 51] | digest [--runs 11] | export REQUESTS DIR");
    return 2;
}
