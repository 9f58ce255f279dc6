namespace Countersign.Slack.Wire;

/// <summary>One call of a method, as the transport needs it.</summary>
internal sealed record SlackCall(
    string Method,
    BotToken Bot,
    HttpContent Content,
    TimeSpan Timeout,
    TimeSpan MaxGateWait)
{
    /// <summary>For messages, which are also limited by channel.</summary>
    public string? Channel { get; init; }
}
