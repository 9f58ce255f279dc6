using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Countersign.Edge;

/// <summary>
/// Calls to a chat platform that the acknowledgement does not wait for: opening a form, a private word, a reply. Tracked, so that
/// a stop finishes them, and bounded, so that a slow platform can't pile them up.
/// </summary>
public sealed partial class Later(ILogger<Later> log)
{
    private const int Most = 1_000;
    private readonly ConcurrentDictionary<Task, byte> _running = new();

    /// <returns>False when too much is under way already: it is dropped.</returns>
    public bool Do(string what, Func<CancellationToken, Task> work)
    {
        if (_running.Count >= Most)
        {
            LogDropped(what);
            return false;
        }

        var task = Run(what, work);
        if (_running.TryAdd(task, 0))
            task.ContinueWith(t => _running.TryRemove(t, out _), TaskScheduler.Default);
        return true;
    }

    public Task Finish(TimeSpan atMost) => Task.WhenAny(Task.WhenAll(_running.Keys), Task.Delay(atMost));

    private async Task Run(string what, Func<CancellationToken, Task> work)
    {
        await Task.Yield();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        try
        {
            await work(limit.Token);
        }
        catch (Exception fault)
        {
            LogFailed(fault, what);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Too many calls to chat platforms are under way; dropped: {What}")]
    private partial void LogDropped(string what);

    [LoggerMessage(LogLevel.Warning, "A call to a chat platform failed: {What}")]
    private partial void LogFailed(Exception fault, string what);
}
