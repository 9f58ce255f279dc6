namespace Countersign.Playground.Slack;

/// <summary>The right to open a view: given with each interaction, for three seconds and one use.</summary>
internal sealed class Triggers(TimeProvider time, bool otherErrors)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(3);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Trigger> _issued = [];

    public string Issue(string user)
    {
        lock (_gate)
        {
            var id = $"{_issued.Count + 1}.{time.GetUtcNow().ToUnixTimeSeconds()}.{Guid.NewGuid():n}";
            _issued.Add(id, new(user, time.GetUtcNow()));
            return id;
        }
    }

    /// <summary>Uses a trigger up.</summary>
    /// <param name="id">As it was given with the interaction.</param>
    /// <param name="user">Whose screen it opens a view on.</param>
    /// <returns>Slack's error code, or null when it was good.</returns>
    public string? Use(string? id, out string user)
    {
        user = "";
        lock (_gate)
        {
            if (id is null || !_issued.TryGetValue(id, out var trigger)) return "invalid_trigger_id";
            if (trigger.Used) return otherErrors ? "trigger_exchanged" : "exchanged_trigger_id";
            if (time.GetUtcNow() - trigger.At > Life) return otherErrors ? "trigger_expired" : "expired_trigger_id";
            trigger.Used = true;
            user = trigger.User;
            return null;
        }
    }

    private sealed record Trigger(string User, DateTimeOffset At)
    {
        public bool Used { get; set; }
    }
}
