using System.Diagnostics;

namespace Countersign.Playground.StandIn;

/// <summary>Waits for what a bot does in its own time.</summary>
internal static class Patience
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public static Task<T> Wait<T>(string what, TimeSpan most, Func<T?> probe, Func<string> transcript) where T : class =>
        Wait(what, most, () => Task.FromResult(probe()), transcript);

    public static async Task<T> Wait<T>(string what, TimeSpan most, Func<Task<T?>> probe, Func<string> transcript) where T : class
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (await probe() is { } found) return found;
            if (waited.Elapsed > most) throw new TimeoutException($"Nobody saw {what} within {most.TotalSeconds} s.\n{transcript()}");
            await Task.Delay(Look);
        }
    }
}
