namespace Countersign.Slack.Wire;

/// <summary>The bearer of one installation. It prints as its team only, so that no log can hold it.</summary>
/// <param name="TeamId">The workspace that the rate limits count for; empty before auth.test has told it.</param>
/// <exception cref="ArgumentException">The secret is no token: empty, or with a space, a line end or a letter beyond ASCII.</exception>
public sealed record BotToken(string TeamId, string Secret)
{
    public string Secret { get; } = IsBearer(Secret)
        ? Secret
        // Without the value: the header class would quote it in its own complaint.
        : throw new ArgumentException("The bot token holds characters that no token has.", nameof(Secret));

    public override string ToString() => $"bot token of {TeamId}";

    private static bool IsBearer(string secret) =>
        secret.Length > 0 && !secret.AsSpan().ContainsAnyExceptInRange('!', '~');
}
