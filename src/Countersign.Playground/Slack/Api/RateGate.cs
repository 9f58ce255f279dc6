namespace Countersign.Playground.Slack;

/// <summary>Counts calls as Slack's tiers do: by method in a minute, and messages by channel and second.</summary>
internal sealed class RateGate(TimeProvider time, Members members)
{
    /// <summary>Slack lets a few messages through at once before it holds a channel to one a second.</summary>
    private const int ChannelBurst = 3;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _calls = [];

    /// <returns>Whole seconds to wait, or null when the call may pass.</returns>
    public int? Wait(ApiRequest request, ApiMethod method)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (request.Method == "chat.postMessage")
            {
                return Take($"to {Conversation(request)}", ChannelBurst, TimeSpan.FromSeconds(ChannelBurst), now);
            }
            return method.PerMinute is { } most ? Take(request.Method, most, TimeSpan.FromMinutes(1), now) : null;
        }
    }

    private int? Take(string key, int most, TimeSpan window, DateTimeOffset now)
    {
        if (!_calls.TryGetValue(key, out var calls)) _calls.Add(key, calls = new());
        while (calls.TryPeek(out var oldest) && oldest + window <= now) calls.Dequeue();
        if (calls.Count >= most) return Math.Max(1, (int)Math.Ceiling((calls.Peek() + window - now).TotalSeconds));
        calls.Enqueue(now);
        return null;
    }

    /// <summary>A person and the direct message with them are one conversation.</summary>
    private string Conversation(ApiRequest request)
    {
        var id = request.Arguments.Text("channel") ?? "";
        return members.UserById(id) is null ? id : members.Dm(id).Id;
    }
}
