using System.Text.Json.Nodes;

namespace Countersign.Playground.Slack;

/// <summary>One call of the Web API as the stand-in saw and answered it.</summary>
/// <param name="Method">Such as <c>chat.postMessage</c>, or <c>response</c> for a response URL.</param>
/// <param name="Arguments">As they arrived, form values as strings.</param>
/// <param name="Status">The HTTP status, or 0 when no answer was sent.</param>
/// <param name="Answer">The body; null when it was not done. A failure may have kept it from the caller.</param>
/// <param name="At">By the stand-in's clock.</param>
/// <param name="Failure">The planned failure that struck, if any.</param>
public sealed record LoggedCall(string Method, JsonObject Arguments, int Status, JsonObject? Answer, DateTimeOffset At, Failure? Failure)
{
    public bool Ok => (bool?)Answer?["ok"] ?? false;
    public string? Error => (string?)Answer?["error"];
}

/// <summary>Append-only.</summary>
public sealed class CallLog
{
    private readonly Lock _gate = new();
    private readonly List<LoggedCall> _calls = [];

    public IReadOnlyList<LoggedCall> All
    {
        get
        {
            lock (_gate) return [.. _calls];
        }
    }

    /// <summary>The calls from a place on.</summary>
    internal IReadOnlyList<LoggedCall> From(int place)
    {
        lock (_gate) return _calls[Math.Min(place, _calls.Count)..];
    }

    internal int Count
    {
        get
        {
            lock (_gate) return _calls.Count;
        }
    }

    public IReadOnlyList<LoggedCall> Of(string method) => [.. All.Where(call => call.Method == method)];

    internal void Add(LoggedCall call)
    {
        lock (_gate) _calls.Add(call);
    }
}
