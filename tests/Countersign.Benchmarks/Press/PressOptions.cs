using System.Globalization;

namespace Countersign.Benchmarks.Press;

/// <param name="Past">Settled requests that are in the database before anybody presses.</param>
/// <param name="Folder">Where the database is made; it can be some gigabytes.</param>
/// <param name="Peer">Another program that answers Teams' presses, to be measured in the same run; null for none.</param>
internal sealed record PressOptions(int Runs, int Seconds, int[] Connections, long Past, string Folder, Uri? Peer)
{
    public static PressOptions Parse(string[] args)
    {
        string Value(string name, string otherwise) =>
            Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : otherwise;
        int Number(string name, int otherwise) =>
            int.Parse(Value(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        return new PressOptions(
            Number("--runs", 5),
            Number("--seconds", 4),
            [.. Value("--connections", "16,64").Split(',').Select(c => int.Parse(c, CultureInfo.InvariantCulture))],
            Number("--past", 0),
            Value("--folder", Path.Combine(Path.GetTempPath(), "countersign-bench")),
            Value("--peer", "") is { Length: > 0 } peer ? new Uri(peer) : null);
    }
}
