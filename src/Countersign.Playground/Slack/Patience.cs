using System.Diagnostics;

namespace Countersign.Playground.Slack;

/// <summary>Waits for what a bot does in its own time.</summary>
internal static class Patience
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan GiveUp = TimeSpan.FromSeconds(10);

    public static async Task<T> Wait<T>(string what, Func<T?> probe, Func<string> transcript) where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (probe() is { } found) return found;
            if (waited.Elapsed > GiveUp) throw new TimeoutException($"Nobody saw {what} within {GiveUp.TotalSeconds} s.\n{transcript()}");
            await Task.Delay(Look);
        }
    }
}
