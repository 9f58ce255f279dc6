namespace Countersign.Playground.Teams;

/// <summary>Counts calls as the Connector does: for each thread in four windows, and for the app in the tenant.</summary>
internal sealed class ThreadRates(TimeProvider time)
{
    private static readonly (int Most, int Seconds)[] Messages = [(7, 1), (8, 2), (60, 30), (1_800, 3_600)];
    private static readonly (int Most, int Seconds)[] Reading = [(14, 1), (16, 2), (120, 30), (3_600, 3_600)];
    private static readonly (int Most, int Seconds)[] App = [(50, 1)];

    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _calls = [];

    /// <returns>Whole seconds to wait, or null when the call may pass.</returns>
    public int? Wait(ConnectorRequest request)
    {
        var reads = request.Operation.StartsWith("members.", StringComparison.Ordinal);
        var thread = $"{(reads ? "read" : "write")} {Thread(request)}";
        var now = time.GetUtcNow();
        lock (_gate)
        {
            var wait = Over(thread, reads ? Reading : Messages, now) ?? Over("app", App, now);
            if (wait is not null) return wait;
            _calls[thread].Add(now);
            _calls["app"].Add(now);
            return null;
        }
    }

    /// <summary>A conversation that is only being made counts for whom or where it is made.</summary>
    private static string Thread(ConnectorRequest request)
    {
        if (request.Operation != Operations.CreateConversation) return request.Conversation;
        var channel = Json.Text(request.Json, "channelData", "channel", "id");
        return channel ?? Json.Text(Json.Objects(Json.At(request.Json, "members")).FirstOrDefault()?["id"]) ?? "";
    }

    private int? Over(string key, (int Most, int Seconds)[] windows, DateTimeOffset now)
    {
        if (!_calls.TryGetValue(key, out var calls)) _calls.Add(key, calls = []);
        calls.RemoveAll(at => at + TimeSpan.FromSeconds(windows[^1].Seconds) <= now);
        foreach (var (most, seconds) in windows)
        {
            var from = now - TimeSpan.FromSeconds(seconds);
            var within = calls.FindAll(at => at > from);
            if (within.Count >= most) return Math.Max(1, (int)Math.Ceiling((within[^most] + TimeSpan.FromSeconds(seconds) - now).TotalSeconds));
        }
        return null;
    }
}
