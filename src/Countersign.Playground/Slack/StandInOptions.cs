namespace Countersign.Playground.Slack;

/// <summary>What the stand-in workspace is like.</summary>
public sealed record StandInOptions
{
    public required TimeProvider Time { get; init; }
    public string SigningSecret { get; init; } = "stand-in-signing-secret";
    public string BotToken { get; init; } = "xoxb-stand-in";
    public string TeamId { get; init; } = "T0STANDIN";
    public string TeamDomain { get; init; } = "standin";

    /// <summary>The workspace's name, as people read it.</summary>
    public string TeamName { get; init; } = "Stand-in";
    public string AppId { get; init; } = "A0STANDIN";
    public string BotUserId { get; init; } = "U0BOT";
    public string BotId { get; init; } = "B0BOT";

    /// <summary>The bot's own user is added by itself.</summary>
    public IReadOnlyList<SlackUser> Users { get; init; } = [];
    public IReadOnlyList<SlackChannel> Channels { get; init; } = [];
    public IReadOnlyList<string> Scopes { get; init; } = ["commands", "chat:write", "im:write", "users:read"];

    /// <summary>Where the bot listens; may be set later on the stand-in.</summary>
    public Uri? BotAddress { get; init; }

    /// <summary>0 takes any free port.</summary>
    public int Port { get; init; }

    /// <summary>Answers 429 beyond each method's tier, and beyond 1 message a second in a channel.</summary>
    public bool EnforceRates { get; init; }

    /// <summary>How long Slack waits for an answer, in real time: the warning triangle comes after it.</summary>
    public TimeSpan AckLimit { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long people wait to see something, in real time, before a test has failed.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Answers <c>trigger_expired</c> and <c>trigger_exchanged</c>, the other spelling of the two errors.</summary>
    public bool OtherTriggerErrors { get; init; }

    /// <summary>How long a file is worked on after it was completed; a message that shows it before is refused.</summary>
    public TimeSpan FileWork { get; init; }

    /// <summary>Slack writes &amp;, &lt; and &gt; in a command's text as entities.</summary>
    public bool EscapesCommandText { get; init; } = true;

    /// <summary>What the app's manifest registers; a client offers it, and knows no other command.</summary>
    public IReadOnlyList<SlackCommand> Commands { get; init; } = [];

    /// <inheritdoc cref="Commands"/>
    public IReadOnlyList<SlackShortcut> Shortcuts { get; init; } = [];
}
