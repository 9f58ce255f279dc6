using Countersign.Benchmarks.Press;

// press [--runs 5] [--seconds 4] [--connections 16,64] [--past 0] [--folder DIR] [--peer URL]   the press path on both platforms against its floor
// floor KEYS                                                                        the floor's server, as a process of its own
return args switch
{
    ["floor", var keys] => await FloorServer.Run(new Uri(keys)),
    ["press", .. var options] => await PressBenchmark.Run(PressOptions.Parse(options)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("press [--runs 5] [--seconds 4] [--connections 16,64] [--past 0] [--folder DIR] [--peer URL]");
    return 2;
}
