namespace Countersign.Slack.Wire;

/// <summary>How the Web API is called.</summary>
public sealed record SlackApiOptions
{
    /// <summary>Where the methods are; a trailing slash does not matter.</summary>
    public Uri BaseUrl { get; init; } = new("https://slack.com/api");

    /// <summary>For one call, without the wait at the gate.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For a call that spends a trigger, all together: the trigger lives 3 seconds.</summary>
    public TimeSpan TriggerTimeout { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>How long a call may wait at the gate; beyond it, the outbox does the waiting.</summary>
    public TimeSpan MaxGateWait { get; init; } = TimeSpan.FromSeconds(5);
}
