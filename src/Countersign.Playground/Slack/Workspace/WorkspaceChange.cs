namespace Countersign.Playground.Slack;

public enum ChangeKind
{
    MessagePosted,
    MessageEdited,
    MessageDeleted,
    ViewShown,
    ViewClosed,
    HomePublished,
}

/// <summary>Something a watching page should draw again.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Channel">The conversation, for messages.</param>
/// <param name="Ts">The message.</param>
/// <param name="User">The only person concerned, or null when everybody in the conversation is.</param>
public sealed record WorkspaceChange(ChangeKind Kind, string? Channel = null, string? Ts = null, string? User = null);
