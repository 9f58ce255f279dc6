namespace Countersign.Slack.Wire;

/// <summary>How often something may be done: one each interval, and a few at once after a rest.</summary>
internal readonly record struct Pace(TimeSpan Interval, int Burst)
{
    /// <summary>Messages to one channel.</summary>
    public static readonly Pace Channel = PerMinute(60, 2);

    private static readonly Pace Tier2 = PerMinute(20, 3);
    private static readonly Pace Tier3 = PerMinute(50, 10);
    private static readonly Pace Tier4 = PerMinute(100, 20);

    // Beside one a second a channel, "several hundred messages a minute" for a workspace.
    private static readonly Pace Messages = PerMinute(300, 30);

    /// <summary>How far ahead of its steady pace a burst may run.</summary>
    public TimeSpan Slack => Interval * (Burst - 1);

    public static Pace Of(string method) => method switch
    {
        "chat.postMessage" => Messages,
        "chat.update" or "conversations.open" or "users.getPresence" or "reactions.add" => Tier3,
        "files.getUploadURLExternal" or "files.completeUploadExternal" => Tier4,
        "chat.postEphemeral" or "chat.getPermalink" or "users.info" or "auth.test" => Tier4,
        "views.open" or "views.push" or "views.update" or "views.publish" => Tier4,
        // A method nobody thought of is called with care.
        _ => Tier2,
    };

    private static Pace PerMinute(int times, int burst) => new(TimeSpan.FromMinutes(1) / times, burst);
}
